import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { themeOptions } from './extent.page.ts'
import { type LevelPage, levelChoices, versionOf } from './filing.page.ts'
import { LONGEST_DESCRIPTION } from './make-from-report.ts'
import type { Observation } from './observation.entity.ts'
import { isOffered } from './observation.policy.ts'
import { type OrganisationGroup, organisationGroups } from './organisation-groups.ts'
import { type ReportView, reportView } from './report.page.ts'
import { facetValues } from './report-fields.ts'

export interface TriagePage {
  readonly title: string
  readonly fictitious: boolean
  readonly view: ReportView
  /** What the coordinator may do; null when the report is settled. */
  readonly linking: Linking | null
  readonly other: readonly { readonly href: string; readonly label: string; readonly hint: string }[]
}
interface Linking {
  readonly action: string
  readonly form: FormState
  readonly version: string
  readonly candidates: readonly CandidateCard[]
}

/** A report before the coordinator: is it the same as something, new, unclear, or no systemfel? */
export async function triagePage(ctx: Ctx, report: Observation, form?: FormState): Promise<TriagePage> {
  const view = await reportView(ctx, report)
  return {
    title: ctx.t('observations.reportTitle', { number: view.number }),
    fictitious: view.fictitious,
    view,
    linking: isOffered(ctx.actor, 'link', report) ? await linkingOf(ctx, report, form) : null,
    other: otherWays(ctx, report),
  }
}

async function linkingOf(ctx: Ctx, report: Observation, form: FormState = emptyForm()): Promise<Linking> {
  const candidates = (await candidatesFor(ctx, report)).map(shown => candidateCard(ctx, shown))
  return { action: `/inkorg/${report.number}/koppla`, form, version: versionOf(form, report), candidates }
}

function otherWays(ctx: Ctx, report: Observation): TriagePage['other'] {
  const ways = [
    { act: 'link', path: 'nytt', label: 'observations.makeNew', hint: 'observations.makeNewHint' },
    { act: 'return', path: 'ater', label: 'observations.returnIt', hint: 'observations.returnHint' },
    { act: 'dismiss', path: 'inte-systemfel', label: 'observations.dismissIt', hint: 'observations.dismissHint' },
  ] as const
  return ways
    .filter(({ act }) => isOffered(ctx.actor, act, report))
    .map(({ path, label, hint }) => ({
      href: `/inkorg/${report.number}/${path}`,
      label: ctx.t(label),
      hint: ctx.t(hint),
    }))
}

interface TriageForm {
  readonly title: string
  readonly fictitious: boolean
  readonly view: ReportView
  readonly action: string
  readonly back: string
  readonly form: FormState
  readonly version: string
}
export interface NewDeficiencyPage extends TriageForm {
  readonly levels: LevelPage['levels']
  readonly themes: readonly Option[]
  readonly organisations: readonly OrganisationGroup[]
  readonly longest: number
}

/** A new systemfel, written from what the report says. */
export async function newDeficiencyPage(ctx: Ctx, report: Observation, form?: FormState): Promise<NewDeficiencyPage> {
  return {
    ...(await triageForm(ctx, report, 'nytt', form ?? emptyForm(prefilled(report)))),
    title: ctx.t('observations.makeNew'),
    levels: levelChoices(ctx),
    themes: themeOptions(ctx),
    organisations: await organisationGroups(ctx),
    longest: LONGEST_DESCRIPTION,
  }
}

function prefilled({ whatHappened, level, facets, themes, organisationIds, gap }: Observation): FormState['values'] {
  return {
    description: whatHappened,
    ...(level === null || level === 'unsure' ? {} : { level }),
    ...facetValues(level, facets),
    themes,
    organisationIds,
    ...(gap ? { gap: 'ja' } : {}),
  }
}

export interface ReasonPage extends TriageForm {
  readonly label: string
  readonly hint: string
  readonly button: string
}
export async function reasonPage(
  ctx: Ctx,
  report: Observation,
  act: 'return' | 'dismiss',
  form?: FormState,
): Promise<ReasonPage> {
  const path = act === 'return' ? 'ater' : 'inte-systemfel'
  const texts =
    act === 'return'
      ? (['observations.returnIt', 'observations.returnLabel', 'observations.returnButton'] as const)
      : (['observations.dismissIt', 'observations.dismissLabel', 'observations.dismissButton'] as const)
  const [title, label, button] = texts.map(text => ctx.t(text)) as [string, string, string]
  return {
    ...(await triageForm(ctx, report, path, form ?? emptyForm())),
    title,
    label,
    hint: ctx.t('observations.reasonHint'),
    button,
  }
}

async function triageForm(
  ctx: Ctx,
  report: Observation,
  path: string,
  form: FormState,
): Promise<Omit<TriageForm, 'title'>> {
  const back = `/inkorg/${report.number}`
  const view = await reportView(ctx, report)
  return { view, fictitious: view.fictitious, action: `${back}/${path}`, back, form, version: versionOf(form, report) }
}
