import type { Block, Document, Fact } from '#src/documents/document.ts'
import { inSwedish, paragraphLabel, swedishDay } from '#src/features/meetings/wording.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { FoundDecision, OtherDecision } from './find-decision.ts'

/** The excerpt of one § (protokollsutdrag), the same as page and as file. Swedish, whoever reads it. */
export function excerptDocument(found: FoundDecision): Document {
  const { decision, group, meeting, deficiency } = found
  const label = paragraphLabel(decision.paragraph, decision.year)
  return {
    title: inSwedish('decisions.excerptOf', { paragraph: label }),
    lang: 'sv',
    subject: `${group.name}, ${swedishDay(meeting.day)}`,
    fictitious: deficiency?.fictitious ?? group.fictitious,
    blocks: [
      ...notesOf(found),
      { kind: 'facts', rows: whereFacts(found) },
      ...shortBlocks(found),
      { kind: 'heading', level: 2, text: inSwedish('decisions.decision') },
      { kind: 'facts', rows: decisionFacts(found) },
    ],
    footer: [`${group.name}, ${label}`],
  }
}

/** What it replaces, and what has replaced it, before anything else. */
function notesOf({ corrects, correctedBy }: FoundDecision): Block[] {
  const note = (key: string, other: OtherDecision | null): Block[] =>
    other === null ? [] : [{ kind: 'note', text: inSwedish(key, factsOf(other)) }]
  return [...note('decisions.isCorrected', correctedBy), ...note('decisions.isCorrection', corrects)]
}

const factsOf = ({ paragraph, year, day }: OtherDecision) => ({
  paragraph: paragraphLabel(paragraph, year),
  day: swedishDay(day),
})

const facts = (...rows: readonly (readonly [string, string | null | undefined])[]): Fact[] =>
  rows.flatMap(([key, value]) => (value ? [{ label: inSwedish(key), value }] : []))

function whereFacts({ decision, group, meeting, item, deficiency }: FoundDecision): Fact[] {
  return facts(
    ['decisions.group', group.name],
    ['decisions.day', swedishDay(meeting.day)],
    ['decisions.way', meeting.perCapsulam === true ? inSwedish('decisions.perCapsulam') : null],
    ['decisions.paragraph', paragraphLabel(decision.paragraph, decision.year)],
    ['decisions.about', deficiency === null ? item.title : `${deficiency.number} ${deficiency.title}`],
  )
}

/** For those who may read the systemfel. */
function shortBlocks({ deficiency, inCircle }: FoundDecision): Block[] {
  if (deficiency === null || !inCircle) return []
  const rows = facts(
    ['decisions.what', deficiency.what],
    ['decisions.forWhom', deficiency.forWhom],
    ['decisions.wanted', deficiency.wanted],
  )
  if (rows.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: inSwedish('decisions.short') },
    { kind: 'facts', rows },
  ]
}

function decisionFacts({ decision, taker }: FoundDecision): Fact[] {
  return facts(
    ['decisions.type', inSwedish(`decision.${decision.type}`)],
    ['decisions.text', decision.text],
    ['decisions.reason', decision.reason],
    ['decisions.taker', taker],
    ['decisions.acceptedBy', decision.acceptedBy],
    ['decisions.due', dueText(decision)],
  )
}

/** A request's days count from its sending, which is after the meeting. */
function dueText({ type, dueDay, at }: FoundDecision['decision']): string | null {
  if (dueDay === null) return null
  return type === 'ask'
    ? inSwedish('decisions.daysFromSending', { days: daysBetween(dayOf(at), dueDay) })
    : swedishDay(dueDay)
}
