import { z } from 'zod'
import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { saveDraft } from './save-draft.ts'

/** What the button *Det är nytt* sends; the others send the number of a systemfel. */
export const IS_NEW = 'nytt'
/** The button that also sends it at once has a name of its own. */
export const NOW = 'nu'
export const LikenessForm = z.object({ choice: z.string('errors.choose').trim().max(20), version: field.version() })

/** Keeps what the ombud found: the same as a systemfel (to be sent as "samma här"), or new. */
export const chooseLikeness = (
  ctx: Ctx,
  draft: Observation,
  deficiency: Deficiency | null,
  version: number,
): Promise<Observation> =>
  saveDraft(ctx, draft, version, { sameHere: deficiency !== null, deficiencyId: deficiency?.id ?? null })

/**
 * The systemfel with the number that a report can still be added to, of whatever circle; of a merged one, the one it
 * lives on in. Null when there is none, or it has been closed for so long that what is met now is new.
 */
export async function joinable(ctx: Ctx, number: string): Promise<Deficiency | null> {
  const rows = ctx.rows(deficiencies)
  let deficiency = await rows.one({ number })
  while (deficiency !== null && deficiency.mergedIntoId !== null)
    deficiency = await rows.one({ id: deficiency.mergedIntoId })
  return deficiency === null || isClosedForGood(deficiency, ctx.today) ? null : deficiency
}
