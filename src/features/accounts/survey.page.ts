import { hasRole } from '#src/kernel/actor.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { FigureModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { accountsOfUnits, type FoundAccount, surveyedUnits, type UnitInArea } from './account.queries.ts'
import { accountPath, stateBadge } from './account-list.page.ts'

/** How Länsstyrelsen finds the accounts of a year: received, come in, returned, missing. */
export interface SurveyPage {
  readonly title: string
  readonly year: string
  readonly years: readonly Option[]
  readonly figures: readonly FigureModel[]
  readonly table: TableListModel | null
}

/** The year that is accounted for now is the one that ended last. */
export const accountedYear = (ctx: Ctx): number => yearOf(ctx.today) - 1

/** For whom there is something to survey. */
export const surveys = (ctx: Ctx): boolean => hasRole(ctx.actor, 'analyst') && ctx.actor.municipalityIds.length > 0

export async function surveyPage(ctx: Ctx, asked: string | undefined): Promise<SurveyPage> {
  const units = await surveyedUnits(ctx)
  const found = await accountsOfUnits(ctx, units)
  const years = [...new Set([accountedYear(ctx), ...found.map(({ year }) => year)])].sort((one, other) => other - one)
  const year = years.find(each => String(each) === asked) ?? accountedYear(ctx)
  const rows = units.map(unit => ({ unit, account: found.find(one => one.unitId === unit.id && one.year === year) }))
  return {
    title: ctx.t('accounts.survey', { year }),
    year: String(year),
    years: years.map(each => ({ value: String(each), label: String(each) })),
    figures: figuresOf(ctx, rows),
    table: rows.length === 0 ? null : tableOf(ctx, rows),
  }
}

interface Row {
  readonly unit: UnitInArea
  /** Undefined: nothing has come in. */
  readonly account: FoundAccount | undefined
}
type Standing = 'received' | 'sent' | 'returned' | 'missing'
const STANDINGS: readonly Standing[] = ['received', 'sent', 'returned', 'missing']
const standingOf = ({ account }: Row): Standing => STANDINGS.find(standing => standing === account?.state) ?? 'missing'

const figuresOf = (ctx: Ctx, rows: readonly Row[]): FigureModel[] =>
  STANDINGS.map(standing => ({
    value: String(rows.filter(row => standingOf(row) === standing).length),
    label: ctx.t(`accounts.standing.${standing}`),
  }))

function tableOf(ctx: Ctx, rows: readonly Row[]): TableListModel {
  const labels = [
    ctx.t('accounts.unit'),
    ctx.t('accounts.places'),
    ctx.t('accounts.state'),
    ctx.t('accounts.sentAt'),
    ctx.t('accounts.receivedAt'),
  ]
  const day = (at: Date | null | undefined): ListCell => ({ text: at ? dates[ctx.actor.locale].date(at) : '–' })
  return {
    caption: ctx.t('accounts.survey', { year: '' }).trim(),
    columns: labels.map(label => ({ label })),
    rows: rows.map(row => {
      const { unit, account } = row
      const missing = { badge: { text: ctx.t('accounts.standing.missing'), tone: 'late' as const } }
      return [
        { text: unit.name, href: account && standingOf(row) !== 'missing' ? accountPath(account) : undefined },
        { text: unit.places },
        standingOf(row) === 'missing' || account === undefined ? missing : { badge: stateBadge(ctx, account) },
        day(account?.sentAt),
        day(account?.receivedAt),
      ]
    }),
  }
}
