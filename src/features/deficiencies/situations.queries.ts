import { Params } from '#src/db/sql.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { isClosedForGood } from './coming-back.rules.ts'
import type { Deficiency } from './deficiency.entity.ts'
import type { Situation } from './next-step.rules.ts'

type Standing = Pick<Deficiency, 'id' | 'state' | 'closedAt' | 'mergedIntoId'>
interface Of {
  readonly id: string
}
type Asked = Of & { readonly state: 'sent' | 'tray'; readonly organisation: string; readonly dueDay: Day | null }
type Answered = Of & { readonly organisation: string }
type Owned = Of & { readonly owner: string | null; readonly dueDay: Day | null }
type Coming = Of & { readonly group: string; readonly day: Day }
type Lifted = Of & { readonly receiver: string; readonly wishedDay: Day; readonly repliedAt: unknown }
type Due = Of & { readonly day: Day }
type Named = Of & { readonly name: string }

/**
 * What is under way about each of many systemfel: as `situationOf` for one, in eight queries however many they are. By id.
 * The caller has shown that the actor may see them.
 */
export async function situationsOf(ctx: Ctx, all: readonly Standing[]): Promise<Map<string, Situation>> {
  const ids = all.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const read = <T extends Of>(query: (p: Params, chosen: (column: string) => string) => string): Promise<T[]> => {
    const p = new Params()
    return ctx.sql.select<T>(
      query(p, column => p.in(column, ids)),
      p,
    )
  }
  const asked = grouped(await read<Asked>((_, chosen) => ASKED(chosen('"r"."deficiency_id"'))))
  const answered = grouped(await read<Answered>((_, chosen) => ANSWERED(chosen('"a"."deficiency_id"'))))
  const actions = grouped(await read<Owned>((_, chosen) => ACTIONS(chosen('"a"."deficiency_id"'))))
  const coming = grouped(await read<Coming>((p, chosen) => COMING(p.add(ctx.today), chosen('"i"."deficiency_id"'))))
  const lifts = grouped(await read<Lifted>((_, chosen) => LIFTS(chosen('"l"."deficiency_id"'))))
  const effects = grouped(await read<Due>((_, chosen) => EFFECTS(chosen('"e"."deficiency_id"'))))
  const groups = grouped(await read<Named>((_, chosen) => GROUPS(chosen('"c"."deficiency_id"'))))
  const merged = await mergedInto(ctx, all)
  return new Map(
    all.map(one => [
      one.id,
      {
        state: one.state,
        today: ctx.today,
        ...questions(asked(one.id)),
        answered: answered(one.id)[0] ?? null,
        actions: actions(one.id).map(({ owner, dueDay }) => ({ owner: owner ?? ctx.t('actions.noOwner'), dueDay })),
        coming: coming(one.id)[0] ?? null,
        lift: liftOf(lifts(one.id)[0]),
        effectDay: effects(one.id)[0]?.day ?? null,
        groups: groups(one.id)
          .map(({ name }) => name)
          .sort(inSwedish)
          .join(', '),
        mergedInto: merged.get(one.mergedIntoId ?? '') ?? null,
        closedForGood: isClosedForGood(one, ctx.today),
      },
    ]),
  )
}

function questions(asked: readonly Omit<Asked, 'id'>[]): Pick<Situation, 'asked' | 'toBeAsked'> {
  return {
    asked: asked.flatMap(({ state, organisation, dueDay }) =>
      state === 'sent' && dueDay !== null ? [{ organisation, dueDay }] : [],
    ),
    toBeAsked: asked.filter(({ state }) => state === 'tray').map(({ organisation }) => ({ organisation })),
  }
}

const liftOf = (lift: Omit<Lifted, 'id'> | undefined): Situation['lift'] =>
  lift === undefined ? null : { receiver: lift.receiver, wishedDay: lift.wishedDay, replied: lift.repliedAt !== null }

/** In the order of the rows, each without the id that it is found by. */
function grouped<T extends Of>(rows: readonly T[]): (id: string) => readonly Omit<T, 'id'>[] {
  const byId = new Map<string, Omit<T, 'id'>[]>()
  for (const { id, ...row } of rows) byId.set(id, [...(byId.get(id) ?? []), row])
  return id => byId.get(id) ?? []
}

async function mergedInto(ctx: Ctx, all: readonly Standing[]): Promise<Map<string, string>> {
  const p = new Params()
  const ids = all.flatMap(({ mergedIntoId }) => mergedIntoId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql.select<{ id: string; number: string }>(
    `SELECT "id", "number" FROM "deficiency" WHERE ${p.in('"id"', ids)}`,
    p,
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

const CONTACT = `JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
  JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"`
const ASKED = (chosen: string): string => `
  SELECT "r"."deficiency_id" AS "id", "r"."state", "o"."name" AS "organisation", "r"."due_day" AS "dueDay"
  FROM "answer_request" "r" ${CONTACT} WHERE ${chosen} AND "r"."state" IN ('sent', 'tray')
  ORDER BY "r"."due_day", "r"."id"`
const ANSWERED = (chosen: string): string => `
  SELECT "a"."deficiency_id" AS "id", "o"."name" AS "organisation" FROM "answer" "a"
  JOIN "answer_request" "r" ON "r"."id" = "a"."request_id" ${CONTACT} WHERE ${chosen}
  ORDER BY "a"."received_at" DESC, "a"."id" DESC`
const ACTIONS = (chosen: string): string => `
  SELECT "a"."deficiency_id" AS "id", COALESCE("o"."name", "f"."name", "a"."owner_function") AS "owner",
    "a"."due_day" AS "dueDay" FROM "action" "a"
  LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id" LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
  WHERE ${chosen} AND "a"."state" IN ('proposed', 'accepted')
  ORDER BY CASE WHEN "a"."due_day" IS NULL THEN 1 ELSE 0 END, "a"."due_day", "a"."id"`
const COMING = (today: string, chosen: string): string => `
  SELECT "i"."deficiency_id" AS "id", "g"."name" AS "group", "m"."day" FROM "agenda_item" "i"
  JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id" JOIN "governance_group" "g" ON "g"."id" = "m"."group_id"
  WHERE ${chosen} AND "i"."paragraph" IS NULL
    AND ("m"."state" = 'running' OR ("m"."state" = 'planned' AND "m"."day" >= ${today}))
  ORDER BY "m"."day", "m"."id"`
const LIFTS = (chosen: string): string => `
  SELECT "l"."deficiency_id" AS "id", COALESCE("b"."name", "l"."to_name") AS "receiver", "l"."wished_day" AS "wishedDay",
    "l"."replied_at" AS "repliedAt" FROM "lift" "l" JOIN "decision" "d" ON "d"."id" = "l"."decision_id"
  LEFT JOIN "governance_group" "b" ON "b"."id" = "l"."to_group_id" WHERE ${chosen} ORDER BY "d"."at" DESC, "l"."id" DESC`
const EFFECTS = (chosen: string): string => `
  SELECT "e"."deficiency_id" AS "id", "e"."due_day" AS "day" FROM "effect_check" "e"
  WHERE ${chosen} AND "e"."state" IN ('planned', 'asked') ORDER BY "e"."due_day", "e"."id"`
const GROUPS = (chosen: string): string => `
  SELECT "c"."deficiency_id" AS "id", "g"."name" FROM "circle_member" "c"
  JOIN "governance_group" "g" ON "g"."id" = "c"."member_id" WHERE ${chosen} AND "c"."kind" = 'group'`
