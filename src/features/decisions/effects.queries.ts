import { actionsOf } from '#src/features/actions/action.queries.ts'
import { requestsOf } from '#src/features/answers/answer.queries.ts'
import { effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { liftsOf } from '#src/features/meetings/meeting.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'

/** What a decision set going and how far each has come; for those who may read its systemfel. */
export async function effectsOf(ctx: Ctx, decisionId: string, deficiencyId: string): Promise<Fact[]> {
  return [
    ...(await requestFacts(ctx, decisionId, deficiencyId)),
    ...(await actionFacts(ctx, decisionId, deficiencyId)),
    ...(await liftFacts(ctx, decisionId, deficiencyId)),
    ...(await checkFacts(ctx, decisionId)),
  ]
}

async function requestFacts(ctx: Ctx, decisionId: string, deficiencyId: string): Promise<Fact[]> {
  const { date } = dates[ctx.actor.locale]
  const asked = (await requestsOf(ctx, deficiencyId)).filter(request => request.decisionId === decisionId)
  return asked.map(({ id, organisationName, state, sentAt }) => ({
    label: ctx.t('decisions.effectRequest', { organisation: organisationName }),
    text: ctx.t(keyOf(`requestState.${state}`)),
    href: `/obesvarade/${id}`,
    ...(sentAt === null ? {} : { note: ctx.t('decisions.sentOn', { day: date(sentAt) }) }),
  }))
}

async function actionFacts(ctx: Ctx, decisionId: string, deficiencyId: string): Promise<Fact[]> {
  const owned = (await actionsOf(ctx, deficiencyId)).filter(action => action.decisionId === decisionId)
  return owned.map(({ id, ownerName, state, description }) => ({
    label: ctx.t('decisions.effectAction', { taker: ownerName ?? '' }),
    text: ctx.t(keyOf(`actionState.${state}`)),
    href: `/atgarder/${id}`,
    note: description,
  }))
}

async function liftFacts(ctx: Ctx, decisionId: string, deficiencyId: string): Promise<Fact[]> {
  if ((await ctx.rows(lifts).count({ decisionId })) === 0) return []
  const { date, day } = dates[ctx.actor.locale]
  return (await liftsOf(ctx, deficiencyId))
    .filter(lift => lift.decisionId === decisionId)
    .map(({ receiver, repliedAt, wishedDay }) => ({
      label: ctx.t('decisions.effectLift', { receiver }),
      text:
        repliedAt === null
          ? ctx.t('decisions.liftWaits', { day: day(wishedDay) })
          : ctx.t('decisions.liftReplied', { day: date(repliedAt) }),
    }))
}

async function checkFacts(ctx: Ctx, decisionId: string): Promise<Fact[]> {
  const { day } = dates[ctx.actor.locale]
  const checks = await ctx.rows(effectChecks).all({ decisionId }, { dueDay: 'ASC' })
  return checks.map(({ months, dueDay, state, answer }) => ({
    label: ctx.t('decisions.effectCheck', { months }),
    text: answer === null ? ctx.t(keyOf(`effectState.${state}`)) : ctx.t(keyOf(`effect.${answer}`)),
    note: day(dueDay),
  }))
}
