import { z } from 'zod'
import { emptyForm, type FormState, faulty, field, type Message, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { FormSection } from './form.ts'
import { type FigureTable, figureTable, type Pasted, pastedFigures } from './paste.rules.ts'
import { readBoxes, type Written } from './write-account.ts'

/** Many times what a form has room for. */
const LONGEST = 10_000
const Paste = z.object({ text: field.formal(LONGEST, 'accounts.needPaste') })

export interface Looked {
  readonly form: FormState
  /** Undefined where the text itself could not be read. */
  readonly pasted: Pasted | undefined
}
/** What was pasted, read and looked through; nothing is kept. The text itself never is. */
export function readPaste(ctx: Ctx, table: FigureTable, body: Submitted): Looked {
  const read = ctx.form(Paste, body)
  if (!read.ok) return { form: read, pasted: undefined }
  const pasted = pastedFigures(table, read.value.text)
  const fault = faultOf(pasted)
  return { form: fault === null ? emptyForm(body) : faulty(body, { text: [fault] }), pasted }
}

function faultOf({ figures, faults }: Pasted): Message | null {
  if (faults.length > 0) return { key: 'accounts.pasteFaults', values: { count: faults.length } }
  return figures.size === 0 ? 'accounts.pasteNothing' : null
}

/** The figures that the person has seen and says yes to: whole numbers, for boxes that count people, and nothing else. */
export function readFigures(ctx: Ctx, section: FormSection, body: Submitted): Read<Written> {
  const boxes = figureTable(section)?.boxes ?? []
  return readBoxes(
    ctx,
    boxes.filter(({ key }) => body[key] !== undefined),
    body,
  )
}
