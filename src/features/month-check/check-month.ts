import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { reportSameHere } from '#src/features/observations/report-same-here.ts'
import { people } from '#src/features/people/person.entity.ts'
import { inOffice } from '#src/kernel/actor.ts'
import { Forbidden } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { monthChecks } from './month-check.entity.ts'
import { type Checking, metIds } from './month-check.queries.ts'

/** A systemfel that the ombud has met, by how many of her clients, and where. */
export interface Tick {
  readonly deficiencyId: string
  readonly clientBand: ClientBand
  readonly municipalityId: string
}

/**
 * Makes a "samma här" of each tick, and keeps that the month is checked, also when nothing was met. What has been reported
 * for the month is not reported again: the person is held, so that two tabs come one after the other. Gives how many.
 */
export async function checkMonth(ctx: Ctx, checking: Checking, ticks: readonly Tick[]): Promise<number> {
  const { officeId, month } = checking
  if (!inOffice(ctx.actor, officeId, 'ombud')) throw new Forbidden('errors.denied')
  await ctx.rows(people).hold({ id: ctx.actor.id })
  const ids = ticks.map(({ deficiencyId }) => deficiencyId)
  const met = await metIds(ctx, checking, ids)
  const rows = new Map((await ctx.rows(deficiencies).all({ id: In(ids) })).map(row => [row.id, row]))
  let made = 0
  for (const { deficiencyId, clientBand, municipalityId } of ticks) {
    const deficiency = rows.get(deficiencyId)
    if (deficiency === undefined || met.has(deficiencyId)) continue
    await reportSameHere(ctx, deficiency, officeId, { month, municipalityId, clientBand, line: null })
    made += 1
  }
  await keep(ctx, checking, made)
  ctx.record('monthCheck.made', { type: 'office', id: officeId }, { officeId, month, ticked: made })
  return made
}

async function keep(ctx: Ctx, { officeId, month }: Checking, made: number): Promise<void> {
  const personId = ctx.actor.id
  const checked = await ctx.rows(monthChecks).one({ officeId, personId, month })
  if (checked === null)
    await ctx.rows(monthChecks).insert({ id: ctx.newId(), officeId, personId, month, ticked: made, at: ctx.now })
  else await ctx.rows(monthChecks).change(checked.id, { ticked: checked.ticked + made, at: ctx.now })
}
