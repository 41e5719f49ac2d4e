import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { LEVEL_SLUGS } from '#src/features/deficiencies/filter-slugs.rules.ts'
import { themeOptions } from '#src/features/deficiencies/theme-options.ts'
import { ORGANISATION_KINDS } from '#src/features/organisations/organisation.entity.ts'
import { optionsOf } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { CardModel, EmptyModel, Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { isChosen, type Query, readSolutionFilter } from './solution-filter.rules.ts'
import { howShort } from './solution-hints.ts'
import { listSolutions, MOST_SOLUTIONS, type SolutionFound, solutionsByIds } from './solutions.queries.ts'
import { mayTell } from './tell-solution.ts'

export interface SolutionsPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly kinds: readonly Option[]
  readonly levels: readonly Option[]
  readonly themes: readonly Option[]
  readonly cards: readonly CardModel[]
  readonly more: string | null
  readonly printed: string
  readonly empty: EmptyModel | null
}

/** The lösningsbank: what ombud have confirmed is solved, and how. */
export async function solutionsPage(ctx: Ctx, query: Query): Promise<SolutionsPage> {
  const filter = readSolutionFilter(query)
  const found = await listSolutions(ctx, filter)
  const shown = found.slice(0, MOST_SOLUTIONS)
  const values = ['ord', 'slag', 'niva', 'tema'].flatMap(name => (query[name] ? [[name, query[name]]] : []))
  return {
    title: ctx.t('solutions.title'),
    fictitious: shown.length > 0 && shown.every(({ fictitious }) => fictitious),
    form: emptyForm(Object.fromEntries(values)),
    kinds: optionsOf(ctx, 'organisationKind', ORGANISATION_KINDS),
    levels: Object.entries(LEVEL_SLUGS).map(([value, level]) => ({ value, label: ctx.t(keyOf(`level.${level}`)) })),
    themes: themeOptions(ctx),
    cards: shown.map(solution => cardOf(ctx, solution)),
    more: found.length > MOST_SOLUTIONS ? ctx.t('solutions.more', { count: MOST_SOLUTIONS }) : null,
    printed: ctx.t('solutions.printed', { day: dates[ctx.actor.locale].date(ctx.now) }),
    empty: shown.length > 0 ? null : emptyOf(ctx, isChosen(filter)),
  }
}

function emptyOf({ t }: Ctx, chosen: boolean): EmptyModel {
  return chosen
    ? {
        title: t('solutions.noHits'),
        text: t('solutions.noHitsNext'),
        action: { href: '/losningar', label: t('solutions.showAll') },
      }
    : {
        title: t('solutions.none'),
        text: t('solutions.noneNext'),
        action: { href: '/effekt', label: t('effects.title') },
      }
}

const cardOf = (ctx: Ctx, solution: SolutionFound): CardModel => ({
  title: solution.title,
  href: `/losningar/${solution.number}`,
  badge: { text: ctx.t('state.resolved'), tone: 'good' },
  text: solution.told?.done ?? howShort(ctx, solution),
  facts: [
    ...(solution.fictitious ? [ctx.t('observations.fictitious')] : []),
    `${solution.number} · ${solution.place}`,
    [ctx.t(keyOf(`level.${solution.level}`)), ...solution.organisations].join(' · '),
    ...(solution.themes.length === 0 ? [] : [solution.themes.map(theme => ctx.t(keyOf(`theme.${theme}`))).join(', ')]),
    ...(solution.strength === null ? [] : [ctx.t(keyOf(`strength.${solution.strength}`))]),
  ],
})

export interface SolutionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly sentences: readonly Fact[]
  readonly facts: readonly Fact[]
  readonly done: readonly Fact[]
  readonly ask: readonly Fact[]
  /** Who may write the three sentences is asked to. */
  readonly write: { readonly href: string; readonly label: string } | null
  /** For those in its circle. */
  readonly whole: string | null
}

