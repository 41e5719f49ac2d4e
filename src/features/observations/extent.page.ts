import { CLIENT_BANDS, THEMES } from '#src/features/deficiencies/words.ts'
import { municipalitiesOf } from '#src/features/organisations/office.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { type Month, monthOf, monthsBack } from '#src/kernel/days.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type StepFrame, stepFrame } from './filing.page.ts'
import { type Observation, SEVERITIES } from './observation.entity.ts'
import { LONGEST_ANSWER } from './set-extent.ts'

const MONTHS_BACK = 36

export interface ExtentPage extends StepFrame {
  readonly municipalities: readonly Option[]
  readonly months: readonly Month[]
  readonly bands: readonly Option[]
  readonly severities: readonly Option[]
  readonly themes: readonly Option[]
  readonly longest: number
}

export async function extentPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<ExtentPage> {
  const municipalities = await municipalityOptions(ctx, draft.officeId)
  return {
    ...(await stepFrame(ctx, 'extent', draft, storedOf(ctx, draft, municipalities), form)),
    municipalities,
    months: monthOptions(ctx),
    bands: bandOptions(ctx),
    severities: SEVERITIES.map(severity => ({
      value: severity,
      label: ctx.t(keyOf(`severity.${severity}`)),
      hint: ctx.t(keyOf(`observations.severity.${severity}`)),
    })),
    themes: themeOptions(ctx),
    longest: LONGEST_ANSWER,
  }
}

/** What has not been answered begins with what is likeliest: the only municipality, this month. */
function storedOf(ctx: Ctx, draft: Observation, municipalities: readonly Option[]): FormState['values'] {
  const only = municipalities.length === 1 ? municipalities[0]?.value : undefined
  const answers = {
    municipalityId: draft.municipalityId ?? only,
    firstMonth: draft.firstMonth,
    lastMonth: draft.lastMonth ?? monthOf(ctx.today),
    clientBand: draft.clientBand,
    severity: draft.severity,
    consequence: draft.consequence,
    tried: draft.tried,
    proposal: draft.proposal,
  }
  const given = Object.entries(answers).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  return { ...Object.fromEntries(given), themes: draft.themes }
}

export const monthOptions = (ctx: Ctx): Month[] => monthsBack(monthOf(ctx.today), MONTHS_BACK)
export const bandOptions = (ctx: Ctx): Option[] =>
  CLIENT_BANDS.map(band => ({ value: band, label: ctx.t(keyOf(`band.${band}`)) }))
export const themeOptions = (ctx: Ctx): Option[] =>
  THEMES.map(theme => ({ value: theme, label: ctx.t(keyOf(`theme.${theme}`)) })).sort((one, other) =>
    inSwedish(one.label, other.label),
  )
export const municipalityOptions = async (ctx: Ctx, officeId: string): Promise<Option[]> =>
  (await municipalitiesOf(ctx, officeId)).map(({ id, name }) => ({ value: id, label: name }))
