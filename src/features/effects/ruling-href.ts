import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { ruledOn } from './effect.queries.ts'

interface Item {
  readonly item: Pick<AgendaItem, 'why' | 'whyFacts' | 'paragraph'>
  readonly deficiency: { readonly id: string } | null
}

/** Where the actor rules on the effect that an undecided item is about; null where she may not, and when there is none. */
export async function rulingHref(ctx: Ctx, { item, deficiency }: Item): Promise<string | null> {
  if (deficiency === null || item.paragraph !== null) return null
  if (item.why !== 'effect_no' || item.whyFacts['variant'] !== 'decide') return null
  const ruled = await deficiencyById(ctx, deficiency.id)
  if (!deficiencyPolicy.can(ctx.actor, 'decide', ruled)) return null
  return (await ruledOn(ctx, ruled.id)) === null ? null : `/effekt/avgora/${ruled.number}`
}
