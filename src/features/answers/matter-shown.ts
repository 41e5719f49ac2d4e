import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { askedOnOf } from '#src/features/links/link.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Month } from '#src/kernel/days.ts'
import { halfYearOf } from '#src/kernel/half-years.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { reportBand } from './answer.rules.ts'

/** What an agency reads of a systemfel. */
export interface Matter {
  /** Kort sagt: what, for whom, what is wanted; empty where nobody has written it. */
  readonly short: readonly Fact[]
  readonly description: string
  /** How often, since when, its number. */
  readonly facts: readonly Fact[]
}

/** As it stands now, in bands: an agency stands outside the office. */
export async function matterShown(ctx: Ctx, request: AnswerRequest, deficiency: Deficiency): Promise<Matter> {
  const { number, reportCount, firstMonth, description } = deficiency
  // The numbers that the letter may name, of systemfel that have been merged into this one since.
  const askedOn = await askedOnOf(ctx, request)
  return {
    short: shortOf(ctx, deficiency),
    description,
    facts: [
      { label: ctx.t('answers.often'), text: ctx.t(`answers.often.${reportBand(reportCount)}`) },
      ...(firstMonth === null
        ? []
        : [{ label: ctx.t('answers.since'), text: sinceText(ctx, firstMonth, reportCount) }]),
      {
        label: ctx.t('answers.reference'),
        text: number,
        ...(askedOn.length === 0 ? {} : { note: ctx.t('links.askedOn', { numbers: askedOn.join(', ') }) }),
      },
    ],
  }
}

const shortOf = ({ t }: Ctx, { what, forWhom, wanted }: Deficiency): Fact[] =>
  [
    { label: t('meetings.what'), text: what },
    { label: t('meetings.forWhom'), text: forWhom },
    { label: t('meetings.wanted'), text: wanted },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]))

/** A half-year instead of a month where fewer than five have met it (domain §6). */
function sinceText(ctx: Ctx, month: Month, reports: number): string {
  if (reportBand(reports) !== 'few') return dates[ctx.actor.locale].month(month)
  const { half, year } = halfYearOf(`${month}-01`)
  return ctx.t('meetings.halfYear', { half: ctx.t(keyOf(`half.${half}`)), year })
}
