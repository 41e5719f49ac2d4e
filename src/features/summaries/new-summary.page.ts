import { officesOf } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { halfYearKey } from '#src/kernel/half-years.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { choosableGroups, choosablePeriods, type Making } from './make-summary.ts'
import { capital, Wording } from './wording.ts'

/** Which group, where several serve the coordinator's offices. */
export interface ChooseGroupPage {
  readonly title: string
  readonly groups: readonly { readonly id: string; readonly slug: string; readonly name: string }[]
}
export interface NewSummaryPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly groupId: string
  readonly group: string
  readonly offices: readonly Option[]
  readonly periods: readonly Option[]
}

export async function chooseGroupPage(ctx: Ctx): Promise<ChooseGroupPage> {
  const groups = await choosableGroups(ctx)
  return {
    title: ctx.t('summaries.new'),
    groups: groups.map(({ id, slug, name }) => ({ id, slug, name })),
  }
}

/** At first the coordinator's own offices are ticked, and the half-year is the current one. */
export function newSummaryPage(ctx: Ctx, { group, offices }: Making, form?: FormState): NewSummaryPage {
  const w = new Wording(ctx.actor.locale)
  const periods = choosablePeriods(ctx).map(halfYearKey)
  const own = officesOf(ctx.actor, 'coordinator')
  const ticked = offices.filter(({ id }) => own.includes(id)).map(({ id }) => id)
  return {
    title: ctx.t('summaries.new'),
    fictitious: group.fictitious,
    form: form ?? emptyForm({ officeIds: ticked, period: periods[0] ?? '' }),
    groupId: group.id,
    group: ctx.t('summaries.forGroup', { group: group.name }),
    offices: offices.map(({ id, name }) => ({ value: id, label: name })),
    periods: periods.map(period => ({ value: period, label: capital(w.period(period)) })),
  }
}
