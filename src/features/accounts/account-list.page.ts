import { keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { daysBetween } from '#src/kernel/days.ts'
import type { BadgeModel, EmptyModel, ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AccountState } from './account.lifecycle.ts'
import { accountPolicy } from './account.policy.ts'
import { accountsOfUnits, type FoundAccount, visibleUnits } from './account.queries.ts'

export interface AccountListPage {
  readonly title: string
  readonly table: TableListModel | null
  readonly empty: EmptyModel
  /** For those who write for a unit: where a new one begins. */
  readonly add: string | null
  readonly addUnit: string | null
  /** For Länsstyrelsen: what has come in. */
  readonly survey: string | null
}

export const accountPath = ({ id }: { readonly id: string }): string => `/redovisningar/${id}`

const TONES: Readonly<Record<AccountState, Tone>> = {
  draft: 'ongoing',
  signed: 'waiting',
  sent: 'waiting',
  received: 'good',
  returned: 'late',
}
export const stateBadge = (ctx: Ctx, { state }: Pick<FoundAccount, 'state'>): BadgeModel => ({
  text: ctx.t(keyOf(`accountState.${state}`)),
  tone: TONES[state],
})

/** "24 dagar kvar, till 15 januari 2027", or how late it is; null once it has been sent. */
export function countdown(ctx: Ctx, { state, form }: Pick<FoundAccount, 'state' | 'form'>): string | null {
  if (state === 'sent' || state === 'received') return null
  const left = daysBetween(ctx.today, form.deadline)
  const day = dates[ctx.actor.locale].day(form.deadline)
  return left < 0 ? ctx.t('accounts.late', { count: -left, day }) : ctx.t('accounts.left', { count: left, day })
}

/** The units that the reader writes for or surveys, each with its accounts, the newest year first. */
export async function accountListPage(ctx: Ctx): Promise<AccountListPage> {
  const units = await visibleUnits(ctx)
  const found = await accountsOfUnits(ctx, units)
  const writes = units.some(unit => accountPolicy.can(ctx.actor, 'write', { ...unit, state: 'draft' }))
  const mayAdd = writes || hasRole(ctx.actor, 'coordinator', 'analyst')
  return {
    title: ctx.t('accounts.title'),
    table: found.length === 0 ? null : tableOf(ctx, found),
    empty: {
      title: ctx.t('accounts.none'),
      text: ctx.t(writes ? 'accounts.noneYet' : 'accounts.noUnit'),
    },
    add: writes ? '/redovisningar/ny' : null,
    survey: hasRole(ctx.actor, 'analyst') ? '/redovisningar/lage' : null,
    addUnit: mayAdd ? '/redovisningar/enheter/ny' : null,
  }
}

function tableOf(ctx: Ctx, found: readonly FoundAccount[]): TableListModel {
  const columns = ['unit', 'year', 'places', 'state'].map(name => ({ label: ctx.t(keyOf(`accounts.${name}`)) }))
  return { caption: ctx.t('accounts.title'), columns, rows: found.map(account => rowOf(ctx, account)) }
}

const rowOf = (ctx: Ctx, account: FoundAccount): ListCell[] => [
  { text: account.unit.name, href: accountPath(account) },
  { text: String(account.year) },
  { text: account.unit.places },
  { badge: stateBadge(ctx, account), note: countdown(ctx, account) ?? undefined },
]
