import { In, IsNull, Not } from 'typeorm'
import { groupsServing } from '#src/features/groups/group.queries.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { officesOf, type Role } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationPolicy } from './observation.policy.ts'

/** By its id or its number. Throws `NotFound` when there is none or the actor may not see it. */
export async function findReport(ctx: Ctx, by: { id: string } | { number: string }): Promise<Observation> {
  const report = await ctx.rows(observations).one(by)
  if (report === null) throw new NotFound('errors.notFound')
  observationPolicy.reveal(ctx.actor, report)
  return report
}

/** The offices where the actor has one of the roles, in Swedish order. */
export const ownOffices = (ctx: Ctx, ...roles: readonly Role[]): Promise<Office[]> =>
  officesByIds(ctx, officesOf(ctx.actor, ...roles))

/** Whether a page about these offices shows a made-up example. */
export const areFictitious = async (ctx: Ctx, officeIds: readonly string[]): Promise<boolean> =>
  (await officesByIds(ctx, officeIds)).some(({ fictitious }) => fictitious)

/** The drafts that the actor works on, the latest first: her own, those she writes for others, and those handed to her. */
export function draftsOf(ctx: Ctx): Promise<Observation[]> {
  const inOffice = { state: 'draft', officeId: In(officesOf(ctx.actor, 'ombud', 'coordinator')) } as const
  return ctx.rows(observations).all(
    mine(ctx).map(which => ({ ...inOffice, ...which })),
    { id: 'DESC' },
  )
}

/** Reports that somebody works on or follows: what she wrote and has not handed over, wrote for others, or was handed. */
export const mine = ({ actor: { id } }: Ctx) => [
  { ombudId: id, handedAt: IsNull() },
  { writtenById: id },
  { keeperId: id },
]

/** Drafts that were handed over to the actor's offices: anybody there may take them on. */
export const officeDrafts = (ctx: Ctx): Promise<Observation[]> =>
  ctx.rows(observations).all(
    {
      state: 'draft',
      officeId: In(officesOf(ctx.actor, 'ombud', 'coordinator')),
      handedAt: Not(IsNull()),
      keeperId: IsNull(),
    },
    { id: 'DESC' },
    MOST_DRAFTS,
  )
const MOST_DRAFTS = 50

/** When a group that serves the office meets next; null when no meeting is planned. */
export async function nextMeetingDay(ctx: Ctx, officeId: string): Promise<Day | null> {
  const groups = await groupsServing(ctx, officeId)
  if (groups.length === 0) return null
  const planned = await ctx
    .rows(meetings)
    .all({ groupId: In(groups.map(({ id }) => id)), state: 'planned' }, { day: 'ASC' })
  return planned.find(({ day }) => day >= ctx.today)?.day ?? null
}
