import { In, IsNull } from 'typeorm'
import { groupsByIds } from '#src/features/groups/group.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import type { EmptyModel, TableListModel, Tone } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Meeting, type MeetingState, meetings } from './meeting.entity.ts'
import { groupIdsOf } from './meeting.queries.ts'
import { whenOf } from './why-line.ts'

const MOST_SHOWN = 100

export const MEETING_TONES: Readonly<Record<MeetingState, Tone>> = {
  planned: 'new',
  running: 'ongoing',
  held: 'waiting',
  approval: 'waiting',
  done: 'closed',
  cancelled: 'closed',
}

export interface MeetingListPage {
  readonly title: string
  readonly planHref: string | null
  readonly lists: readonly TableListModel[]
  readonly empty: EmptyModel | null
}

/** The meetings of a person's groups: those that run, those to come, those held. */
export async function meetingListPage(ctx: Ctx): Promise<MeetingListPage> {
  const groupIds = await groupIdsOf(ctx, ctx.actor)
  const names = new Map((await groupsByIds(ctx, groupIds)).map(({ id, name }) => [id, name]))
  const all =
    groupIds.length === 0
      ? []
      : await ctx
          .rows(meetings)
          .all({ groupId: In(groupIds), perCapsulam: IsNull() }, { day: 'DESC', time: 'DESC' }, MOST_SHOWN)
  const leads = groupsOf(ctx.actor, 'convener').length > 0
  const list = (key: string, shown: readonly Meeting[]) => tableOf(ctx, key, shown, names)
  return {
    title: ctx.t('meetings.title'),
    planHref: leads ? '/moten/nytt' : null,
    lists: [
      list('meetings.running', inState(all, 'running')),
      list('meetings.coming', inState(all, 'planned').reverse()),
      list('meetings.past', inState(all, 'held', 'approval', 'done', 'cancelled')),
    ].filter(({ rows }) => rows.length > 0),
    empty: all.length > 0 ? null : emptyOf(ctx, groupIds.length > 0, leads),
  }
}

const inState = (all: readonly Meeting[], ...states: readonly MeetingState[]): Meeting[] =>
  all.filter(({ state }) => states.includes(state))

function tableOf(ctx: Ctx, key: string, shown: readonly Meeting[], names: ReadonlyMap<string, string>): TableListModel {
  return {
    caption: ctx.t(keyOf(key)),
    captionShown: true,
    columns: [
      { label: ctx.t('meetings.time') },
      { label: ctx.t('meetings.group') },
      { label: ctx.t('meetings.place') },
      { label: ctx.t('meetings.state') },
    ],
    rows: shown.map(meeting => [
      { text: whenOf(meeting, ctx.actor.locale), href: `/moten/${meeting.id}` },
      { text: names.get(meeting.groupId) ?? '' },
      { text: meeting.place },
      { badge: { text: ctx.t(keyOf(`meetingState.${meeting.state}`)), tone: MEETING_TONES[meeting.state] } },
    ]),
  }
}

function emptyOf(ctx: Ctx, hasGroup: boolean, leads: boolean): EmptyModel {
  if (leads)
    return {
      title: ctx.t('meetings.emptyTitle'),
      text: ctx.t('meetings.emptyConvener'),
      action: { href: '/moten/nytt', label: ctx.t('meetings.plan') },
    }
  return {
    title: ctx.t('meetings.emptyTitle'),
    text: ctx.t(hasGroup ? 'meetings.emptyMember' : 'meetings.emptyNobody'),
  }
}
