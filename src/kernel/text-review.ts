import { type Finding, findPersonalData, type Kind } from './personal-data.ts'

/*
 * What a person is asked about in a text before it is kept. The same code runs in the browser, as help, and on the
 * server, as the rule. The order is that of the domain: detect → block or ask → she edits, or says why it may stand.
 */

/**
 * What a box is for, and so what is asked about in it. `free`: what ombud have met; everything. `formal`: what a group, an
 * office or an agency writes in its own name; days and numbers of its own matters belong there. `place`: where a meeting
 * is held. `name`: names that may be kept; only numbers that never may are stopped.
 */
export const GUARD_MARKS = ['free', 'formal', 'place', 'name'] as const
export type GuardMark = (typeof GUARD_MARKS)[number]

const NOT_ASKED: Readonly<Record<Exclude<GuardMark, 'name'>, readonly Kind[]>> = {
  free: [],
  formal: ['date', 'caseNumber'],
  place: ['date', 'caseNumber', 'address', 'phone'],
}

/** Why something may stand. Codes: the log tells them, and never the text. */
export const REVIEW_REASONS = ['nobody', 'public', 'general', 'mistaken'] as const
export type ReviewReason = (typeof REVIEW_REASONS)[number]
/** Instead of a reason: put what is proposed in its place. */
export const REPLACE = 'byt'

/** Something in a box to edit or to give a reason for. The same words twice in a box are one. */
export interface FoundText {
  /** The same for the same words in the same box, so that an answer to it lasts while the rest is edited. */
  readonly key: string
  readonly field: string
  readonly kind: Kind
  readonly text: string
  readonly suggestion: string | null
}

/** The field of a form that holds the answer to what was found. */
export const answerName = (key: string): string => `granskat-${key}`
export const isAnswerName = (name: string): boolean => name.startsWith('granskat-')

const severe = ({ severity }: Finding): boolean => severity === 'block'
const askedIn = (mark: GuardMark, { kind, severity }: Finding): boolean =>
  mark !== 'name' && severity === 'warn' && !NOT_ASKED[mark].includes(kind)

/** Whether the text holds a number that may never be kept. */
export const isBlocked = (text: string): boolean => findPersonalData(text).some(severe)

/** What a person must answer to in a box, each thing once. */
export function foundIn(field: string, mark: GuardMark, text: string): FoundText[] {
  const found = new Map<string, FoundText>()
  for (const finding of asked(mark, text)) {
    const one = foundText(field, text, finding)
    if (!found.has(one.key)) found.set(one.key, one)
  }
  return [...found.values()]
}

/** The text with what is proposed in place of what was found, for the keys that `isReplaced` tells. */
export function replaceIn(field: string, mark: GuardMark, text: string, isReplaced: (key: string) => boolean): string {
  let [written, at] = ['', 0]
  for (const finding of asked(mark, text)) {
    if (finding.suggestion === null || !isReplaced(foundText(field, text, finding).key)) continue
    written += text.slice(at, finding.start) + finding.suggestion
    at = finding.end
  }
  return written + text.slice(at)
}

const asked = (mark: GuardMark, text: string): Finding[] =>
  findPersonalData(text).filter(finding => askedIn(mark, finding))

function foundText(field: string, text: string, { kind, start, end, suggestion }: Finding): FoundText {
  const words = text.slice(start, end)
  return { key: hashOf(`${field}|${kind}|${words}`), field, kind, text: words, suggestion }
}

/** FNV-1a, 32 bits: a short name, nothing secret. Runs alike in every browser. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
