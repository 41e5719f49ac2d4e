import { keyOf } from '#src/i18n/translate.ts'
import { circleOf, groupsOf, officesOf } from '#src/kernel/actor.ts'
import type { EmptyModel, ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { EffectAnswer } from './effect.entity.ts'
import { type EffectLine, followedChecks, officeQuestions, ownQuestions, toRuleOn } from './effect.queries.ts'

export interface EffectsPage {
  readonly title: string
  readonly fictitious: boolean
  readonly lists: readonly TableListModel[]
  readonly empty: EmptyModel | null
}

export const EFFECT_TONES: Readonly<Record<EffectAnswer, Tone>> = {
  yes: 'good',
  partly: 'waiting',
  no: 'late',
  not_met: 'neutral',
}

/** What waits for the actor's word, what her group may rule on, what her office has been asked, and what is to come. */
export async function effectsPage(ctx: Ctx): Promise<EffectsPage> {
  const own = await ownQuestions(ctx)
  const ruled = await toRuleOn(ctx, groupsOf(ctx.actor, 'convener'))
  const office = await officeQuestions(ctx, officesOf(ctx.actor, 'ombud', 'coordinator'))
  const coming = await followedChecks(ctx, circleOf(ctx.actor))
  const all = [...own, ...ruled, ...office, ...coming]
  return {
    title: ctx.t('effects.title'),
    fictitious: all.length > 0 && all.every(({ fictitious }) => fictitious),
    lists: [
      ...listOf(ctx, 'effects.own', ['effects.matter', 'effects.askedOn'], own, line => ownCells(ctx, line)),
      ...listOf(ctx, 'effects.toRule', ['effects.matter', 'effects.said'], ruled, line => ruledCells(ctx, line)),
      ...listOf(ctx, 'effects.coming', ['effects.matter', 'effects.next'], coming, line => comingCells(ctx, line)),
      ...listOf(ctx, 'effects.office', ['effects.matter', 'effects.who', 'effects.said'], office, line =>
        officeCells(ctx, line),
      ),
    ],
    empty:
      all.length > 0
        ? null
        : {
            title: ctx.t('effects.none'),
            text: ctx.t('effects.noneNext'),
            action: { href: '/losningar', label: ctx.t('solutions.title') },
          },
  }
}

type Caption = 'effects.own' | 'effects.toRule' | 'effects.office' | 'effects.coming'
type Column = 'effects.matter' | 'effects.askedOn' | 'effects.said' | 'effects.who' | 'effects.next'
const listOf = (
  ctx: Ctx,
  caption: Caption,
  columns: readonly Column[],
  lines: readonly EffectLine[],
  cells: (line: EffectLine) => ListCell[],
): TableListModel[] =>
  lines.length === 0
    ? []
    : [
        {
          caption: ctx.t(caption),
          captionShown: true,
          columns: columns.map(key => ({ label: ctx.t(key) })),
          rows: lines.map(cells),
        },
      ]

const matter = ({ title, number }: EffectLine, href: string): ListCell => ({ text: title, note: number, href })
const after = (ctx: Ctx, { months }: EffectLine): string => ctx.t('effects.after', { months })
const dateOf = (ctx: Ctx, at: Date | null): string => (at === null ? '–' : dates[ctx.actor.locale].date(at))

const ownCells = (ctx: Ctx, line: EffectLine): ListCell[] => [
  matter(line, `/effekt/fraga/${line.id}`),
  { text: dateOf(ctx, line.askedAt), note: after(ctx, line) },
]
const ruledCells = (ctx: Ctx, line: EffectLine): ListCell[] => [
  matter(line, `/effekt/avgora/${line.number}`),
  { badge: saidBadge(ctx, line), note: after(ctx, line) },
]
const officeCells = (ctx: Ctx, line: EffectLine): ListCell[] => [
  matter(line, `/systemfel/${line.number}`),
  { text: line.person ?? '', note: `${dateOf(ctx, line.askedAt)} · ${after(ctx, line)}` },
  { badge: saidBadge(ctx, line), ...(line.line === null ? {} : { note: line.line }) },
]
const comingCells = (ctx: Ctx, line: EffectLine): ListCell[] => [
  matter(line, `/systemfel/${line.number}`),
  line.state === 'asked'
    ? { badge: { text: ctx.t('effects.isAsked'), tone: 'waiting' }, note: after(ctx, line) }
    : { text: dates[ctx.actor.locale].day(line.dueDay), note: after(ctx, line) },
]

function saidBadge(ctx: Ctx, { answer, state }: EffectLine) {
  if (answer !== null) return { text: ctx.t(keyOf(`effect.${answer}`)), tone: EFFECT_TONES[answer] }
  return state === 'asked'
    ? { text: ctx.t('effects.notYet'), tone: 'waiting' as const }
    : { text: ctx.t('effects.noWord'), tone: 'neutral' as const }
}
