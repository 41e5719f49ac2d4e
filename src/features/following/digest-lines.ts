import { keyOf, translate } from '#src/i18n/translate.ts'
import { isDay } from '#src/kernel/days.ts'
import type { MailFacts } from '#src/mail/enqueue.ts'
import { dates } from '#src/web/dates.ts'
import type { ReporterNews } from './reporter-news.entity.ts'

type Told = Pick<ReporterNews, 'milestone' | 'template' | 'facts'>

/** What a digest says: a line for each thing, made of its facts. Mails are Swedish. */
export const digestFacts = (news: readonly Told[]): MailFacts => ({
  count: news.length,
  lines: news.map(lineOf).join('\n'),
})

/** These say more than the milestone does. */
const SAID_BY_TEMPLATE: readonly string[] = [
  'observations.returned',
  'observations.notSystemic',
  'observations.reopened',
  'links.merged',
  'links.unmerged',
]
/** The facts that a line may have, in their order. */
const DETAILS = ['otherReference', 'decision', 'answerKind', 'organisation', 'paragraph', 'group', 'day'] as const

/** "SF-2026-0042: Beslut. Åtagande, § 12/2026, Ledningsgruppen i Sjövik, 12 mars 2027." */
export function lineOf({ milestone, template, facts }: Told): string {
  const what = SAID_BY_TEMPLATE.includes(template) ? template.replace('.', '-') : milestone
  const details = DETAILS.flatMap(name => facts[name] ?? [])
  const said = details.map(value => oneLine(readable(value))).join(', ')
  const head = `${oneLine(String(facts['reference'] ?? ''))}: ${translate('sv', keyOf(`following.line.${what}`))}`
  return said === '' ? `${head}.` : `${head}. ${said}.`
}

const readable = (value: string | number): string =>
  typeof value === 'string' && isDay(value) ? dates.sv.day(value) : String(value)

/** A fact never makes a line of its own (J8). */
const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim()
