import { actions } from '#src/features/actions/action.entity.ts'
import { changeDueDay } from '#src/features/actions/change-due-day.ts'
import { completeAction } from '#src/features/actions/complete-action.ts'
import { type FoundAction, findAction } from '#src/features/actions/find-action.ts'
import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { askBack, questionsOf, replyToQuestion } from '#src/features/answers/ask-back.ts'
import { askDirectly } from '#src/features/answers/ask-directly.ts'
import { enterAnswer } from '#src/features/answers/enter-answer.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { askMoreTime } from '#src/features/answers/more-time.ts'
import { noteAnswer } from '#src/features/answers/note-answer.ts'
import { passRequest } from '#src/features/answers/pass-request.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { resendRequest } from '#src/features/answers/resend-request.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { type Actor, NOBODY } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import {
  ANSWERS,
  COMPLETIONS,
  type Completion,
  DIRECT_QUESTIONS,
  DIRECT_TERM,
  type DirectQuestion,
  EXCHANGE,
  type InventedAnswer,
  NEW_DUE_DAY,
  PASSED_ON,
  RESENT,
} from './invented-answers.ts'
import type { CaseKey } from './invented-cases.ts'
import type { Moment } from './stage.ts'

/** What the agencies answer by their links, what is asked between meetings, and what is done. */
export const answerMoments = (cast: Cast): Moment[] => [
  ...ANSWERS.flatMap(answer => ofAnswer(cast, answer)),
  ...DIRECT_QUESTIONS.map(question => ofQuestion(cast, question)),
  ...COMPLETIONS.map(completion => ofCompletion(cast, completion)),
  cast.exactly(cast.stage.day(RESENT.day), '09:45', cast.coordinator, async ctx => {
    const { id } = await openRequest(ctx, cast, RESENT.on)
    await resendRequest(ctx, await findRequest(ctx, id))
  }),
  ...exchangeMoments(cast),
  cast.on(NEW_DUE_DAY.day, '11:15', cast.coordinator, async ctx => {
    const found = await actionOf(ctx, cast, NEW_DUE_DAY.on)
    const { version } = found.action
    await changeDueDay(ctx, found, { version, dueDay: cast.stage.day(NEW_DUE_DAY.to), reason: NEW_DUE_DAY.reason })
  }),
]

/** Who holds a mailed link: no account, one thing. */
const LINK_HOLDER: Actor = { ...NOBODY, kind: 'link', id: 'link' }

/** One question is passed on; of another the contact asks something back, and then for more time. */
function exchangeMoments(cast: Cast): Moment[] {
  const { on, asked, replied, time } = EXCHANGE
  return [
    cast.exactly(cast.stage.day(PASSED_ON.day), '10:15', LINK_HOLDER, async ctx => {
      const request = await openRequest(ctx, cast, PASSED_ON.on)
      const { email } = await ctx.rows(agencyContacts).get({ id: request.contactId })
      const domain = email.slice(email.lastIndexOf('@'))
      await passRequest(ctx, request, { function: PASSED_ON.function, email: `${PASSED_ON.mailbox}${domain}` })
    }),
    cast.exactly(cast.stage.day(asked.day), '09:20', LINK_HOLDER, async ctx =>
      askBack(ctx, await openRequest(ctx, cast, on), { question: asked.question }),
    ),
    cast.exactly(cast.stage.day(replied.day), '11:40', cast.coordinator, async ctx => {
      const request = await openRequest(ctx, cast, on)
      const [question] = await questionsOf(ctx, request.id)
      if (question === undefined) throw new Error('The demo replies to no question.')
      const { id, version } = question
      await replyToQuestion(ctx, await findRequest(ctx, request.id), { question: id, version, reply: replied.reply })
    }),
    cast.exactly(cast.stage.day(time.day), '14:05', LINK_HOLDER, async ctx =>
      askMoreTime(ctx, await openRequest(ctx, cast, on), { newDay: cast.stage.day(time.to), reason: time.reason }),
    ),
  ]
}

function ofAnswer(cast: Cast, { on, day, kind, text, changeDay, otherBody, byPhone, noted }: InventedAnswer): Moment[] {
  let answerId = ''
  const answered = cast.on(day, '13:25', byPhone === undefined ? LINK_HOLDER : cast.coordinator, async ctx => {
    const request = await openRequest(ctx, cast, on)
    const words = {
      kind,
      text,
      changeDay: changeDay === undefined ? null : cast.stage.day(changeDay),
      otherBody: otherBody ?? null,
      otherOrganisationId: null,
    }
    const answer =
      byPhone === undefined
        ? await receiveAnswer(ctx, request, words)
        : await enterAnswer(ctx, await findRequest(ctx, request.id), {
            ...words,
            ...{ source: 'phone', sourceDay: ctx.today, sourceFunction: byPhone.function },
          })
    if (answer === null) throw new Error(`The demo answers twice on ${on}.`)
    answerId = answer.id
  })
  if (noted === undefined) return [answered]
  return [answered, cast.on(noted, '16:05', cast.coordinator, ctx => noteAnswer(ctx, answerId))]
}

/** Of several that were asked together it is the first that answers. */
async function openRequest(ctx: Ctx, cast: Cast, on: CaseKey): Promise<AnswerRequest> {
  const { id: deficiencyId } = await cast.deficiency(ctx, on)
  const [first] = await ctx
    .rows(answerRequests)
    .all({ deficiencyId, state: 'sent' }, { createdAt: 'ASC', id: 'ASC' }, 1)
  if (first === undefined) throw new Error(`Nothing waits for an answer on ${on} in the demo.`)
  return first
}

const ofQuestion = (cast: Cast, { on, day, contact, question }: DirectQuestion): Moment =>
  cast.on(day, '10:50', cast.coordinator, async ctx =>
    askDirectly(ctx, await cast.deficiency(ctx, on), {
      contactId: cast.contact(contact),
      question,
      termDays: DIRECT_TERM,
    }),
  )

const ofCompletion = (cast: Cast, { on, day, strength, proof }: Completion): Moment =>
  cast.on(day, '16:20', cast.coordinator, async ctx => {
    const found = await actionOf(ctx, cast, on)
    await completeAction(ctx, found, { version: found.action.version, doneDay: ctx.today, strength, proof })
  })

async function actionOf(ctx: Ctx, cast: Cast, on: CaseKey): Promise<FoundAction> {
  const { id: deficiencyId } = await cast.deficiency(ctx, on)
  const action = await ctx.rows(actions).get({ deficiencyId, state: 'accepted' })
  return findAction(ctx, action.id)
}
