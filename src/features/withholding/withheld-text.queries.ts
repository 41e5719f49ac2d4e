import { In } from 'typeorm'
import type { AnyTable } from '#src/db/table.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { groupOffices } from '#src/features/groups/group.entity.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { tableOfTexts } from './text-tables.ts'
import { type WithheldText, withheldTexts } from './withheld-text.entity.ts'
import { withheldPolicy } from './withheld-text.policy.ts'

export interface WithheldWithPlace {
  readonly row: WithheldText
  readonly officeIds: readonly string[]
  readonly table: AnyTable
  /** What stands in its place now. */
  readonly now: string | null
}

/** Throws `NotFound` for others than the responsible offices' coordinators. */
export async function findWithheld(ctx: Ctx, id: string): Promise<WithheldWithPlace> {
  const row = await ctx.rows(withheldTexts).get({ id })
  const officeIds = await responsibleFor(ctx, row)
  withheldPolicy.reveal(ctx.actor, { officeIds })
  const table = tableOfTexts(row.tableName)
  const place = await ctx.rows(table).get({ id: row.rowId })
  return { row, officeIds, table, now: place[row.field] ?? null }
}

/** The office that a text is of; of a group's, those that the group serves. */
export async function responsibleFor(
  ctx: Ctx,
  { officeId, groupId }: Pick<WithheldText, 'officeId' | 'groupId'>,
): Promise<string[]> {
  if (officeId !== null) return [officeId]
  const served = await ctx.rows(groupOffices).all(groupId === null ? { id: '' } : { groupId })
  return served.map(office => office.officeId)
}

/** Those that the actor decides on and that wait for it, the oldest first. */
export async function waitingTexts(ctx: Ctx, most: number): Promise<WithheldText[]> {
  const own = officesOf(ctx.actor, 'coordinator')
  const groups = await ctx.rows(groupOffices).all({ officeId: In(own) })
  const where = [
    { state: 'withheld' as const, officeId: In(own) },
    { state: 'withheld' as const, officeId: null as never, groupId: In(groups.map(({ groupId }) => groupId)) },
  ]
  return ctx.rows(withheldTexts).all(where, { at: 'ASC', id: 'ASC' }, most)
}

/** Which of the systemfel have a title that is withheld now: for what was copied, as in a frozen summary. */
export async function withheldTitles(ctx: Ctx, deficiencyIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (deficiencyIds.length === 0) return new Set()
  const held = await ctx
    .rows(withheldTexts)
    .all({ tableName: deficiencies.name, field: 'title', state: In(['withheld', 'corrected']) })
  const sought = new Set(deficiencyIds)
  return new Set(held.map(({ rowId }) => rowId).filter(id => sought.has(id)))
}
