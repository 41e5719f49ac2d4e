import type { Dialect } from '#src/db/columns.ts'
import { deficienciesOf, isHit, type Sought } from '#src/db/full-text.ts'
import type { Params, SqlValue } from '#src/db/sql.ts'
import { type Actor, circleOf, officesOf } from '#src/kernel/actor.ts'
import type { State } from './deficiency.entity.ts'
import type { DefinitionStatus } from './definition.rules.ts'
import type { Facet, Level, Theme } from './words.ts'

/** What is chosen, with slugs turned into ids. Null and undefined choose nothing. */
export interface Chosen {
  readonly states: readonly State[]
  readonly level: Level | null
  readonly theme: Theme | null
  readonly organisationIds: readonly string[] | null
  readonly municipalityId: string | null
  /** Words that must all be found. */
  readonly sought: Sought | null
  readonly numbers: readonly string[] | null
  readonly facet: Facet | null
  readonly officeId: string | null
  readonly groupId: string | null
  /** `2026-1`. */
  readonly period: string | null
  /** Somebody has been waited for since before this. */
  readonly waitingBefore: Date | null
  readonly definition: DefinitionStatus | null
  readonly sourceWords: readonly string[]
}

/** A set of systemfel, as a query for their ids and as a condition on "d". */
export interface Part {
  readonly ids: (p: Params) => string
  readonly holds: (p: Params) => string
  /** The condition where it is counted and no order of an index is to be kept; `holds` unless given. */
  readonly counts?: (p: Params) => string
  /** The index of the states serves it where it is counted. */
  readonly byState?: boolean
  /** The query gives more than the condition lets through. */
  readonly wider?: boolean
}

/** `deficiencyPolicy.view` as a condition: the actor stands in the circle of the systemfel whose id the column holds. */
export const visibleTo = (p: Params, actor: Actor, deficiencyId: string): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = ${deficiencyId}
    AND ${p.in(`"c"."member_id" || ''`, circleOf(actor))})`
// The `|| ''` keeps to the index of the systemfel: by the members, a large circle would be sought once for each of them.

export const linked = (table: string, name: string, values: readonly string[]): Part => ({
  ids: p => `SELECT "deficiency_id" AS "id" FROM "${table}" WHERE ${p.in(`"${name}"`, values)}`,
  holds: p =>
    `EXISTS (SELECT 1 FROM "${table}" "x" WHERE "x"."deficiency_id" = "d"."id" AND ${p.in(`"x"."${name}"`, values)})`,
})
export const members = (ids: readonly string[]): Part => ({
  ...linked('circle_member', 'member_id', ids),
  holds: p =>
    `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND ${p.in(`"c"."member_id" || ''`, ids)})`,
})
export const column = (name: string, values: readonly string[]): Part => ({
  ids: p => `SELECT "id" FROM "deficiency" WHERE ${p.in(`"${name}"`, values)}`,
  holds: p => p.in(`"d"."${name}"`, values),
})

export const worded = (dialect: Dialect, sought: Sought): Part => ({
  ids: p => deficienciesOf(p, dialect, sought),
  holds: p => `EXISTS (SELECT 1 FROM "search_entry" WHERE "subject_id" = "d"."id" AND ${isHit(p, dialect, sought)})`,
})

/** What the list's folded choices choose. */
export function moreParts(actor: Actor, chosen: Chosen): Part[] {
  const { facet, officeId, groupId, period, waitingBefore, definition, sourceWords } = chosen
  return [
    ...(facet === null ? [] : [linked('deficiency_facet', 'facet', [facet])]),
    ...(officeId === null ? [] : [members([officeId])]),
    ...(groupId === null ? [] : [members([groupId])]),
    ...(period === null ? [] : [reportedIn(actor, period)]),
    ...(waitingBefore === null ? [] : [ordered('waiting_since', '<', waitingBefore)]),
    // It stands in an index together with the state.
    ...(definition === null ? [] : [{ ...ordered('definition', '=', definition), byState: true }]),
    ...sourceWords.map(word => linked('source_word', 'word', [word])),
  ]
}

/** COALESCE keeps to the index of the order, as in `deficiency-order.ts`. */
const ordered = (name: string, sign: '<' | '=', value: SqlValue): Part => ({
  ids: p => `SELECT "id" FROM "deficiency" WHERE "${name}" ${sign} ${p.add(value)}`,
  holds: p => `COALESCE("d"."${name}", NULL) ${sign} ${p.add(value)}`,
  counts: p => `"d"."${name}" ${sign} ${p.add(value)}`,
})

/**
 * In which half-year reports were sent is for those who may know how many there are. To others each half-year would tell
 * of one report at least, and four of them of exactly four: they find it by the half-years that its row shows.
 */
function reportedIn(actor: Actor, period: string): Part {
  const own = officesOf(actor, 'ombud', 'coordinator')
  const flag = circleOf(actor).every(id => own.includes(id)) ? 'reported' : own.length === 0 ? 'told' : null
  return {
    ids: p =>
      `SELECT "deficiency_id" AS "id" FROM "deficiency_period" WHERE "period" = ${p.add(period)}${flag === null ? '' : ` AND "${flag}"`}`,
    holds: p => `EXISTS (SELECT 1 FROM "deficiency_period" "x" WHERE "x"."deficiency_id" = "d"."id"
      AND "x"."period" = ${p.add(period)} AND ${flag === null ? mayKnow(p, own) : `"x"."${flag}"`})`,
    wider: flag === null,
  }
}

/** Only where the two differ does it matter whether the actor works in an office that feeds it. */
const mayKnow = (p: Params, own: readonly string[]): string =>
  `("x"."reported" AND "x"."told" OR "x"."reported" <> "x"."told"
    AND CASE WHEN ${members(own).holds(p)} THEN "x"."reported" ELSE "x"."told" END)`
