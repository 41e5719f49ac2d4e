import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { inOffice, officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { ownerlessDrafts } from './handover.queries.ts'
import { officeLinks } from './office-links.ts'

export interface OwnOfficesPage {
  readonly title: string
  readonly fictitious: boolean
  readonly offices: readonly OwnOffice[]
}
interface OwnOffice {
  readonly name: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
  /** Drafts whose author has left: said to the coordinator. */
  readonly ownerless: string | null
}

/** The actor's offices, each with what it keeps for itself. */
export async function ownOfficesPage(ctx: Ctx): Promise<OwnOfficesPage> {
  const all = await officesByIds(ctx, officesOf(ctx.actor, 'ombud', 'coordinator'))
  const left = new Map((await ownerlessDrafts(ctx)).map(({ slug, count }) => [slug, count]))
  return {
    title: ctx.t('office.own'),
    fictitious: all.some(({ fictitious }) => fictitious),
    offices: all.map(office => {
      const count = left.get(office.slug) ?? 0
      return {
        name: office.name,
        links: officeLinks(ctx, office, inOffice(ctx.actor, office.id, 'coordinator')),
        ownerless: count === 0 ? null : ctx.t('office.ownerless', { count }),
      }
    }),
  }
}
