import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { decisionsOfMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { paragraphLabel } from './wording.ts'

/** What was recorded under a §. */
export interface Decided {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** Null until the item has its §. */
export async function decidedOf(ctx: Ctx, meeting: MeetingInGroup, item: AgendaItem): Promise<Decided | null> {
  if (item.paragraph === null) return null
  const decision = (await decisionsOfMeeting(ctx, meeting.id)).find(one => one.agendaItemId === item.id)
  const label = ctx.t(keyOf(decision === undefined ? 'meetings.noted' : `decision.${decision.type}`))
  const fact = (key: string, text: string | null | undefined): Fact[] =>
    text ? [{ label: ctx.t(keyOf(key)), text }] : []
  return {
    title: `${paragraphLabel(item.paragraph, yearOf(meeting.day))} ${label}`,
    facts: [
      ...fact('meetings.decision', decision?.text),
      ...fact('meetings.reason', decision?.reason),
      ...fact('meetings.taker', decision?.organisationName ?? decision?.officeName),
      ...fact('meetings.acceptedBy', decision?.acceptedBy),
      ...fact(
        'meetings.due',
        decision?.dueDay && decision.type !== 'ask' ? dates[ctx.actor.locale].day(decision.dueDay) : null,
      ),
      ...fact('meetings.note', item.note),
    ],
  }
}
