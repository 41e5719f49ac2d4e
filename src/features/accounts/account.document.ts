import type { Block, Document, Fact } from '#src/documents/document.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import type { FoundAccount } from './account.queries.ts'
import { fieldsOfSection } from './fields.ts'
import type { AccountForm, FormPart, FormSection } from './form.ts'
import { shownValue, textOf, type Values } from './values.rules.ts'

export interface ShownAccount {
  readonly account: Pick<FoundAccount, 'form' | 'signing' | 'unit'>
  readonly values: Values
  /** Boxes marked *tolkat*. */
  readonly interpreted: ReadonlySet<string>
  readonly footer?: readonly string[]
}

/** The account in the form's own order and words, the same as page, Word and PDF. Swedish, whoever reads it. */
export function accountDocument({ account, values, interpreted, footer = [] }: ShownAccount): Document {
  const { form, unit } = account
  const filled = new Filled(form, values, interpreted)
  return {
    title: form.title,
    lang: 'sv',
    subject: form.subject,
    fictitious: unit.fictitious,
    blocks: [
      ...form.diary.map(text => ({ kind: 'note', text }) as const),
      ...paragraphs([form.about, form.sending]),
      ...form.sections.flatMap(section => inOneTable(filled.section(section))),
      ...(account.signing === 'digital' ? paragraphs([form.signing]) : []),
    ],
    footer,
  }
}

const paragraphs = (texts: readonly string[]): Block[] =>
  texts.flatMap(text => (text === '' ? [] : [{ kind: 'paragraph', text } as const]))

/** Boxes that follow each other stand in one table, as in the form. */
function inOneTable(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind !== 'facts' || last?.kind !== 'facts') joined.push(block)
    else joined[joined.length - 1] = { kind: 'facts', rows: [...last.rows, ...block.rows] }
  }
  return joined
}

const word = (key: string): string => translate('sv', keyOf(key))

type Choice = Extract<FormPart, { kind: 'choice' }>

/** A filled form, section by section. An empty box shows as a dash, so that nobody wonders whether it was left out. */
class Filled {
  readonly #values: Values
  readonly #interpreted: ReadonlySet<string>
  readonly #holds: ReadonlyMap<string, ReturnType<typeof fieldsOfSection>[number]>
  constructor(form: AccountForm, values: Values, interpreted: ReadonlySet<string>) {
    this.#values = values
    this.#interpreted = interpreted
    this.#holds = new Map(form.sections.flatMap(fieldsOfSection).map(box => [box.key, box]))
  }

  section({ heading, parts }: FormSection): Block[] {
    return [{ kind: 'heading', level: 2, text: heading }, ...parts.flatMap(part => this.#part(part))]
  }

  #part(part: FormPart): Block[] {
    switch (part.kind) {
      case 'words':
        return paragraphs([part.text])
      case 'heading':
        return [{ kind: 'heading', level: 3, text: part.text }]
      case 'footnote':
        return [{ kind: 'note', text: `${part.number} ${part.text}` }]
      case 'text':
        return this.#facts([[part.label, this.#shown(part.key)]])
      case 'number':
        return this.#facts([[[part.label, part.hint].filter(Boolean).join(' '), this.#amount(part)]])
      case 'several':
        return this.#several(part)
      case 'choice':
        return part.counted ? this.#counted(part) : this.#facts([[part.label, this.#chosen(part)]])
      default:
        return this.#boxes(part)
    }
  }

  #boxes(part: Extract<FormPart, { kind: 'numbers' | 'ticks' }>): Block[] {
    const columns = part.columns.map(([code, label]) => ({ code, label }))
    const which = part.kind === 'ticks' ? part.which : undefined
    return [
      {
        kind: 'table',
        caption: part.caption ?? word('accounts.numbers'),
        columns: [
          { label: word('accounts.row') },
          ...columns.map(({ label }) => ({ label })),
          ...(which === undefined ? [] : [{ label: which }]),
        ],
        rows: part.rows.map(([row, label]) => [
          label,
          ...columns.map(({ code }) => (part.kind === 'ticks' ? this.#tick(row, code) : this.#shown(`${row}.${code}`))),
          ...(which === undefined ? [] : [this.#shown(`${row}.which`)]),
        ]),
      },
    ]
  }

  #several({ key, label, options }: Extract<FormPart, { kind: 'several' }>): Block[] {
    const rows = options.map(([code, name]): [string, string] => [name, this.#tick(`${key}.${code}`, 'yes')])
    return [...paragraphs([label]), ...this.#facts(rows)]
  }

  #facts(rows: readonly (readonly [string, string])[]): Block[] {
    return [{ kind: 'facts', rows: rows.map(([label, value]): Fact => ({ label, value })) }]
  }

  #tick(key: string, code: string): string {
    return textOf(this.#values, key) === code ? this.#marked(key, 'x') : '–'
  }

  #chosen({ key, options }: Choice): string {
    const chosen = options.find(([code]) => code === textOf(this.#values, key))
    return chosen === undefined ? '–' : this.#marked(key, chosen[1])
  }

  /** Each option with its tick, and with how many municipalities it holds for. */
  #counted({ key, label, options }: Choice): Block[] {
    const rows = options.map(([code, name]): [string, string] => {
      const said = [this.#tick(key, code), this.#shown(`${key}.${code}`)].filter(text => text !== '–')
      return [name, said.join(', ') || '–']
    })
    return [...paragraphs([label]), ...this.#facts(rows)]
  }

  /** With its unit, where the label does not say it. */
  #amount({ key, label, unit }: Extract<FormPart, { kind: 'number' }>): string {
    const shown = this.#shown(key)
    return unit !== 'tkr' || shown === '–' || label.includes(unit) ? shown : `${shown}\u00a0${unit}`
  }

  #shown(key: string): string {
    const box = this.#holds.get(key)
    const value = textOf(this.#values, key)
    return value === '' || box === undefined ? '–' : this.#marked(key, shownValue(box, value))
  }

  #marked(key: string, text: string): string {
    return this.#interpreted.has(key) ? `${text} (${word('accounts.interpreted')})` : text
  }
}
