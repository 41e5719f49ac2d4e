import type { Day } from '#src/kernel/days.ts'
import type { FieldErrors } from '#src/kernel/forms.ts'
import type { Answer } from './answer.entity.ts'

const DAY_MS = 86_400_000
/** Links live 60 days (quality rule 19), or a month beyond a longer term. */
const LINK_DAYS = 60
const AFTER_TERM = 30

export const linkExpiry = (sentAt: Date, termDays: number): Date =>
  new Date(sentAt.getTime() + Math.max(LINK_DAYS, termDays + AFTER_TERM) * DAY_MS)

/** How often ombud have met it, as an agency is told: never fewer than "färre än 5". */
export const reportBand = (reports: number): 'few' | 'several' | 'many' =>
  reports < 5 ? 'few' : reports < 10 ? 'several' : 'many'

export interface AnswerWords {
  readonly kind: Answer['kind']
  readonly text: string | null
  readonly changeDay: Day | null
  readonly otherBody: string | null
  /** Whose it is, chosen from the register. */
  readonly otherOrganisationId?: string | null
}

/**
 * What an answer lacks. A change that is claimed needs words and a day, made ones not later and planned ones not earlier
 * than today; a refusal needs words; and what is not theirs needs a name of whose it is, or to whom it goes.
 */
export function answerFaults(words: AnswerWords, today: Day): FieldErrors {
  const { kind, text, changeDay } = words
  const faults: Record<string, string[]> = {}
  const needs = NEEDS[kind]
  if (needs.text && text === null) faults['text'] = [`answers.need.text.${kind}`]
  if (needs.day && changeDay === null) faults['changeDay'] = [`answers.need.day.${kind}`]
  if (needs.body && !namesBody(words)) faults['otherBody'] = [`answers.need.body.${kind}`]
  if (kind === 'changed' && changeDay !== null && changeDay > today) faults['changeDay'] = ['answers.changedLater']
  if (kind === 'planned' && changeDay !== null && changeDay < today) faults['changeDay'] = ['answers.plannedEarlier']
  return faults
}

/** Only what is not theirs can be another organisation's in the register: a lift goes to somebody of their own. */
const namesBody = ({ kind, otherBody, otherOrganisationId = null }: AnswerWords): boolean =>
  otherBody !== null || (kind === 'not_ours' && otherOrganisationId !== null)

const NEEDS: Readonly<Record<Answer['kind'], { readonly text?: true; readonly day?: true; readonly body?: true }>> = {
  changed: { text: true, day: true },
  planned: { text: true, day: true },
  investigating: {},
  will_not: { text: true },
  not_ours: { body: true },
  lift: { body: true },
}

/** Only what belongs to the kind is kept: a day with a change, another body with what is not theirs. */
export const settled = (words: AnswerWords): Required<AnswerWords> => ({
  ...words,
  changeDay: NEEDS[words.kind].day || words.kind === 'investigating' ? words.changeDay : null,
  otherBody: NEEDS[words.kind].body ? words.otherBody : null,
  otherOrganisationId: words.kind === 'not_ours' ? (words.otherOrganisationId ?? null) : null,
})
