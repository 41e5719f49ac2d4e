import { z } from 'zod'
import type { AnyTable } from '#src/db/table.ts'
import { indexRow } from '#src/features/search/findable.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { IN_ITS_PLACE, keyOfPlace, type Place, withCopies } from './place.ts'
import type { Thing } from './thing.queries.ts'
import { WHYS, type WithheldText, withheldTexts } from './withheld-text.entity.ts'
import { tellResponsible } from './withholding.mails.ts'

/** `offered`: keys of the texts on the page. */
export const withholdForm = (offered: readonly string[]) =>
  z.object({
    places: field.anyOf(offered).refine(chosen => chosen.length > 0, 'withholding.chooseText'),
    why: field.choice(WHYS, 'withholding.chooseWhy'),
  })
type Withhold = z.output<ReturnType<typeof withholdForm>>

/**
 * Spärra: hides texts at once from all but the responsible offices' coordinators, wherever they are shown, until it is
 * decided what shall become of them (P7). Whoever may read a text may hide it: a slip must not wait for somebody with the
 * right role. The caller has let the actor see the thing.
 */
export async function withholdTexts(ctx: Ctx, thing: Thing, { places, why }: Withhold): Promise<void> {
  const chosen = thing.places.filter(place => places.includes(keyOfPlace(place)))
  const all = withCopies(chosen, [...thing.places, ...thing.beside])
  for (const place of all) {
    await ctx.rows(withheldTexts).insert(withheld(ctx, thing, place, why))
    await setText(ctx, place.table, place.rowId, { [place.field]: IN_ITS_PLACE })
  }
  ctx.record(
    'text.withheld',
    { type: thing.type, id: thing.id },
    { why, fields: all.map(({ table, field: name }) => `${table.name}.${name}`), officeId: thing.officeId },
  )
  for (const officeId of new Set(all.map(place => place.officeId ?? thing.officeId)))
    await tellResponsible(ctx, { ...thing, officeId })
}

const withheld = (ctx: Ctx, thing: Thing, place: Place, why: WithheldText['why']): WithheldText => ({
  id: ctx.newId(),
  tableName: place.table.name,
  rowId: place.rowId,
  field: place.field,
  text: place.text,
  thingType: thing.type,
  thingId: thing.id,
  reference: thing.reference,
  path: thing.path,
  officeId: place.officeId ?? thing.officeId,
  groupId: thing.groupId,
  why,
  state: 'withheld',
  withheldById: ctx.actor.id,
  at: ctx.now,
  decidedById: null,
  decidedAt: null,
  decisionNumber: null,
  version: 1,
})

/**
 * Changes texts of a row of any table, and what is made of them. The row's version rises where it has one, so that
 * somebody who has it open in a form cannot put the old words back unawares.
 */
export async function setText(
  ctx: Ctx,
  table: AnyTable,
  rowId: string,
  changes: Readonly<Record<string, string | null>>,
): Promise<void> {
  const rows = ctx.rows(table)
  const row = await rows.hold({ id: rowId })
  if (row.version === undefined) await rows.change(rowId, changes)
  else await rows.update(row, changes)
  await indexRow(ctx, table, rowId)
}
