import type { Submitted } from '#src/kernel/forms.ts'
import type { Circulation } from './circulation.entity.ts'

const TEXTS = ['reason', 'question', 'description', 'coveringText', 'acceptedBy', 'toName'] as const
/** What is no part of the decision: the request's own fields, the item, and what the text was proposed to be. */
const OTHERS: readonly string[] = ['_csrf', 'formKey', '_from', 'item', 'type', 'proposed', 'text', ...TEXTS]

type Kept = Pick<Circulation, 'text' | 'terms' | (typeof TEXTS)[number]>

/** The form of a decision as it is kept while the seats are asked: each text in its own column, the rest as terms. */
export function keptForm(body: Submitted, text: string): Kept {
  const said = (name: string): string | null => {
    const value = body[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const [reason, question, description, coveringText, acceptedBy, toName] = TEXTS.map(said)
  const terms = Object.entries(body).flatMap(([name, value]) =>
    OTHERS.includes(name) || typeof value !== 'string' ? [] : [[name, value] as const],
  )
  return {
    text,
    terms: Object.fromEntries(terms),
    ...{ reason: reason ?? null, question: question ?? null, description: description ?? null },
    ...{ coveringText: coveringText ?? null, acceptedBy: acceptedBy ?? null, toName: toName ?? null },
  }
}

/** The same form again, for an item of a meeting. Its text stands as it was agreed, whatever would be proposed now. */
export function formAgain(kept: Kept, itemId: string): Submitted {
  const texts = TEXTS.map(name => [name, kept[name] ?? ''] as const)
  return { ...kept.terms, ...Object.fromEntries(texts), text: kept.text, proposed: '', item: itemId }
}
