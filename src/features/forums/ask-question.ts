import { z } from 'zod'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { THEMES } from '#src/features/deficiencies/words.ts'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field, type Message, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Forum, type ForumQuestion, forumQuestions } from './forum.entity.ts'
import { forumPolicy, type OfForum } from './forum.policy.ts'
import { placeQuestion } from './place-question.ts'
import { visibleByNumber } from './write-occasion.ts'

type InCircle = Forum & OfForum

const Question = z.object({
  asker: field.name(120, 'forums.giveAsker'),
  day: field.day(),
  groupId: field.id('forums.chooseGroup'),
  number: field.optionalName(40),
  theme: field.optionalChoice(THEMES),
  text: field.formal(2000, 'forums.giveText'),
})
type Values = z.output<typeof Question>

const Answer = z.object({
  answer: field.formal(4000, 'forums.giveAnswer'),
  answeredDay: field.day(),
  version: field.version(),
})

export const readQuestion = (ctx: Ctx, body: Submitted, forum: InCircle) =>
  alsoCheck(ctx.form(Question, body), body, values => faultsOf(ctx, values, forum))

async function faultsOf(ctx: Ctx, { day, groupId, number, theme }: Values, forum: InCircle): Promise<FieldErrors> {
  const errors: Record<string, Message[]> = {}
  if (day > ctx.today) errors['day'] = ['groups.notYet']
  if (!forum.groupIds.includes(groupId)) errors['groupId'] = ['forums.chooseGroup']
  if (number === null && theme === null) errors['number'] = ['forums.giveSubject']
  const wrong = number === null ? null : await faultOfNumber(ctx, number, groupId)
  if (wrong !== null) errors['number'] = [wrong]
  return errors
}

async function faultOfNumber(ctx: Ctx, number: string, groupId: string): Promise<Message | null> {
  const deficiency = await visibleByNumber(ctx, number.toUpperCase())
  if (deficiency === null) return 'meetings.noSuchNumber'
  if (!isOpen(deficiency.state)) return 'meetings.isClosed'
  return deficiency.circle.includes(groupId) ? null : 'forums.notBeforeGroup'
}

/** Notes what a nämnd or council has asked, and puts it on the group's next agenda. */
export async function askQuestion(ctx: Ctx, forum: InCircle, { number, ...values }: Values): Promise<ForumQuestion> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  const deficiency = number === null ? null : await visibleByNumber(ctx, number.toUpperCase())
  const question: ForumQuestion = {
    ...values,
    id: ctx.newId(),
    forumId: forum.id,
    deficiencyId: deficiency?.id ?? null,
    agendaItemId: null,
    answer: null,
    answeredDay: null,
    createdAt: ctx.now,
    version: 1,
  }
  await ctx.rows(forumQuestions).insert(question)
  await placeQuestion(ctx, question)
  const { id: questionId, day, groupId, theme } = question
  ctx.record('forum.asked', { type: 'forum', id: forum.id }, { questionId, day, groupId, theme })
  if (deficiency !== null)
    ctx.record('deficiency.askedInForum', { type: 'deficiency', id: deficiency.id }, { questionId, day })
  return question
}

/** A question whose item was taken off the agenda goes on the next one. Throws `Conflict` when no meeting is planned. */
export async function placeAgain(ctx: Ctx, forum: InCircle, question: ForumQuestion): Promise<void> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  if (question.answeredDay !== null) throw new Conflict('errors.notFromHere')
  if (!(await placeQuestion(ctx, question))) throw new Conflict('forums.noMeeting')
  ctx.record('forum.questionPlaced', { type: 'forum', id: forum.id }, { questionId: question.id })
}

export const readAnswer = (ctx: Ctx, body: Submitted, question: ForumQuestion) =>
  alsoCheck(ctx.form(Answer, body), body, async ({ answeredDay }): Promise<FieldErrors> => {
    if (answeredDay > ctx.today) return { answeredDay: ['groups.notYet'] }
    return answeredDay < question.day ? { answeredDay: ['forums.answeredFirst'] } : {}
  })

/** Notes what was answered; it may be changed later. */
export async function noteReply(
  ctx: Ctx,
  forum: InCircle,
  question: ForumQuestion,
  { version, ...values }: z.output<typeof Answer>,
): Promise<void> {
  forumPolicy.authorize(ctx.actor, 'write', forum)
  await ctx.rows(forumQuestions).update({ ...question, version }, values)
  const facts = { questionId: question.id, day: values.answeredDay }
  ctx.record('forum.answered', { type: 'forum', id: forum.id }, facts)
}
