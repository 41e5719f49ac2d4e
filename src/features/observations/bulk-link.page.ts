import { In } from 'typeorm'
import { officesOf } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CandidateCard, candidateCard } from './candidate.page.ts'
import { candidatesFor } from './candidates.queries.ts'
import { excerpt } from './excerpt.ts'
import { MOST_AT_ONCE } from './link-reports.ts'
import { type Observation, observations } from './observation.entity.ts'
import { areFictitious } from './observation.queries.ts'

export interface BulkPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly reports: readonly {
    readonly number: string
    readonly text: string
    /** With its version, as the form sends it. */
    readonly value: string
  }[]
  /** Like the first of them. */
  readonly candidates: readonly CandidateCard[]
  readonly tooMany: boolean
}

/** Numbers ticked in the inbox: each is a key of the query string. */
export const tickedIn = (query: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(query).filter(key => /^R-\d{4}-\d{4,8}$/.test(key))

/** The new reports that were ticked, and what they may all be linked to. Others than new ones of the actor's offices are left out. */
export async function bulkPage(ctx: Ctx, numbers: readonly string[], form: FormState = emptyForm()): Promise<BulkPage> {
  const officeIds = officesOf(ctx.actor, 'coordinator')
  const where = { number: In([...numbers]), officeId: In(officeIds), state: 'sent' } as const
  const reports = numbers.length === 0 ? [] : await ctx.rows(observations).all(where, { id: 'ASC' }, MOST_AT_ONCE)
  return {
    title: ctx.t('links.bulkTitle'),
    fictitious: await areFictitious(ctx, officeIds),
    form,
    reports: reports.map(report => ({
      number: report.number ?? '',
      text: excerpt(ctx, report),
      value: `${report.number}:${report.version}`,
    })),
    candidates: await candidatesOf(ctx, reports[0]),
    tooMany: numbers.length > MOST_AT_ONCE,
  }
}

async function candidatesOf(ctx: Ctx, first: Observation | undefined): Promise<CandidateCard[]> {
  const found = first === undefined ? [] : await candidatesFor(ctx, first)
  return found.map(shown => candidateCard(ctx, shown)).filter(({ closedForGood }) => !closedForGood)
}
