import type { Key } from '#src/i18n/translate.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { themeOptions } from './extent.page.ts'
import { type LevelPage, levelChoices, versionOf } from './filing.page.ts'
import { stepPath } from './filing.rules.ts'
import { HOLD_DAYS, isHeld, MOST_HOLD_DAYS } from './held.rules.ts'
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
  /** It is set aside: where it is taken up again. */
  readonly resume: { readonly action: string; readonly version: string } | null
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
    resume: isHeld(report, ctx.today)
      ? { action: `/inkorg/${report.number}/ta-upp`, version: versionOf(form, report) }
      : null,
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
    { act: 'unlink', path: 'flytta', label: 'links.moveLink', hint: 'links.moveTo' },
    { act: 'dismiss', path: 'inte-systemfel', label: 'observations.dismissIt', hint: 'observations.dismissHint' },
    { act: 'hold', path: 'vila', label: 'office.holdIt', hint: 'office.holdHint' },
    { act: 'reopen', path: 'angra', label: 'office.reopenIt', hint: 'office.reopenHint' },
  ] as const
  const complete = isOffered(ctx.actor, 'save', report)
    ? [
        {
          href: stepPath(report.id, 'check'),
          label: ctx.t('observations.complete'),
          hint: ctx.t('office.completeHint'),
        },
      ]
    : []
  const offered = ways
    .filter(({ act }) => isOffered(ctx.actor, act, report))
    .map(({ path, label, hint }) => ({
      href: `/inkorg/${report.number}/${path}`,
      label: ctx.t(label),
      hint: ctx.t(hint),
    }))
  return [...offered, ...complete]
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
  act: keyof typeof REASONS,
  form?: FormState,
): Promise<ReasonPage> {
  const { path, title, label, hint, button } = REASONS[act]
  return {
    ...(await triageForm(ctx, report, path, form ?? emptyForm())),
    title: ctx.t(title),
    label: ctx.t(label),
    hint: ctx.t(hint),
    button: ctx.t(button),
  }
}

const REASONS = {
  return: {
    path: 'ater',
    title: 'observations.returnIt',
    label: 'observations.returnLabel',
    hint: 'observations.reasonHint',
    button: 'observations.returnButton',
  },
  dismiss: {
    path: 'inte-systemfel',
    title: 'observations.dismissIt',
    label: 'observations.dismissLabel',
    hint: 'observations.reasonHint',
    button: 'observations.dismissButton',
  },
  reopen: {
    path: 'angra',
    title: 'office.reopenIt',
    label: 'office.reopenLabel',
    hint: 'office.reopenReasonHint',
    button: 'office.reopenButton',
  },
} as const satisfies Record<string, { path: string; title: Key; label: Key; hint: Key; button: Key }>

export interface HoldPage extends TriageForm {
  readonly earliest: Day
  readonly latest: Day
}

/** Until when, and why. */
export async function holdPage(ctx: Ctx, report: Observation, form?: FormState): Promise<HoldPage> {
  const until = isHeld(report, ctx.today) ? report.heldUntil : null
  const stored = { until: until ?? addDays(ctx.today, HOLD_DAYS) }
  return {
    ...(await triageForm(ctx, report, 'vila', form ?? emptyForm(stored))),
    title: ctx.t('office.holdIt'),
    earliest: addDays(ctx.today, 1),
    latest: addDays(ctx.today, MOST_HOLD_DAYS),
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
