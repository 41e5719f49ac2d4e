import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import { type Month, monthOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { shownByIds } from './candidates.queries.ts'
import { LONGEST_TEXT } from './describe-hindrance.ts'
import { bandOptions, monthOptions, municipalityOptions } from './extent.page.ts'
import { autosavePath, versionOf } from './filing.page.ts'
import { stepPath } from './filing.rules.ts'
import type { Observation } from './observation.entity.ts'
import { ownOffices } from './observation.queries.ts'
import { LIKELIEST, LONGEST_LINE } from './report-same-here.ts'
import { type ForWhom, forWhom, writingFor } from './writing-for.ts'

export interface SameHerePage {
  readonly title: string
  readonly fictitious: boolean
  readonly action: string
  readonly back: string
  readonly form: FormState
  readonly version: string | null
  readonly autosave: string
  readonly deficiency: CandidateCard
  readonly months: readonly Month[]
  readonly municipalities: readonly Option[]
  readonly bands: readonly Option[]
  readonly offices: readonly Option[] | null
  readonly forWhom: ForWhom | null
  readonly longest: number
}

/** The municipalities of each office that the actor may write for. */
export type Served = ReadonlyMap<string, readonly string[]>

/** From the page of a systemfel. */
export async function sameHerePage(
  ctx: Ctx,
  deficiency: Deficiency,
  served: Served,
  form?: FormState,
): Promise<SameHerePage> {
  const offices = await ownOffices(ctx, 'ombud', 'coordinator')
  const covered = await municipalitiesByIds(ctx, [...served.values()].flat())
  const municipalities = covered.map(({ id, name }) => ({ value: id, label: name }))
  return {
    ...(await common(ctx, deficiency, municipalities, form)),
    action: `/systemfel/${deficiency.number}/samma-har`,
    back: await backOf(ctx, deficiency),
    version: null,
    autosave: '',
    municipalities,
    offices: offices.length > 1 ? offices.map(({ id, name }) => ({ value: id, label: name })) : null,
    forWhom: await forWhom(ctx, await writingFor(ctx, 'ombud', 'coordinator')),
  }
}

/** The systemfel, for those who may open it. */
async function backOf(ctx: Ctx, { id, number }: Deficiency): Promise<string> {
  const open = deficiencyPolicy.can(ctx.actor, 'view', await deficiencyById(ctx, id))
  return open ? `/systemfel/${number}` : '/rapporter'
}

/** From a draft in which the ombud found it among the candidates; the text is kept as the line. */
export async function draftSameHerePage(
  ctx: Ctx,
  deficiency: Deficiency,
  draft: Observation,
  form?: FormState,
): Promise<SameHerePage> {
  const municipalities = await municipalityOptions(ctx, draft.officeId)
  return {
    ...(await common(ctx, deficiency, municipalities, form, draft.whatHappened)),
    action: `/rapportera/${draft.id}/samma-har`,
    back: stepPath(draft.id, 'likeness'),
    version: versionOf(form, draft),
    autosave: autosavePath(draft),
    municipalities,
    offices: null,
    forWhom: null,
    longest: LONGEST_TEXT,
  }
}

async function common(
  ctx: Ctx,
  deficiency: Deficiency,
  municipalities: readonly Option[],
  form: FormState | undefined,
  line = '',
) {
  const [shown] = await shownByIds(ctx, [deficiency.id])
  const only = municipalities.length === 1 ? municipalities[0]?.value : undefined
  // The likeliest, so that most often nothing is left to choose.
  const stored = {
    ...LIKELIEST,
    month: monthOf(ctx.today),
    line,
    ...(only === undefined ? {} : { municipalityId: only }),
  }
  return {
    title: ctx.t('observations.sameHere'),
    fictitious: deficiency.fictitious,
    form: form ?? emptyForm(stored),
    deficiency: candidateCard(ctx, shown as NonNullable<typeof shown>),
    months: monthOptions(ctx),
    bands: bandOptions(ctx),
    longest: LONGEST_LINE,
  }
}
