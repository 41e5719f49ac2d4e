import { asDay, asFlag, asInstant, maybe, Params } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Action } from './action.entity.ts'
import type { ActionState } from './action.lifecycle.ts'
import { inCircleOf } from './action.queries.ts'
import type { ActionFilter, Cursor, Order } from './action-filter.rules.ts'
import { awaitsActor } from './action-waits.queries.ts'

export const PAGE_SIZE = 50
/** So many actions go into a file. */
export const MOST_EXPORTED = 10_000
/** What has no due day comes last. */
const NEVER = '9999-12-31'

export interface ListedAction {
  readonly id: string
  readonly kind: Action['kind']
  readonly state: ActionState
  readonly strength: Action['strength']
  readonly description: string
  readonly ownerName: string | null
  readonly ownerFunction: string | null
  readonly dueDay: Day | null
  readonly nextContactDay: Day | null
  readonly doneDay: Day | null
  /** The day it was proposed. */
  readonly since: Day
  readonly number: string
  readonly title: string
  readonly fictitious: boolean
}
export interface ActionList {
  readonly rows: readonly ListedAction[]
  readonly before: boolean
  readonly after: boolean
}
type Condition = (p: Params) => string

/** One page of the actions that the actor may see. */
export async function listActions(ctx: Ctx, filter: ActionFilter, cursor: Cursor | null): Promise<ActionList> {
  const edge = cursor === null ? null : await edgeOf(ctx, filter.order, cursor)
  const back = edge !== null && cursor?.back === true
  const where = [...conditions(ctx, filter), ...(edge === null ? [] : [beyond(filter.order, edge, back)])]
  const read = await readActions(ctx, where, { order: filter.order, back, most: PAGE_SIZE + 1 })
  const more = read.length > PAGE_SIZE
  const shown = read.slice(0, PAGE_SIZE)
  return { rows: back ? shown.reverse() : shown, before: back ? more : edge !== null, after: back || more }
}

/** All pages of the list; null where they are more than go into a file. */
export async function exportedActions(
  ctx: Ctx,
  filter: ActionFilter,
  most = MOST_EXPORTED,
): Promise<ListedAction[] | null> {
  const rows = await readActions(ctx, conditions(ctx, filter), { order: filter.order, back: false, most: most + 1 })
  return rows.length > most ? null : rows
}

function conditions(ctx: Ctx, filter: ActionFilter): Condition[] {
  const { states, ownerId, group, office, kind, strength, overdue, awaits } = filter
  const when = <T>(value: T | null, condition: (p: Params, value: T) => string): Condition[] =>
    value === null ? [] : [p => condition(p, value)]
  return [
    p => inCircleOf(p, ctx.actor, '"a"."deficiency_id"'),
    p => p.in('"a"."state"', states),
    ...when(ownerId, (p, id) => `${p.add(id)} IN ("a"."organisation_id", "a"."office_id")`),
    ...when(group, (p, slug) => standsIn(p, 'governance_group', slug)),
    ...when(office, (p, slug) => standsIn(p, 'office', slug)),
    ...when(kind, (p, value) => `"a"."kind" = ${p.add(value)}`),
    ...when(strength, (p, value) => `"a"."strength" = ${p.add(value)}`),
    ...when(awaits, (p, value) => awaitsActor(p, ctx.actor, value)),
    ...when(
      overdue || null,
      p => `${p.in('"a"."state"', ['proposed', 'accepted'])} AND "a"."due_day" < ${p.add(ctx.today)}`,
    ),
  ]
}

/** Its systemfel stands in the circle of a group or an office. */
const standsIn = (p: Params, table: 'governance_group' | 'office', slug: string): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "m" JOIN "${table}" "t" ON "t"."id" = "m"."member_id"
     WHERE "m"."deficiency_id" = "a"."deficiency_id" AND "t"."slug" = ${p.add(slug)})`

/** What each order goes by; the id tells apart what is otherwise equal. */
const KEYS: Readonly<Record<Order, string>> = {
  slutdatum: `COALESCE("a"."due_day", '${NEVER}')`,
  alder: '"a"."created_at"',
}
interface Edge {
  readonly id: string
  readonly key: Day | Date
}

async function edgeOf(ctx: Ctx, order: Order, { id }: Cursor): Promise<Edge | null> {
  const p = new Params()
  const [row] = await ctx.sql.select<{ dueDay: unknown; createdAt: unknown }>(
    `SELECT "a"."due_day" AS "dueDay", "a"."created_at" AS "createdAt" FROM "action" "a"
     WHERE "a"."id" = ${p.add(id)} AND ${inCircleOf(p, ctx.actor, '"a"."deficiency_id"')}`,
    p,
  )
  if (row === undefined) return null
  return { id, key: order === 'alder' ? asInstant(row.createdAt) : (maybe(asDay)(row.dueDay) ?? NEVER) }
}

const beyond =
  (order: Order, { id, key }: Edge, back: boolean): Condition =>
  p =>
    `(${KEYS[order]}, "a"."id") ${back ? '<' : '>'} (${p.add(key)}, ${p.add(id)})`

interface Reading {
  readonly order: Order
  readonly back: boolean
  readonly most: number
}
async function readActions(
  ctx: Ctx,
  where: readonly Condition[],
  { order, back, most }: Reading,
): Promise<ListedAction[]> {
  const p = new Params()
  const way = back ? 'DESC' : 'ASC'
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "a"."id", "a"."kind", "a"."state", "a"."strength", "a"."description",
        COALESCE("o"."name", "f"."name") AS "ownerName", "a"."owner_function" AS "ownerFunction",
        "a"."due_day" AS "dueDay", "a"."next_contact_day" AS "nextContactDay", "a"."done_day" AS "doneDay",
        "a"."created_at" AS "createdAt", "d"."number", "d"."title", "d"."fictitious"
      FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
      LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
      LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
      WHERE ${where.map(condition => condition(p)).join(' AND ')}
      ORDER BY ${KEYS[order]} ${way}, "a"."id" ${way} LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(({ createdAt, ...row }) => ({
    ...(row as unknown as ListedAction),
    dueDay: maybe(asDay)(row['dueDay']),
    nextContactDay: maybe(asDay)(row['nextContactDay']),
    doneDay: maybe(asDay)(row['doneDay']),
    since: dayOf(asInstant(createdAt)),
    fictitious: asFlag(row['fictitious']),
  }))
}
