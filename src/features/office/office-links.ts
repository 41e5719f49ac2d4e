import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Ctx } from '#src/work/context.ts'

export interface OfficeLink {
  readonly href: string
  readonly label: string
}

/** The pages of an office for those who work there. */
export const officeLinks = (ctx: Ctx, { slug }: Pick<Office, 'slug'>, coordinates: boolean): OfficeLink[] => [
  { href: `/verksamheter/${slug}/minne`, label: ctx.t('office.memory') },
  { href: `/verksamheter/${slug}/overlamning`, label: ctx.t('office.handoverTitle') },
  ...(coordinates ? [{ href: `/verksamheter/${slug}/granskning`, label: ctx.t('office.review') }] : []),
]