/** One that is confirmed. Throws `NotFound` for every other systemfel: it has no solution. */
export async function findSolution(ctx: Ctx, number: string): Promise<SolutionFound> {
  const { id } = await ctx.rows(deficiencies).get({ number, state: 'resolved' })
  const [solution] = await solutionsByIds(ctx, [id])
  if (solution === undefined) throw new NotFound('errors.notFound')
  return solution
}

export async function solutionPage(ctx: Ctx, solution: SolutionFound): Promise<SolutionPage> {
  const { title, fictitious, number, told, inCircle } = solution
  const writes = await mayTell(ctx, solution.id)
  return {
    ...{ title, fictitious, number },
    sentences: sentencesOf(ctx, told),
    facts: factsOf(ctx, solution),
    done: doneOf(ctx, solution),
    ask: solution.ask.map(one => askOf(ctx, one)),
    write: writes
      ? { href: `/losningar/${number}/beskriv`, label: ctx.t(told === null ? 'solutions.write' : 'solutions.rewrite') }
      : null,
    whole: inCircle ? `/systemfel/${number}` : null,
  }
}

const sentencesOf = ({ t }: Ctx, told: SolutionFound['told']): Fact[] =>
  told === null
    ? []
    : [
        { label: t('solutions.wrong'), text: told.wrong },
        { label: t('solutions.done'), text: told.done },
        { label: t('solutions.changed'), text: told.changed },
      ]

function factsOf(ctx: Ctx, solution: SolutionFound): Fact[] {
  const { t } = ctx
  const { level, facets, organisations, themes, strength, closedAt } = solution
  const listed = (codes: readonly string[], list: string): string =>
    codes.map(code => t(keyOf(`${list}.${code}`))).join(', ')
  return [
    { label: t('solutions.where'), text: solution.place },
    {
      label: t('solutions.level'),
      text: [t(keyOf(`level.${level}`)), ...facets.map(facet => t(keyOf(`facet.${facet}`)))].join(', '),
    },
    ...(organisations.length === 0 ? [] : [{ label: t('solutions.organisations'), text: organisations.join(', ') }]),
    ...(themes.length === 0 ? [] : [{ label: t('solutions.themes'), text: listed(themes, 'theme') }]),
    ...(strength === null ? [] : [{ label: t('solutions.strength'), text: t(keyOf(`strength.${strength}`)) }]),
    ...(closedAt === null ? [] : [{ label: t('solutions.confirmedOn'), text: dates[ctx.actor.locale].date(closedAt) }]),
  ]
}

function doneOf(ctx: Ctx, { actions, answer }: SolutionFound): Fact[] {
  const note = (text: string | null) => (text === null || text === '' ? {} : { note: text })
  return [
    ...actions.map(({ kind, description }) => ({
      label: ctx.t('solutions.action'),
      text: ctx.t(keyOf(`actionKind.${kind}`)),
      ...note(description),
    })),
    ...(answer === null
      ? []
      : [
          {
            label: ctx.t('solutions.answered', { day: dates[ctx.actor.locale].date(answer.receivedAt) }),
            text: ctx.t(keyOf(`answerKind.${answer.kind}`)),
            ...note(answer.text),
          },
        ]),
  ]
}

function askOf({ t }: Ctx, one: SolutionFound['ask'][number]): Fact {
  const phone = 'phone' in one ? one.phone : null
  return {
    label: one.name,
    text: [one.email, phone].filter(way => way !== null && way !== '').join(', ') || t('solutions.noAddress'),
  }
}

export interface TellPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly version: number
  readonly form: FormState
}
export const tellPage = (ctx: Ctx, { number, title, fictitious, told }: SolutionFound, form?: FormState): TellPage => ({
  title: ctx.t('solutions.tellTitle'),
  fictitious,
  number,
  name: title,
  version: told?.version ?? 0,
  form: form ?? emptyForm(told === null ? {} : { wrong: told.wrong, done: told.done, changed: told.changed }),
})
