import { In } from 'typeorm'
import { asDay, maybe, Params } from '#src/db/sql.ts'
import { circleMembers, type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type ForumOccasion,
  type ForumQuestion,
  forumOccasions,
  forumQuestions,
  forumRaisings,
} from './forum.entity.ts'

/** Those of the systemfel in whose circle the actor stands, by id. */
export async function visibleDeficiencies(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Deficiency>> {
  if (ids.length === 0) return new Map()
  const seen = await ctx
    .rows(circleMembers)
    .all({ deficiencyId: In([...new Set(ids)]), memberId: In(circleOf(ctx.actor)) })
  const rows = await ctx.rows(deficiencies).all({ id: In(seen.map(({ deficiencyId }) => deficiencyId)) })
  return new Map(rows.map(row => [row.id, row]))
}

export interface OccasionWithRaised extends ForumOccasion {
  /** Those that the actor may see, by number. */
  readonly raised: readonly Deficiency[]
}

/** The times that a forum met, the latest first. */
export async function occasionsOf(ctx: Ctx, forumId: string): Promise<OccasionWithRaised[]> {
  const all = await ctx.rows(forumOccasions).all({ forumId }, { day: 'DESC', id: 'DESC' })
  const raisings = await ctx.rows(forumRaisings).all({ occasionId: In(all.map(({ id }) => id)) })
  const seen = await visibleDeficiencies(
    ctx,
    raisings.map(({ deficiencyId }) => deficiencyId),
  )
  return all.map(occasion => ({
    ...occasion,
    raised: raisings
      .flatMap(({ occasionId, deficiencyId }) => (occasionId === occasion.id ? (seen.get(deficiencyId) ?? []) : []))
      .sort((one, other) => one.number.localeCompare(other.number)),
  }))
}

/** Where a question stands now; null while it waits. */
export interface Standing {
  readonly meetingId: string
  readonly meetingDay: Day
}
export interface QuestionWithStanding extends ForumQuestion {
  readonly groupName: string
  readonly standing: Standing | null
  /** Null where there is none, or the actor may not see it. */
  readonly deficiency: Deficiency | null
}

/** What a forum has asked, the latest first. */
export async function questionsOf(ctx: Ctx, forumId: string): Promise<QuestionWithStanding[]> {
  const all = await ctx.rows(forumQuestions).all({ forumId }, { day: 'DESC', id: 'DESC' })
  const placed = await standingsOf(ctx, forumId)
  const seen = await visibleDeficiencies(
    ctx,
    all.flatMap(({ deficiencyId }) => deficiencyId ?? []),
  )
  return all.map(question => {
    const { groupName = '', meetingId = null, meetingDay = null } = placed.get(question.id) ?? {}
    return {
      ...question,
      groupName,
      standing: meetingId === null || meetingDay === null ? null : { meetingId, meetingDay },
      deficiency: seen.get(question.deficiencyId ?? '') ?? null,
    }
  })
}

interface Placed {
  readonly id: string
  readonly groupName: string
  readonly meetingId: string | null
  readonly meetingDay: Day | null
}
async function standingsOf(ctx: Ctx, forumId: string): Promise<Map<string, Placed>> {
  const rows = await ctx.sql.select<Placed>(
    `SELECT "q"."id", "g"."name" AS "groupName", "m"."id" AS "meetingId", "m"."day" AS "meetingDay"
     FROM "forum_question" "q" JOIN "governance_group" "g" ON "g"."id" = "q"."group_id"
     LEFT JOIN "agenda_item" "i" ON "i"."id" = "q"."agenda_item_id"
     LEFT JOIN "meeting" "m" ON "m"."id" = "i"."meeting_id" WHERE "q"."forum_id" = $1`,
    [forumId],
  )
  return new Map(rows.map(row => [row.id, { ...row, meetingDay: maybe(asDay)(row.meetingDay) }]))
}

/** What the group has been asked, is not answered and stands on no agenda, the oldest first. */
export async function waitingQuestions(ctx: Ctx, groupId: string): Promise<ForumQuestion[]> {
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "q"."id" FROM "forum_question" "q" WHERE "q"."group_id" = $1 AND "q"."answered_day" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "agenda_item" "i" WHERE "i"."id" = "q"."agenda_item_id")`,
    [groupId],
  )
  return ctx.rows(forumQuestions).all({ id: In(rows.map(({ id }) => id)) }, { day: 'ASC', id: 'ASC' })
}

export interface Asked {
  readonly forumName: string
  readonly asker: string
  readonly day: Day
  readonly text: string
}
/** The questions that stand with an item of an agenda, also where it was postponed to this one. The caller has shown it. */
export async function questionsOn(ctx: Ctx, itemIds: readonly string[]): Promise<Asked[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Asked>(
    `SELECT "f"."name" AS "forumName", "q"."asker", "q"."day", "q"."text" FROM "forum_question" "q"
     JOIN "forum" "f" ON "f"."id" = "q"."forum_id"
     WHERE ${params.in('"q"."agenda_item_id"', itemIds)} ORDER BY "q"."day", "q"."id"`,
    params,
  )
  return rows.map(row => ({ ...row, day: asDay(row.day) }))
}

/** A time that a forum took up a systemfel, or asked about it. */
export interface Mention {
  readonly forumId: string
  readonly day: Day
  readonly what: 'raised' | 'asked'
  readonly text: string
}
/** The latest first. The caller sees to which forums the reader may see. */
export async function mentionsOf(ctx: Ctx, deficiencyId: string): Promise<Mention[]> {
  const rows = await ctx.sql.select<Mention>(
    `SELECT "o"."forum_id" AS "forumId", "o"."day", 'raised' AS "what", "o"."said" AS "text"
     FROM "forum_raising" "r" JOIN "forum_occasion" "o" ON "o"."id" = "r"."occasion_id" WHERE "r"."deficiency_id" = $1
     UNION ALL
     SELECT "q"."forum_id", "q"."day", 'asked', "q"."text" FROM "forum_question" "q" WHERE "q"."deficiency_id" = $1
     ORDER BY 2 DESC, 1, 3`,
    [deficiencyId],
  )
  return rows.map(row => ({ ...row, day: asDay(row.day) }))
}
