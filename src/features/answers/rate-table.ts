import { countDays } from '#src/features/actions/count-days.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { percentOf, type Rate } from './rate.rules.ts'

/** How organisations answer, as a table; null where nothing was asked. */
export const rateTable = (ctx: Ctx, rates: readonly Rate[]): TableListModel | null =>
  rates.length === 0
    ? null
    : {
        caption: ctx.t('contacts.ratesTitle'),
        columns: [
          { label: ctx.t('answers.organisation') },
          { label: ctx.t('contacts.askedCount'), numeric: true },
          { label: ctx.t('contacts.rate'), numeric: true },
          { label: ctx.t('contacts.notYet'), numeric: true },
          { label: ctx.t('contacts.median'), numeric: true },
        ],
        rows: rates.map(rate => cellsOf(ctx, rate)),
      }

const cellsOf = (ctx: Ctx, rate: Rate): ListCell[] => [
  { text: rate.organisationName, href: `/obesvarade?organisation=${rate.organisationId}` },
  { text: rate.asked },
  { text: shareText(ctx, rate) },
  { text: rate.notYet },
  { text: medianText(ctx, rate) },
]

/** Never a share without the numbers it is made of, and none of a few. */
export function shareText(ctx: Ctx, { asked, answered }: Pick<Rate, 'asked' | 'answered'>): string {
  const percent = percentOf({ asked, answered })
  return percent === null
    ? ctx.t('contacts.rateOf', { answered, asked })
    : ctx.t('contacts.rateWith', { answered, asked, percent })
}

export function medianText(ctx: Ctx, { medianDays }: Pick<Rate, 'medianDays'>): string {
  if (medianDays === null) return '–'
  return Number.isInteger(medianDays)
    ? countDays(ctx, 'contacts.medianDays', medianDays)
    : ctx.t('contacts.medianDays', { days: dates[ctx.actor.locale].number(medianDays) })
}
