import { type Action, actions, dueWishes } from '#src/features/actions/action.entity.ts'
import { askDueDay } from '#src/features/actions/ask-due-day.ts'
import { declineAction } from '#src/features/actions/decline-action.ts'
import { withOwners } from '#src/features/actions/find-action.ts'
import { noteProgress } from '#src/features/actions/note-progress.ts'
import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { askBack, mayAskBack, questionsOf, replyToQuestion } from '#src/features/answers/ask-back.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { askMoreTime, decideMoreTime, openDueChange } from '#src/features/answers/more-time.ts'
import { mayPass, passRequest } from '#src/features/answers/pass-request.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { askCheck } from '#src/features/effects/ask-check.ts'
import { isFollowed, isOpenWord, takesWords, wordsOf } from '#src/features/effects/effect.queries.ts'
import { sayEffect } from '#src/features/effects/say-effect.ts'
import { decisions, EFFECT_ANSWERS, type EffectCheck, effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { addDays } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { World } from '#test/support/world.ts'

/** Those who say something of what waits: whoever is to act, at the agency or an office, and whoever asked. */
export interface Speakers {
  readonly world: World
  readonly owner: Actor
  readonly asker: Actor
}
/** What is said, and with which of several words. */
type Say = (speakers: Speakers, id: string, choice: number) => Promise<unknown>

/** What the agency may do with a question before it answers. */
export const OF_REQUESTS = {
  /** To the right function, which may be one that it went to before. */
  pass: ({ world }, id, choice) =>
    world.given(async ctx => {
      const receiver = { function: 'Registrator', email: `registrator-${choice}@myndighet.test` }
      return passRequest(ctx, await ctx.rows(answerRequests).get({ id }), receiver)
    }),
  /** Asked for; or, when it has been, granted or refused. */
  moreTime: async ({ world, asker }, id, choice) => {
    const waits = await world.given(ctx => openDueChange(ctx, id))
    if (waits === null) return world.given(ctx => askMore(ctx, id, choice))
    const outcome = choice % 2 === 0 ? 'granted' : 'refused'
    const decision = { change: waits.id, version: waits.version, outcome } as const
    return world.works.write(asker, async ctx => decideMoreTime(ctx, await findRequest(ctx, id), decision))
  },
  /** A question; or, when it waits, its reply. */
  questionBack: async ({ world, asker }, id) => {
    const waits = (await world.given(ctx => questionsOf(ctx, id))).find(({ repliedAt }) => repliedAt === null)
    if (waits === undefined) return world.given(ctx => back(ctx, id))
    const reply = { question: waits.id, version: waits.version, reply: 'Bara telefonen.' }
    return world.works.write(asker, async ctx => replyToQuestion(ctx, await findRequest(ctx, id), reply))
  },
} as const satisfies Readonly<Record<string, Say>>

async function askMore(ctx: Ctx, id: string, choice: number): Promise<unknown> {
  const request = await ctx.rows(answerRequests).get({ id })
  const newDay = addDays(request.dueDay ?? ctx.today, 7 + choice)
  return askMoreTime(ctx, request, { newDay, reason: 'Nämnden sammanträder senare.' })
}
const back = async (ctx: Ctx, id: string): Promise<unknown> =>
  askBack(ctx, await ctx.rows(answerRequests).get({ id }), { question: 'Gäller det bara telefonen?' })

/** Questions that wait and of which it can be said. Ids. */
export async function requestsFor({ world }: Speakers, what: keyof typeof OF_REQUESTS): Promise<string[]> {
  const sent = await world.rows(answerRequests, { state: 'sent' })
  const may = await world.given(async ctx => {
    const kept: AnswerRequest[] = []
    for (const request of sent) if (await mayBeSaid(ctx, request, what)) kept.push(request)
    return kept
  })
  return may.map(({ id }) => id)
}
async function mayBeSaid(ctx: Ctx, request: AnswerRequest, what: keyof typeof OF_REQUESTS): Promise<boolean> {
  if (what === 'moreTime') return true
  if (what === 'pass') return mayPass(ctx, request)
  const asked = await questionsOf(ctx, request.id)
  return mayAskBack(asked) || asked.some(({ repliedAt }) => repliedAt === null)
}

const found = async (ctx: Ctx, id: string) => withOwners(ctx, await ctx.rows(actions).get({ id }))
/** What is said of an action by whoever it is for. */
export const OF_ACTIONS = {
  decline: ({ world, owner }, id) =>
    world.works.write(owner, async ctx => {
      const declined = await found(ctx, id)
      return declineAction(ctx, declined, { version: declined.action.version, proof: 'Reglerna är nationella.' })
    }),
  note: ({ world, owner }, id, choice) =>
    world.works.write(owner, async ctx => {
      const nextContactDay = choice % 2 === 0 ? addDays(ctx.today, choice) : null
      return noteProgress(ctx, await found(ctx, id), { text: 'Rutinen är skriven.', nextContactDay, startedDay: null })
    }),
  wish: ({ world, owner }, id, choice) =>
    world.works.write(owner, async ctx =>
      askDueDay(ctx, await found(ctx, id), { wishedDay: addDays(ctx.today, 200 + choice), reason: 'Det drar ut.' }),
    ),
} as const satisfies Readonly<Record<string, Say>>

const STATES: Readonly<Record<keyof typeof OF_ACTIONS, readonly Action['state'][]>> = {
  decline: ['proposed'],
  note: ['accepted'],
  wish: ['proposed', 'accepted'],
}
/** Actions of which it can be said. Ids. */
export async function actionsFor({ world }: Speakers, what: keyof typeof OF_ACTIONS): Promise<string[]> {
  const open = (await world.rows(actions)).filter(({ state }) => STATES[what].includes(state))
  const wished = new Set((await world.rows(dueWishes, { state: 'asked' })).map(({ actionId }) => actionId))
  return open.filter(({ id }) => what !== 'wish' || !wished.has(id)).map(({ id }) => id)
}

/**
 * The check of a systemfel's own answer on which somebody can say something; or that can be asked about now, whatever its
 * day, while nothing has been merged into it: others would be asked then too. Null when there is none.
 */
export function checkFor({ world }: Speakers, deficiencyId: string): Promise<EffectCheck | null> {
  return world.given(async ctx => {
    const own = (await ctx.rows(decisions).all({ deficiencyId })).map(({ id }) => id)
    const all = await ctx.rows(effectChecks).all({ deficiencyId }, { createdAt: 'ASC', dueDay: 'ASC' })
    const checks = all.filter(({ decisionId }) => own.includes(decisionId))
    for (const check of checks) if (await hasOpenWord(ctx, check)) return check
    const alone = (await ctx.rows(deficiencies).count({ mergedIntoId: deficiencyId })) === 0
    return alone ? checkToAsk(ctx, checks) : null
  })
}
async function checkToAsk(ctx: Ctx, checks: readonly EffectCheck[]): Promise<EffectCheck | null> {
  for (const check of checks) if (check.state === 'planned' && (await isFollowed(ctx, check.id))) return check
  return null
}
const hasOpenWord = async (ctx: Ctx, check: EffectCheck): Promise<boolean> =>
  (await takesWords(ctx, check)) && (await wordsOf(ctx, check.id)).some(isOpenWord)

/** Asks those who reported, if nobody has; then one of them says what she has met, sometimes at once. */
export async function followUp({ world }: Speakers, { id, state }: EffectCheck, choice: number): Promise<void> {
  await world.given(async ctx => {
    if (state === 'planned') await askCheck(ctx, id)
    const [word] = (await wordsOf(ctx, id)).filter(isOpenWord)
    const answer = EFFECT_ANSWERS[choice % EFFECT_ANSWERS.length]
    const waits = word === undefined || (state === 'planned' && choice % 3 === 0)
    if (!waits && answer !== undefined) await sayEffect(ctx, word, { answer, line: null })
  })
}
