import type { Ctx } from '#src/work/context.ts'
import { type AgendaRow, agendaRows } from './agenda-rows.ts'
import { type MeetingInGroup, nextOpenAgendaOf } from './meeting.queries.ts'
import { whenOf } from './why-line.ts'

export interface UndecidedPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly rows: readonly AgendaRow[]
  /** Where what is postponed goes. */
  readonly where: string
}

/** The meeting cannot end: these items are undecided. */
export async function undecidedPage(ctx: Ctx, meeting: MeetingInGroup): Promise<UndecidedPage> {
  const next = await nextOpenAgendaOf(ctx, meeting.groupId)
  return {
    title: ctx.t('meetings.undecidedTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    version: meeting.version,
    rows: (await agendaRows(ctx, meeting)).filter(({ outcome }) => outcome === null),
    where:
      next === null
        ? ctx.t('meetings.postponedWaits')
        : ctx.t('meetings.postponedTo', { when: whenOf(next, ctx.actor.locale) }),
  }
}
