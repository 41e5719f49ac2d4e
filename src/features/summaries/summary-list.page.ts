import type { Key } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import type { EmptyModel, Tone } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { SummaryState } from './summary.lifecycle.ts'
import { visibleSummaries } from './summary.queries.ts'
import { capital, Wording } from './wording.ts'

export interface SummaryListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly makes: boolean
  /** She reads accounts to Länsstyrelsen as well. */
  readonly accounts: boolean
  /** May see what to hang on a wall. */
  readonly poster: boolean
  readonly summaries: readonly {
    readonly href: string
    readonly period: string
    readonly group: string
    readonly offices: string
    readonly state: { readonly text: string; readonly tone: Tone }
    readonly frozenAt: Date | null
  }[]
  readonly empty: EmptyModel
}
export const TONES: Readonly<Record<SummaryState, Tone>> = { draft: 'ongoing', frozen: 'good' }

export async function summaryListPage(ctx: Ctx): Promise<SummaryListPage> {
  const makes = hasRole(ctx.actor, 'coordinator')
  const listed = await visibleSummaries(ctx)
  const w = new Wording(ctx.actor.locale)
  const action = { href: '/sammanstallningar/ny', label: ctx.t('summaries.new') }
  const reads = hasRole(ctx.actor, 'ombud', 'convener', 'member')
  const text: Key = makes ? 'summaries.noneForMaker' : reads ? 'summaries.noneForReader' : 'summaries.noneForAnalyst'
  return {
    title: ctx.t('summaries.title'),
    fictitious: listed.some(({ fictitious }) => fictitious),
    makes: makes && listed.length > 0,
    accounts: hasRole(ctx.actor, 'coordinator', 'analyst'),
    poster: hasRole(ctx.actor, 'ombud', 'coordinator', 'convener'),
    summaries: listed.map(({ id, period, group, offices, state, frozenAt }) => ({
      href: `/sammanstallningar/${id}`,
      period: capital(w.period(period)),
      group,
      offices: offices.join(', '),
      state: { text: ctx.t(`summaries.state.${state}`), tone: TONES[state] },
      frozenAt,
    })),
    empty: { title: ctx.t('summaries.none'), text: ctx.t(text), ...(makes ? { action } : {}) },
  }
}
