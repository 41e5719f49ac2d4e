import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { type Key, keyOf } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Step, stepPath } from './filing.rules.ts'
import type { Observation } from './observation.entity.ts'

/** One thing that a report says. */
export interface ReportFact {
  readonly label: string
  readonly text: string
  /** Written by a person: line breaks are kept. */
  readonly prose: boolean
  /** The step where it is changed. */
  readonly change: string | null
}
export interface ReportFacts {
  readonly facts: readonly ReportFact[]
  readonly changeLabel: string
}

interface Said {
  readonly step: Step
  readonly label: Key
  readonly text: string | null
  readonly prose?: true
}

/** What a report says, in the order it was asked; with `change`, also what it does not say, each with its step. */
export async function reportFacts(ctx: Ctx, report: Observation, change = false): Promise<ReportFacts> {
  const nothing = ctx.t('observations.notSaid')
  const facts = [...whatItIs(ctx, report, await namesOf(ctx, report)), ...howMuch(ctx, report)]
  return {
    changeLabel: ctx.t('observations.change'),
    facts: facts
      .filter(({ text }) => change || text)
      .map(({ step, label, text, prose }) => ({
        label: ctx.t(label),
        text: text || nothing,
        prose: prose === true,
        change: change ? stepPath(report.id, step) : null,
      })),
  }
}

interface Names {
  readonly organisations: readonly string[]
  readonly municipality: string | null
}

async function namesOf(ctx: Ctx, { organisationIds, municipalityId }: Observation): Promise<Names> {
  const names = await organisationNames(ctx, organisationIds)
  const [municipality] = municipalityId === null ? [] : await municipalitiesByIds(ctx, [municipalityId])
  return { organisations: [...names.values()], municipality: municipality?.name ?? null }
}

const list = (ctx: Ctx, kind: string, codes: readonly string[]): string =>
  codes.map(code => ctx.t(keyOf(`${kind}.${code}`))).join(', ')
const one = (ctx: Ctx, kind: string, code: string | null): string | null =>
  code === null ? null : ctx.t(keyOf(`${kind}.${code}`))

const whatItIs = (ctx: Ctx, report: Observation, { organisations, municipality }: Names): Said[] => [
  { step: 'text', label: 'observations.fact.whatHappened', text: report.whatHappened, prose: true },
  {
    step: 'organisation',
    label: 'observations.fact.organisations',
    text: [organisations.join(', '), report.gap ? ctx.t('observations.gapBetween') : ''].filter(Boolean).join('. '),
  },
  { step: 'level', label: 'observations.fact.level', text: one(ctx, 'level', report.level) },
  { step: 'level', label: 'observations.fact.facets', text: list(ctx, 'facet', report.facets) },
  { step: 'extent', label: 'observations.fact.municipality', text: municipality },
]

const howMuch = (ctx: Ctx, report: Observation): Said[] => [
  { step: 'extent', label: 'observations.fact.months', text: monthsOf(ctx, report) },
  { step: 'extent', label: 'observations.fact.clientBand', text: one(ctx, 'band', report.clientBand) },
  { step: 'extent', label: 'observations.fact.severity', text: one(ctx, 'severity', report.severity) },
  { step: 'extent', label: 'observations.fact.consequence', text: report.consequence, prose: true },
  { step: 'extent', label: 'observations.fact.tried', text: report.tried, prose: true },
  { step: 'extent', label: 'observations.fact.proposal', text: report.proposal, prose: true },
  { step: 'extent', label: 'observations.fact.themes', text: list(ctx, 'theme', report.themes) || null },
]

function monthsOf(ctx: Ctx, { firstMonth, lastMonth }: Observation): string | null {
  const { month } = dates[ctx.actor.locale]
  if (firstMonth === null || lastMonth === null) return null
  return firstMonth === lastMonth ? month(firstMonth) : `${month(firstMonth)}–${month(lastMonth)}`
}
