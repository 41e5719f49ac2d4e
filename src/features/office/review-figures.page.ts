import { type Office, offices } from '#src/features/organisations/office.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { isKey, keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { ASKING_KINDS } from '#src/kernel/personal-data.ts'
import { REVIEW_REASONS } from '#src/kernel/text-review.ts'
import type { FigureModel, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { letStandIn, MONTHS_BACK, reviewedReports, reviewsByOffice } from './review-figures.queries.ts'
import type { KindFigures } from './review-figures.rules.ts'

export interface ReviewPage {
  readonly title: string
  readonly fictitious: boolean
  readonly office: string
  readonly back: string
  readonly lead: string
  readonly figures: readonly FigureModel[]
  readonly kinds: TableListModel | null
}

/** What an office let stand after the privacy guard had asked: figures, never the words. */
export async function reviewPage(ctx: Ctx, office: Office): Promise<ReviewPage> {
  const reports = (await reviewedReports(ctx, [office.id])).get(office.id) ?? { sent: 0, reviewed: 0 }
  const times = (await reviewsByOffice(ctx, [office.id])).get(office.id) ?? 0
  const { number } = dates[ctx.actor.locale]
  return {
    title: ctx.t('office.review'),
    fictitious: office.fictitious,
    office: office.name,
    back: hasRole(ctx.actor, 'admin') ? '/admin/granskning' : '/verksamheter',
    lead: ctx.t('office.reviewLead', { months: MONTHS_BACK }),
    figures: [
      { value: number(reports.sent), label: ctx.t('office.reportsSent') },
      { value: number(reports.reviewed), label: ctx.t('office.reportsReviewed') },
      { value: number(times), label: ctx.t('office.textsReviewed') },
    ],
    kinds: kindTable(ctx, await letStandIn(ctx, office.id)),
  }
}

function kindTable(ctx: Ctx, kinds: readonly KindFigures[]): TableListModel | null {
  if (kinds.length === 0) return null
  const { number } = dates[ctx.actor.locale]
  return {
    caption: ctx.t('office.letStand'),
    columns: [
      { label: ctx.t('office.kind') },
      { label: ctx.t('office.inAll'), numeric: true },
      ...REVIEW_REASONS.map(reason => ({ label: ctx.t(keyOf(`office.reason.${reason}`)), numeric: true })),
    ],
    rows: kinds.map(({ kind, count, reasons }) => [
      { text: kindName(ctx, kind) },
      { text: number(count) },
      ...REVIEW_REASONS.map(reason => ({ text: number(reasons[reason] ?? 0) })),
    ]),
  }
}

/** A kind that is no longer asked about keeps its code. */
const kindName = (ctx: Ctx, kind: string): string => {
  const key = `office.kind.${kind}`
  return (ASKING_KINDS as readonly string[]).includes(kind) && isKey(key) ? ctx.t(key) : kind
}

export interface ReviewListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly lead: string
  readonly table: TableListModel | null
}

/** Every office's figures, for the administrator. */
export async function reviewListPage(ctx: Ctx): Promise<ReviewListPage> {
  const all = byName(await ctx.rows(offices).all())
  const ids = all.map(({ id }) => id)
  const reports = await reviewedReports(ctx, ids)
  const times = await reviewsByOffice(ctx, ids)
  const { number } = dates[ctx.actor.locale]
  return {
    title: ctx.t('office.review'),
    fictitious: all.some(({ fictitious }) => fictitious),
    lead: ctx.t('office.reviewLead', { months: MONTHS_BACK }),
    table:
      all.length === 0
        ? null
        : {
            caption: ctx.t('office.review'),
            columns: [
              { label: ctx.t('organisations.office') },
              { label: ctx.t('office.reportsSent'), numeric: true },
              { label: ctx.t('office.reportsReviewed'), numeric: true },
              { label: ctx.t('office.textsReviewed'), numeric: true },
            ],
            rows: all.map(({ id, slug, name }) => [
              { text: name, href: `/verksamheter/${slug}/granskning` },
              { text: number(reports.get(id)?.sent ?? 0) },
              { text: number(reports.get(id)?.reviewed ?? 0) },
              { text: number(times.get(id) ?? 0) },
            ]),
          },
  }
}
