import { In, IsNull } from 'typeorm'
import { asInstant } from '#src/db/sql.ts'
import { type Action, actions } from '#src/features/actions/action.entity.ts'
import { isOpen } from '#src/features/actions/action.lifecycle.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { circulations } from '#src/features/decisions/circulation.entity.ts'
import { effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import type { AgendaItem, MeetingState } from '#src/features/meetings/meeting.entity.ts'
import { agendaItems, meetings } from '#src/features/meetings/meeting.entity.ts'
import { type DecisionOfGroup, decisionsOf } from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Brought } from './course.rules.ts'

/** An undecided item of an agenda, and what is to become of it. */
export interface ItemToMove {
  readonly item: AgendaItem
  readonly meetingState: MeetingState
  readonly groupId: string
  /** `stay`: both stand on the agenda of a meeting that has begun. */
  readonly fate: 'move' | 'takeOff' | 'stay'
}
/** What goes along when a systemfel is merged: its reports, and all that waits. What is finished stays as its history. Ids. */
export interface Baggage {
  readonly reports: readonly string[]
  readonly requests: readonly string[]
  readonly actions: readonly string[]
  readonly lifts: readonly string[]
  readonly effects: readonly string[]
  /** Decisions that the seats of a group are being asked about. */
  readonly circulations: readonly string[]
  readonly items: readonly ItemToMove[]
  readonly brought: Brought
}

export async function baggageOf(ctx: Ctx, fromId: string, toId: string): Promise<Baggage> {
  const decided = await decisionsOf(ctx, fromId)
  const reports = await ctx.sql.select<{ id: string }>(
    `SELECT "id" FROM "observation" WHERE "deficiency_id" = $1 AND "state" = 'linked'`,
    [fromId],
  )
  const requests = await openRequests(ctx, fromId, decided)
  const tasks = await waitingActions(ctx, fromId, decided)
  const lifted = await openLifts(ctx, fromId, decided)
  const checks = await ctx.rows(effectChecks).all({ deficiencyId: fromId, state: In(['planned', 'asked']) })
  const asked = await ctx.rows(circulations).all({ deficiencyId: fromId, state: 'asking' })
  const items = await openItems(ctx, fromId, toId)
  return {
    reports: idsOf(reports),
    requests: idsOf(requests),
    actions: idsOf(tasks),
    lifts: idsOf(lifted),
    effects: idsOf(checks),
    circulations: idsOf(asked),
    items,
    brought: {
      asked: requests.some(({ state }) => state !== 'answered'),
      acting: tasks.some(({ state }) => isOpen(state)),
      lifted: lifted.length > 0,
      placed: items.some(({ fate }) => fate === 'move'),
    },
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

/** Open; or declined, or done so that it resolves the systemfel, and no group has decided since. */
async function waitingActions(ctx: Ctx, deficiencyId: string, decided: readonly DecisionOfGroup[]) {
  const all = await ctx.rows(actions).all({ deficiencyId, state: In(['proposed', 'accepted', 'declined', 'done']) })
  const groupOf = ({ decisionId }: Action): string | null =>
    decided.find(({ id }) => id === decisionId)?.groupId ?? null
  return all.filter(
    action =>
      isOpen(action.state) || (isNews(action) && !isJudged(decided, groupOf(action), action.closedAt ?? undefined)),
  )
}
const isNews = ({ state, strength, closedAt }: Action): boolean =>
  closedAt !== null && (state === 'declined' || strength === 'resolves')

/** Unanswered, or answered and not yet before the group: an answer that nobody has judged waits too. */
async function openRequests(ctx: Ctx, deficiencyId: string, decided: readonly DecisionOfGroup[]) {
  const given = new Map(
    (
      await ctx.sql.select<{ id: string; at: unknown }>(
        `SELECT "request_id" AS "id", "received_at" AS "at" FROM "answer" WHERE "deficiency_id" = $1`,
        [deficiencyId],
      )
    ).map(({ id, at }) => [id, asInstant(at)]),
  )
  const open = await ctx.rows(answerRequests).all({ deficiencyId, state: In(['tray', 'sent', 'answered']) })
  return open.filter(({ id, groupId }) => !isJudged(decided, groupId, given.get(id)))
}

/** The group that asked has decided since; of what an office asked, any group. */
const isJudged = (decided: readonly DecisionOfGroup[], groupId: string | null, at: Date | undefined): boolean =>
  at !== undefined && decided.some(decision => (groupId ?? decision.groupId) === decision.groupId && decision.at >= at)

/** Without a reply, and the group that lifted it has not taken it up again. */
async function openLifts(ctx: Ctx, deficiencyId: string, decided: readonly DecisionOfGroup[]) {
  const unreplied = await ctx.rows(lifts).all({ deficiencyId, repliedAt: IsNull() })
  return unreplied.filter(({ decisionId, fromGroupId }) => {
    const at = decided.find(({ id }) => id === decisionId)?.at ?? new Date(0)
    return !decided.some(decision => decision.groupId === fromGroupId && decision.at > at)
  })
}

async function openItems(ctx: Ctx, fromId: string, toId: string): Promise<ItemToMove[]> {
  const items = await ctx.rows(agendaItems).all({ deficiencyId: fromId, paragraph: IsNull() })
  const coming = await ctx
    .rows(meetings)
    .all({ id: In(items.map(({ meetingId }) => meetingId)), state: In(['planned', 'running']) })
  const standing = await ctx.rows(agendaItems).all({ deficiencyId: toId })
  return items.flatMap(item => {
    const meeting = coming.find(({ id }) => id === item.meetingId)
    if (meeting === undefined) return []
    const both = standing.some(({ meetingId }) => meetingId === meeting.id)
    return [{ item, meetingState: meeting.state, groupId: meeting.groupId, fate: fateOf(item, meeting.state, both) }]
  })
}

/** What has a note, or stands before a meeting that has begun, is settled there. */
function fateOf({ note }: AgendaItem, state: MeetingState, both: boolean): ItemToMove['fate'] {
  if (!both) return 'move'
  return state === 'planned' && note === null ? 'takeOff' : 'stay'
}
