import { In } from 'typeorm'
import { asInstant } from '#src/db/sql.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { type DeficiencyPeriod, deficiencyFacets, deficiencyPeriods, sourceWords } from './deficiency-marks.entity.ts'
import { periodsOf, sourceWordsOf } from './marks.rules.ts'

/** By what a systemfel is found, as of its facets. Call it again when these change. */
export async function keepFacets(ctx: Ctx, { id, facets }: Pick<Deficiency, 'id' | 'facets'>): Promise<void> {
  const rows = ctx.rows(deficiencyFacets)
  await rows.remove({ deficiencyId: id })
  await rows.insertAll([...new Set(facets)].map(facet => ({ id: ctx.newId(), deficiencyId: id, facet })))
}

/** Of the words that say where an imported one comes from; these never change. */
export async function keepSourceWords(ctx: Ctx, { id, source }: Pick<Deficiency, 'id' | 'source'>): Promise<void> {
  const words = sourceWordsOf(source ?? '')
  await ctx.rows(sourceWords).insertAll(words.map(word => ({ id: ctx.newId(), deficiencyId: id, word })))
}

/** Of the half-years that it was reported and met in. Call it again when reports are linked or unlinked. */
export async function keepPeriods(ctx: Ctx, deficiency: Deficiency): Promise<void> {
  const rows = ctx.rows(deficiencyPeriods)
  const wanted = periodsOf(deficiency, await sentDays(ctx, deficiency))
  const before = await rows.all({ deficiencyId: deficiency.id })
  const stays = ({ period, reported, told }: DeficiencyPeriod): boolean =>
    wanted.some(one => one.period === period && one.reported === reported && one.told === told)
  const gone = before.filter(row => !stays(row))
  if (gone.length > 0) await rows.remove({ id: In(gone.map(({ id }) => id)) })
  const kept = new Set(before.filter(stays).map(({ period }) => period))
  const added = wanted.filter(({ period }) => !kept.has(period))
  await rows.insertAll(added.map(mark => ({ id: ctx.newId(), deficiencyId: deficiency.id, ...mark })))
}

async function sentDays(ctx: Ctx, { id, reportCount }: Deficiency): Promise<string[]> {
  if (reportCount === 0) return []
  const rows = await ctx.sql.select<{ at: unknown }>(
    `SELECT "sent_at" AS "at" FROM "observation"
     WHERE "deficiency_id" = $1 AND "state" = 'linked' AND "sent_at" IS NOT NULL`,
    [id],
  )
  return rows.map(({ at }) => dayOf(asInstant(at)))
}
