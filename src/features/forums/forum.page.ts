import { groupIdsOf, nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { BadgeModel, Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { forumPolicy } from './forum.policy.ts'
import type { ForumInCircle } from './forum.queries.ts'
import { forumPath, forumTrail } from './forum-form.page.ts'
import { type OccasionWithRaised, occasionsOf, type QuestionWithStanding, questionsOf } from './raised.queries.ts'

interface Named {
  readonly href: string
  readonly text: string
}
interface OccasionShown {
  readonly title: string
  readonly raised: readonly Named[]
  readonly said: string
  readonly edit: string | null
}
export interface QuestionShown {
  readonly title: string
  readonly text: string
  readonly badge: BadgeModel
  readonly facts: readonly Fact[]
  readonly answer: string | null
  /** Where the answer is noted or changed, for those who may. */
  readonly reply: string | null
  /** Where it is put on the next agenda, when it stands on none and there is one. */
  readonly place: string | null
}
export interface ForumPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly path: string
  readonly facts: readonly Fact[]
  readonly writes: boolean
  readonly questions: readonly QuestionShown[]
  readonly occasions: readonly OccasionShown[]
}

/** What was asked and what was raised and said, the latest first. */
export async function forumPage(ctx: Ctx, forum: ForumInCircle): Promise<ForumPage> {
  const writes = forumPolicy.can(ctx.actor, 'write', forum)
  const open = await groupIdsOf(ctx, ctx.actor)
  const questions: QuestionShown[] = []
  for (const question of await questionsOf(ctx, forum.id))
    questions.push(await questionShown(ctx, question, { forum, writes, open }))
  return {
    title: forum.name,
    fictitious: forum.fictitious,
    trail: [...forumTrail(ctx, forum).slice(0, -1), { text: forum.name }],
    path: forumPath(forum),
    facts: [
      { label: ctx.t('field.kind'), text: ctx.t(keyOf(`forumKind.${forum.kind}`)) },
      { label: ctx.t('forums.place'), text: forum.placeName },
    ],
    writes,
    questions,
    occasions: (await occasionsOf(ctx, forum.id)).map(occasion => occasionShown(ctx, occasion, writes)),
  }
}

const occasionShown = (ctx: Ctx, occasion: OccasionWithRaised, writes: boolean): OccasionShown => ({
  title: dates[ctx.actor.locale].day(occasion.day),
  raised: occasion.raised.map(({ number, title }) => ({ href: `/systemfel/${number}`, text: `${number} ${title}` })),
  said: occasion.said,
  edit: writes ? `/forum/${occasion.forumId}/tillfallen/${occasion.id}` : null,
})

interface Reader {
  readonly forum: ForumInCircle
  readonly writes: boolean
  /** Groups whose meetings she may open. */
  readonly open: readonly string[]
}

async function questionShown(ctx: Ctx, question: QuestionWithStanding, reader: Reader): Promise<QuestionShown> {
  const { asker, day, text, answer, answeredDay, standing } = question
  const path = `${forumPath(reader.forum)}/fragor/${question.id}`
  const waits = standing === null && answeredDay === null
  const placeable = waits && reader.writes && (await nextMeetingOf(ctx, question.groupId)) !== null
  return {
    title: ctx.t('forums.questionOf', { asker, day: dates[ctx.actor.locale].day(day) }),
    text,
    badge: badgeOf(ctx, question),
    facts: factsOf(ctx, question, reader),
    answer,
    reply: reader.writes ? `${path}/svar` : null,
    place: placeable ? `${path}/dagordning` : null,
  }
}

function badgeOf(ctx: Ctx, { answeredDay, standing }: QuestionWithStanding): BadgeModel {
  const { day } = dates[ctx.actor.locale]
  if (answeredDay !== null) return { text: ctx.t('forums.answered', { day: day(answeredDay) }), tone: 'good' }
  return standing === null
    ? { text: ctx.t('forums.waits'), tone: 'waiting' }
    : { text: ctx.t('forums.onAgenda'), tone: 'ongoing' }
}

function factsOf(ctx: Ctx, question: QuestionWithStanding, { open }: Reader): Fact[] {
  const { groupId, groupName, theme, deficiency, standing } = question
  const meeting = standing === null ? null : dates[ctx.actor.locale].day(standing.meetingDay)
  const href = standing !== null && open.includes(groupId) ? `/moten/${standing.meetingId}` : undefined
  const facts: (Fact | null)[] = [
    { label: ctx.t('forums.to'), text: groupName },
    deficiency && {
      label: ctx.t('forums.about'),
      text: `${deficiency.number} ${deficiency.title}`,
      href: `/systemfel/${deficiency.number}`,
    },
    theme && { label: ctx.t('field.theme'), text: ctx.t(keyOf(`theme.${theme}`)) },
    { label: ctx.t('forums.meeting'), text: meeting ?? ctx.t('forums.waitsText'), href },
  ]
  return facts.filter(fact => fact !== null)
}
