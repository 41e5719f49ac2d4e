import { actionsAwaiting } from '#src/features/actions/action-waits.queries.ts'
import { awaitedCounts } from '#src/features/answers/awaited.queries.ts'
import { callsNotArrived } from '#src/features/calls/not-arrived.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Waiting, waits } from './waiting.ts'

/** What others wait for, of whoever keeps questions and actions: a line where something does, and none where nothing does. */
export async function forKeeper(ctx: Ctx): Promise<Waiting[]> {
  if (!hasRole(ctx.actor, 'coordinator', 'convener')) return []
  const asked = await awaitedCounts(ctx)
  const acts = await actionsAwaiting(ctx)
  return [
    ...line(ctx, '/obesvarade?vantar=fraga', 'question', asked.question),
    ...line(ctx, '/obesvarade?vantar=mer-tid', 'time', asked.time),
    ...line(ctx, '/atgarder?vantar=slutdatum', 'dueWish', acts.dueWish),
    ...line(ctx, '/atgarder?lage=avbojda&vantar=beslut', 'declined', acts.declined),
    ...line(ctx, '/obesvarade?vantar=brev', 'letter', asked.letter),
    ...(await calls(ctx)),
  ]
}

type What = 'question' | 'time' | 'dueWish' | 'declined' | 'letter'
const line = (ctx: Ctx, href: string, what: What, count: number): Waiting[] =>
  count === 0 ? [] : [waits(ctx, href, keyOf(`feedback.start.${what}`), count, keyOf(`feedback.count.${what}`))]

const calls = async (ctx: Ctx): Promise<Waiting[]> =>
  (await callsNotArrived(ctx)).map(({ meetingId, day, count }) => ({
    href: `/moten/${meetingId}/kallelse`,
    label: ctx.t('feedback.start.call', { day: dates[ctx.actor.locale].day(day) }),
    status: ctx.t('feedback.count.letter', { count }),
    urgent: true,
  }))
