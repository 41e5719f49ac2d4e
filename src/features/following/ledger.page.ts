import { nextStepText } from '#src/features/deficiencies/next-step-text.ts'
import { excerpt } from '#src/features/observations/excerpt.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type FollowedReport, followedReports } from './ledger.queries.ts'
import {
  fits,
  isOfYear,
  LEDGER_STATES,
  type LedgerFilter,
  ownProgress,
  readLedger,
  STEPS,
  type Step,
  stepsOf,
  totalsOf,
} from './ledger.rules.ts'

export interface LedgerPage {
  readonly title: string
  readonly fictitious: boolean
  readonly filter: FormState
  readonly states: readonly Option[]
  readonly years: readonly Option[]
  /** Null before anything has been sent. */
  readonly totals: { readonly answered: string; readonly others: string } | null
  /** Null where none is shown. */
  readonly list: TableListModel | null
  readonly previous: string | null
  readonly next: string | null
}

const PER_PAGE = 25

/** "Vad hände med mina rapporter?": how far each has come, what comes next and when. */
export async function ledgerPage(ctx: Ctx, query: Readonly<Record<string, string | undefined>>): Promise<LedgerPage> {
  const filter = readLedger(query)
  const all = await followedReports(ctx)
  const ofYear = all.filter(followed => isOfYear(followed, filter.year))
  const chosen = ofYear.filter(followed => fits(filter.state, followed))
  const from = (filter.page - 1) * PER_PAGE
  const shown = chosen.slice(from, from + PER_PAGE)
  return {
    title: ctx.t('ledger.title'),
    fictitious: shown.some(({ deficiency }) => deficiency?.fictitious === true),
    filter: emptyForm({ lage: filter.state, ar: filter.year === null ? '' : String(filter.year) }),
    states: LEDGER_STATES.map(value => ({ value, label: ctx.t(keyOf(`ledger.state.${value}`)) })),
    years: yearsOf(all),
    totals: all.length === 0 ? null : totalsText(ctx, ofYear),
    list: shown.length === 0 ? null : listOf(ctx, shown),
    previous: filter.page > 1 ? hrefOf(filter, filter.page - 1) : null,
    next: chosen.length > from + PER_PAGE ? hrefOf(filter, filter.page + 1) : null,
  }
}

function hrefOf({ state, year }: LedgerFilter, page: number): string {
  const chosen = { lage: state, ...(year === null ? {} : { ar: String(year) }), sida: String(page) }
  return `/aterkoppling?${new URLSearchParams(chosen)}`
}

const yearsOf = (all: readonly FollowedReport[]): Option[] =>
  [...new Set(all.map(({ sentDay }) => String(yearOf(sentDay))))]
    .sort()
    .reverse()
    .map(year => ({ value: year, label: year }))

function totalsText(ctx: Ctx, followed: readonly FollowedReport[]): LedgerPage['totals'] {
  const { sent, agenda, decision, answer, effect } = totalsOf(followed)
  return {
    answered: ctx.t('ledger.total', { count: answer, sent }),
    others: ctx.t('ledger.totals', { agenda, decision, effect }),
  }
}

const listOf = (ctx: Ctx, shown: readonly FollowedReport[]): TableListModel => ({
  caption: ctx.t('ledger.title'),
  columns: [
    { label: ctx.t('ledger.report') },
    ...STEPS.map(key => ({ label: ctx.t(keyOf(`ledger.step.${key}`)) })),
    { label: ctx.t('ledger.now') },
  ],
  rows: shown.map(followed => [
    reportCell(ctx, followed),
    ...stepsOf(followed).map(step => stepCell(ctx, followed, step)),
    nowCell(ctx, followed),
  ]),
})

const reportCell = (ctx: Ctx, { report, deficiency }: FollowedReport): ListCell => ({
  text: report.number ?? '',
  href: `/rapporter/${report.number}`,
  note: deficiency === null ? excerpt(ctx, report) : `${deficiency.number} ${deficiency.title}`,
})

function stepCell(ctx: Ctx, followed: FollowedReport, step: Step): ListCell {
  const text = dayText(ctx, step)
  if (step.is !== 'done') return { text }
  const href = hrefOfStep(followed, step)
  return { text, ...(href === null ? {} : { href }), note: detailOf(ctx, followed, step) }
}

function dayText(ctx: Ctx, { key, is, day }: Step): string {
  if (day === null) return ctx.t(is === 'passed' ? 'ledger.passed' : 'ledger.notYet')
  const shown = dates[ctx.actor.locale].day(day)
  if (is === 'done') return shown
  if (is === 'coming') return ctx.t('ledger.coming', { day: shown })
  return ctx.t(key === 'answer' ? 'ledger.late' : 'ledger.lateAgenda', { day: shown })
}

function hrefOfStep(followed: FollowedReport, { key }: Step): string | null {
  const { report, deficiency } = followed
  if (key === 'received') return `/rapporter/${report.number}`
  if (deficiency === null) return null
  const { decision } = ownProgress(followed)
  return key === 'decision' && decision !== null ? `/beslut/${decision.id}` : `/systemfel/${deficiency.number}`
}

/** What was decided, answered or found. */
function detailOf(ctx: Ctx, followed: FollowedReport, { key }: Step): string | undefined {
  const { decision, answer, effect } = ownProgress(followed)
  if (key === 'decision' && decision !== null)
    return ctx.t('ledger.paragraph', {
      paragraph: decision.paragraph,
      decision: ctx.t(keyOf(`decision.${decision.type}`)),
    })
  if (key === 'answer' && answer !== null) return ctx.t(keyOf(`answerKind.${answer.kind}`))
  if (key === 'effect' && effect !== null && effect.answer !== null) return ctx.t(keyOf(`effect.${effect.answer}`))
  return undefined
}

function nowCell(ctx: Ctx, { reportState, situation, deficiency, report }: FollowedReport): ListCell {
  if (situation !== null && deficiency !== null)
    return { text: ctx.t('ledger.say'), href: `/aterkoppling/${deficiency.number}`, note: nextStepText(ctx, situation) }
  const text = ctx.t(keyOf(`ledger.next.${reportState === 'linked' || reportState === 'draft' ? 'sent' : reportState}`))
  return reportState === 'returned' ? { text, href: `/rapporter/${report.number}` } : { text }
}
