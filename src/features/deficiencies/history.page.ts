import { type HistoryLine, historyOf } from '#src/features/audit/audit.queries.ts'
import type { TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { ownFeeding } from './deficiency.policy.ts'
import { FEW } from './disclosure.rules.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'

/** So many on the systemfel's own page. */
export const HISTORY_SHOWN = 10

export interface HistoryPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly events: readonly TimelineEvent[]
  /** Reports are not shown one by one to this reader. */
  readonly withheld: boolean
}

/** Everything that happened, newest first. */
export async function historyPage(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<HistoryPage> {
  return {
    title: ctx.t('deficiencies.historyOf', { number: deficiency.number }),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    ...(await historyFor(ctx, deficiency)),
  }
}

export const historyEvents = async (
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  latest: number,
): Promise<TimelineEvent[]> => (await historyFor(ctx, deficiency, latest)).events

async function historyFor(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  latest?: number,
): Promise<{ events: TimelineEvent[]; withheld: boolean }> {
  const withholds = withholdsReports(ctx, deficiency)
  const { time } = dates[ctx.actor.locale]
  const lines = await historyOf(ctx, deficiency.id, withholds ? undefined : latest)
  const told = lines.filter(({ action }) => !(withholds && REPORTED.includes(action)))
  const events = told
    .slice(0, latest)
    .map(line => ({ when: time(line.at), title: capital(line.text), by: line.by, tone: toneOf(line) }))
  return { events, withheld: told.length < lines.length }
}

const REPORTED: readonly string[] = [
  ...['deficiency.reported', 'deficiency.reportGone'],
  ...['effect.said', 'effect.left', 'effect.reminded'],
]
/**
 * One line a report would tell how few they are, and when each came (domain §6). The lines stay when reports have moved
 * elsewhere: so also where none is left.
 */
const withholdsReports = ({ actor }: Ctx, deficiency: DeficiencyInCircle): boolean =>
  ownFeeding(actor, deficiency).length === 0 && deficiency.reportCount < FEW

const TONES: Readonly<Record<string, Tone>> = {
  request: 'waiting',
  answer: 'good',
  decision: 'ongoing',
  action: 'ongoing',
}
const toneOf = ({ action }: HistoryLine): Tone => TONES[action.split('.')[0] ?? ''] ?? 'neutral'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
