import { type Deficiency, deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'

/** What the meeting has before it. */
export interface Matter {
  readonly meeting: MeetingInGroup
  readonly item: AgendaItem
  /** Null for a free item. */
  readonly deficiency: Deficiency | null
}
export interface DeficiencyMatter extends Matter {
  readonly deficiency: Deficiency
}
export const hasDeficiency = (matter: Matter): matter is DeficiencyMatter => matter.deficiency !== null

/** By its place on the agenda, `3`. Throws `NotFound`. */
export async function findMatter(ctx: Ctx, meeting: MeetingInGroup, nr: string): Promise<Matter> {
  const items = await itemsOf(ctx, meeting.id)
  return matterOf(
    ctx,
    meeting,
    items.find((_, index) => String(index + 1) === nr),
  )
}

/** By its id, which a form keeps while the agenda is arranged anew around it. Throws `NotFound`. */
export async function matterById(ctx: Ctx, meeting: MeetingInGroup, itemId: unknown): Promise<Matter> {
  const items = await itemsOf(ctx, meeting.id)
  return matterOf(
    ctx,
    meeting,
    items.find(({ id }) => id === itemId),
  )
}

async function matterOf(ctx: Ctx, meeting: MeetingInGroup, item: AgendaItem | undefined): Promise<Matter> {
  if (item === undefined) throw new NotFound('errors.notFound')
  const { deficiencyId } = item
  return { meeting, item, deficiency: deficiencyId === null ? null : await deficiencyById(ctx, deficiencyId) }
}

/** The responsible bodies of a systemfel. */
export const organisationIdsOf = async (ctx: Ctx, deficiencyId: string): Promise<string[]> =>
  (await ctx.rows(deficiencyOrganisations).all({ deficiencyId })).map(({ organisationId }) => organisationId)

/** The office that asks or investigates: the one that made the systemfel, if the group serves it. */
export function officeFor({ meeting, deficiency }: DeficiencyMatter): string {
  const officeId = meeting.officeIds.includes(deficiency.officeId) ? deficiency.officeId : meeting.officeIds[0]
  if (officeId === undefined) throw new Conflict('meetings.noOffice')
  return officeId
}
