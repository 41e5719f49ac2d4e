import { z } from 'zod'
import type { AnyTable } from '#src/db/table.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { IN_ITS_PLACE } from './place.ts'
import { type WithheldText, withheldTexts } from './withheld-text.entity.ts'
import { type WithheldAct, withheldLifecycle } from './withheld-text.lifecycle.ts'
import { withheldPolicy } from './withheld-text.policy.ts'
import type { WithheldWithPlace } from './withheld-text.queries.ts'
import { setText } from './withhold-text.ts'

const decisionNumber = field.optionalFormal(60)
export const ReleaseForm = z.object({ version: field.version(), decisionNumber })

/** As long as the place takes; an empty one only where the place may be empty. */
export const correctForm = (table: AnyTable, name: string) => {
  const { options } = table.columns[name] as { options: { length?: number | string; nullable?: boolean } }
  const longest = Number(options.length ?? 4000)
  const text = options.nullable === true ? field.optionalText(longest) : field.text(longest)
  return z.object({ version: field.version(), decisionNumber, text })
}

interface Decided {
  readonly version: number
  readonly decisionNumber: string | null
}

/** It was no slip: the text stands again, to the letter. Throws `Conflict` when something else stands there by now. */
export async function releaseText(ctx: Ctx, held: WithheldWithPlace, form: Decided): Promise<void> {
  if (held.now !== IN_ITS_PLACE) throw new Conflict('withholding.changedMeanwhile')
  await decide(ctx, held, 'release', form)
  await setText(ctx, held.table, held.row.rowId, { [held.row.field]: held.row.text })
}

/** The text is written anew. What was withheld is kept where it is, until a registered decision removes it. */
export async function correctText(
  ctx: Ctx,
  held: WithheldWithPlace,
  { text, ...form }: Decided & { readonly text: string | null },
): Promise<void> {
  await decide(ctx, held, 'correct', form)
  await setText(ctx, held.table, held.row.rowId, { [held.row.field]: text })
}

async function decide(
  ctx: Ctx,
  { row, officeIds }: WithheldWithPlace,
  act: WithheldAct,
  { version, decisionNumber: number }: Decided,
): Promise<void> {
  withheldPolicy.authorize(ctx.actor, 'view', { officeIds })
  const state = withheldLifecycle.next(row.state, act)
  const decided: Partial<WithheldText> = {
    state,
    decidedById: ctx.actor.id,
    decidedAt: ctx.now,
    decisionNumber: number,
  }
  await ctx.rows(withheldTexts).update({ ...row, version }, decided)
  const facts = { from: row.state, to: state, fields: [`${row.tableName}.${row.field}`] }
  ctx.record(act === 'release' ? 'text.released' : 'text.corrected', { type: row.thingType, id: row.thingId }, facts)
}
