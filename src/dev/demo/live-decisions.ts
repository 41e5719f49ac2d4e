import { keepOwn, noteBetween } from '#src/features/decisions/answer-between.ts'
import { type CirculationAnswer, circulations } from '#src/features/decisions/circulation.entity.ts'
import { circulationFound, findCirculation, groupBetween } from '#src/features/decisions/find-circulation.ts'
import { findDecision } from '#src/features/decisions/find-decision.ts'
import { matterBetween, type Proposing, proposeBetween } from '#src/features/decisions/propose-between.ts'
import { recordBetween } from '#src/features/decisions/record-between.ts'
import { replyToLift } from '#src/features/decisions/reply-to-lift.ts'
import { type DecisionType, decisions, lifts } from '#src/features/meetings/decision.entity.ts'
import { KINDS } from '#src/features/meetings/decision-kinds.ts'
import { NOBODY } from '#src/kernel/actor.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { CaseKey } from './invented-cases.ts'
import type { Moment } from './stage.ts'

/** What a body outside replies to a lift, a decision that is corrected between meetings, and one that is being asked about. */
export const decisionMoments = (cast: Cast): Moment[] => {
  let circulationId = ''
  return [
    cast.on(-76, '10:05', cast.convener, async ctx => {
      const deficiency = await cast.deficiency(ctx, 'arbetsformaga')
      const { id } = await ctx.rows(lifts).get({ deficiencyId: deficiency.id })
      await replyToLift(ctx, deficiency, id, {
        reply: 'Förbundet tar upp frågan i sin beredningsgrupp och föreslår en gemensam bedömning till hösten.',
        replySource: 'Brev från samordningsförbundet, påhittat diarienummer 17',
      })
    }),
    cast.on(-50, '09:40', cast.convener, async ctx => {
      circulationId = await propose(ctx, cast, 'skulder', 'investigate', {
        dueDay: cast.stage.day(35),
        lastDay: cast.stage.day(-36),
        description: 'Ta reda på hur bostadsenhetens nya regler blir, och när de börjar gälla.',
      })
    }),
    cast.on(-46, '15:20', cast.convener, async ctx => agreeAll(ctx, circulationId)),
    cast.on(-43, '08:30', cast.convener, async ctx => {
      const found = await findCirculation(ctx, circulationId)
      await recordBetween(ctx, found, { version: found.circulation.version })
    }),
    cast.on(-2, '11:50', cast.convener, ctx =>
      propose(ctx, cast, 'lakarintyg', 'monitor', {
        reason: 'Myndigheten har svarat. Ombuden säger till om fler drabbas.',
        lastDay: cast.stage.day(12),
      }),
    ),
    cast.on(-1, '09:15', NOBODY, ctx => sayByLink(ctx, 'municipality', 'agree', null)),
    cast.on(-1, '10:05', NOBODY, ctx =>
      sayByLink(ctx, 'user_association', 'abstain', 'Våra medlemmar har inte fått frågan än.'),
    ),
  ]
}

/** On a case whose last decision was to watch it, that decision is what is corrected. */
async function propose(
  ctx: Ctx,
  cast: Cast,
  key: CaseKey,
  type: DecisionType,
  filled: Readonly<Record<string, string>>,
): Promise<string> {
  const deficiency = await cast.deficiency(ctx, key)
  const group = await groupBetween(ctx, cast.register.group.id)
  const [last] = await ctx.rows(decisions).all({ deficiencyId: deficiency.id }, { at: 'DESC' }, 1)
  const corrects = type === 'investigate' && last !== undefined ? await findDecision(ctx, last.id) : null
  const proposing: Proposing = { group, deficiency, corrects }
  const matter = matterBetween(ctx, proposing)
  const body = { ...(await KINDS[type].prefill(ctx, matter)), ...filled, item: matter.item.id, type }
  const made = await proposeBetween(ctx, proposing, type, body)
  if (!made.ok) throw new Error(`The demo's proposal on ${key} is faulty: ${JSON.stringify(made.errors)}`)
  return made.circulation.id
}

/** By the link in the letter, on the proposal that the seats are being asked about. */
async function sayByLink(ctx: Ctx, party: string, answer: CirculationAnswer, reason: string | null): Promise<void> {
  const found = await circulationFound(ctx, await ctx.rows(circulations).get({ state: 'asking' }))
  const seat = found.seats.find(one => one.party === party)
  if (seat === undefined) throw new Error(`The demo has asked nobody for ${party}.`)
  await keepOwn(ctx, found, { seatId: seat.id, answer, reason })
}

/** Asked by telephone, one seat after the other. */
async function agreeAll(ctx: Ctx, id: string): Promise<void> {
  const { seats } = await findCirculation(ctx, id)
  for (const seat of seats) {
    const said = { seat: seat.id, answer: 'agree', reason: null, day: dayOf(ctx.now), way: 'Telefon' } as const
    await noteBetween(ctx, await findCirculation(ctx, id), said)
  }
}
