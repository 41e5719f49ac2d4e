import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { type Group, groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { type Decision, decisions } from '#src/features/meetings/decision.entity.ts'
import { type AgendaItem, agendaItems, meetings } from '#src/features/meetings/meeting.entity.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { decisionPolicy } from './decision.policy.ts'

/** Another § of the same group, which this one replaces or is replaced by. */
export interface OtherDecision {
  readonly id: string
  readonly paragraph: number
  readonly year: number
  readonly day: Day
}
/** A decision with all that it is read with. */
export interface FoundDecision {
  readonly decision: Decision
  readonly meeting: MeetingInGroup
  readonly group: Group
  readonly item: AgendaItem
  /** Null on a free item. */
  readonly deficiency: DeficiencyInCircle | null
  /** The reader stands in the circle of the systemfel, and may read it. */
  readonly inCircle: boolean
  /** Who takes it on. */
  readonly taker: string | null
  readonly corrects: OtherDecision | null
  readonly correctedBy: OtherDecision | null
}

/** Throws `NotFound` when there is none or the actor may not see it. */
export async function findDecision(ctx: Ctx, id: string): Promise<FoundDecision> {
  const decision = await ctx.rows(decisions).get({ id })
  const { deficiencyId, correctsId } = decision
  const meeting = await meetingOf(ctx, decision.meetingId)
  const deficiency = deficiencyId === null ? null : await deficiencyById(ctx, deficiencyId)
  decisionPolicy.reveal(ctx.actor, { meeting, deficiency })
  const corrects = correctsId === null ? null : await ctx.rows(decisions).get({ id: correctsId })
  return {
    decision,
    meeting,
    group: meeting.group,
    item: await ctx.rows(agendaItems).get({ id: decision.agendaItemId }),
    deficiency,
    inCircle: deficiency !== null && deficiencyPolicy.can(ctx.actor, 'view', deficiency),
    taker: await takerOf(ctx, decision),
    corrects: corrects === null ? null : await otherOf(ctx, corrects),
    correctedBy: await correctionOf(ctx, id),
  }
}

/** The decision that has replaced one; null while it stands. */
export async function correctionOf(ctx: Ctx, decisionId: string): Promise<OtherDecision | null> {
  const later = await ctx.rows(decisions).one({ correctsId: decisionId })
  return later === null ? null : otherOf(ctx, later)
}

async function meetingOf(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await ctx.rows(meetings).get({ id })
  const group = await ctx.rows(groups).get({ id: meeting.groupId })
  const served = await ctx.rows(groupOffices).all({ groupId: group.id })
  return { ...meeting, group, officeIds: served.map(({ officeId }) => officeId) }
}

async function otherOf(ctx: Ctx, { id, paragraph, year, meetingId }: Decision): Promise<OtherDecision> {
  const { day } = await ctx.rows(meetings).get({ id: meetingId })
  return { id, paragraph, year, day }
}

async function takerOf(ctx: Ctx, { organisationId, officeId }: Decision): Promise<string | null> {
  if (organisationId !== null) return (await ctx.rows(organisations).get({ id: organisationId })).name
  return officeId === null ? null : (await ctx.rows(offices).get({ id: officeId })).name
}
