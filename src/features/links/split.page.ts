import { In, MoreThanOrEqual } from 'typeorm'
import { answers } from '#src/features/answers/answer.entity.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { counted } from './counted.ts'
import { linkPolicy } from './link.policy.ts'
import { type Merge, mergeOf, mergesInto } from './link.queries.ts'
import { whatCameSince } from './undoing.queries.ts'

export interface SplitPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly form: FormState
  /** The newest first. */
  readonly merges: readonly Undoable[]
}
export interface Undoable {
  readonly link: string
  readonly version: string
  readonly heading: string
  readonly when: string
  readonly happens: readonly string[]
  /** Why it cannot be undone now. */
  readonly obstacle: string | null
}

/** The merges that a systemfel is part of, and what undoing each will do. */
export async function splitPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  form: FormState = emptyForm(),
): Promise<SplitPage> {
  const own = await mergeOf(ctx, deficiency)
  const merges = [...(own === null ? [] : [own]), ...(await mergesInto(ctx, deficiency.id)).reverse()]
  const undoables: Undoable[] = []
  for (const merge of merges) undoables.push(await undoableOf(ctx, merge))
  return {
    title: ctx.t('links.splitTitle'),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    form,
    merges: undoables,
  }
}

async function undoableOf(ctx: Ctx, merge: Merge): Promise<Undoable> {
  const from = await deficiencyById(ctx, merge.fromId)
  const to = await deficiencyById(ctx, merge.toId)
  const obstacle = await undoObstacle(ctx, from, to)
  return {
    link: merge.id,
    version: String(merge.version),
    heading: ctx.t('links.mergedPair', { number: from.number, other: to.number }),
    when: ctx.t('links.mergedOn', { day: dates[ctx.actor.locale].date(merge.at) }),
    happens: obstacle === null ? await undoingLines(ctx, merge, from, to) : [],
    obstacle,
  }
}

/** Why it cannot be undone, as a text; null when nothing stands in the way. The last of a chain is undone first. */
async function undoObstacle(ctx: Ctx, from: DeficiencyInCircle, to: DeficiencyInCircle): Promise<string | null> {
  if (!linkPolicy.can(ctx.actor, 'merge', { from, to })) return ctx.t('links.undoOutside')
  if (to.mergedIntoId === null) return null
  const { number } = await deficiencyById(ctx, to.mergedIntoId)
  return ctx.t('links.undoFirst', { number: to.number, other: number })
}

async function undoingLines(
  ctx: Ctx,
  { toId, at, moved }: Merge,
  from: DeficiencyInCircle,
  to: DeficiencyInCircle,
): Promise<string[]> {
  const { reports } = await whatCameSince(ctx, toId, at)
  const staying = new Set(reports.map(({ id }) => id))
  const moving = moved.reports.filter(id => !staying.has(id))
  const returning = await ctx.rows(observations).count({ deficiencyId: toId, state: 'linked', id: In(moving) })
  const answered = await ctx
    .rows(answers)
    .count({ requestId: In([...moved.requests]), receivedAt: MoreThanOrEqual(at) })
  return [
    ctx.t('links.undoRestores', { number: from.number }),
    ...counted(ctx, 'links.returnsReports', returning),
    ...counted(ctx, 'links.returnsRequests', moved.requests.length),
    ...counted(ctx, 'links.returnsAnswered', answered),
    ...counted(ctx, 'links.returnsActions', moved.actions.length),
    ...counted(ctx, 'links.returnsItems', moved.items.length + moved.takenOff.length),
    ...counted(ctx, 'links.staysReports', reports.length),
    ctx.t('links.undoDecided', { number: to.number }),
  ]
}
