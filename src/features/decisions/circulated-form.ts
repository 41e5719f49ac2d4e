import type { Submitted } from '#src/kernel/forms.ts'
import type { Circulation } from './circulation.entity.ts'

const TEXTS = ['reason', 'question', 'description', 'coveringText', 'acceptedBy', 'toName'] as const
/** The other fields of the decisions' forms, each a choice, a day or a number. What a form does not have is not kept (Z4). */
const TERMS = [
  ...['contactId', 'termDays', 'organisationId', 'officeId', 'toGroupId'],
  ...['kind', 'strength', 'dueDay', 'wishedDay', 'alsoIds', 'answering'],
] as const

type Kept = Pick<Circulation, 'text' | 'terms' | (typeof TEXTS)[number]>

/** The form of a decision as it is kept while the seats are asked: each text in its own column, the rest as terms. */
export function keptForm(body: Submitted, text: string): Kept {
  const said = (name: string): string | null => {
    const value = body[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const [reason, question, description, coveringText, acceptedBy, toName] = TEXTS.map(said)
  const terms = TERMS.flatMap(name => {
    const value = body[name]
    return value === undefined ? [] : [[name, String(value)] as const]
  })
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
