import { MoreThanOrEqual, Not } from 'typeorm'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { decisions } from './decision.entity.ts'
import type { Meeting } from './meeting.entity.ts'
import { inSwedish, swedishDay } from './wording.ts'

/** A change that an organisation has said it plans. */
export interface Promised {
  readonly organisationId: string
  readonly organisation: string
  readonly day: Day
}

/** What the latest answer on a systemfel promises; null when it promises nothing, or when it has been decided on since. */
export async function promisedOn(ctx: Ctx, deficiencyId: string): Promise<Promised | null> {
  const [answer] = await ctx.rows(answers).all({ deficiencyId }, { receivedAt: 'DESC', id: 'DESC' }, 1)
  if (answer === undefined || answer.kind !== 'planned' || answer.changeDay === null) return null
  const since = { deficiencyId, type: Not('postpone' as const), at: MoreThanOrEqual(answer.receivedAt) }
  if ((await ctx.rows(decisions).count(since)) > 0) return null
  const { contactId } = await ctx.rows(answerRequests).get({ id: answer.requestId })
  const { organisationId } = await ctx.rows(agencyContacts).get({ id: contactId })
  const names = await organisationNames(ctx, [organisationId])
  return { organisationId, organisation: names.get(organisationId) ?? '', day: answer.changeDay }
}

/** It is due when it was promised, unless that day is over by then. */
export const dayPromised = (ctx: Ctx, { day }: Pick<Meeting, 'day'>, promised: Promised | null): Day | null =>
  promised === null || promised.day < ctx.today || promised.day < day ? null : promised.day

/** Empty where nothing is promised. */
export const promiseText = (promised: Promised | null): string =>
  promised === null
    ? ''
    : inSwedish('meetings.promised', { organisation: promised.organisation, day: swedishDay(promised.day) })
