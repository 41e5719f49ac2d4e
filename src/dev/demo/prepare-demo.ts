import { BadConfig, type Config } from '#src/config.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { counters } from '#src/work/counter.entity.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { Cast } from './cast.ts'
import { failSomeLetters } from './failed-letters.ts'
import { fillReal } from './fill-real.ts'
import { enterInvented } from './invented-register.ts'
import { answerMoments } from './live-answers.ts'
import { callMoments } from './live-calls.ts'
import { cancelledMoments } from './live-cancelled.ts'
import { contactMoments } from './live-contacts.ts'
import { decisionMoments } from './live-decisions.ts'
import { effectMoments } from './live-effects.ts'
import { followingMoments } from './live-following.ts'
import { forumMoments } from './live-forums.ts'
import { linkMoments } from './live-links.ts'
import { listMoments } from './live-list.ts'
import { meetingMoments } from './live-meetings.ts'
import { minutesMoments } from './live-minutes.ts'
import { monthCheckMoments } from './live-month-checks.ts'
import { officeMoments } from './live-office.ts'
import { packMoments } from './live-pack.ts'
import { reminderMoments } from './live-reminders.ts'
import { reportMoments } from './live-reports.ts'
import { summaryMoments } from './live-summaries.ts'
import { undertakingMoments } from './live-undertakings.ts'
import { Stage } from './stage.ts'

/** A row among the counters says that the database is the demo's: 0 while it is being filled, then 1. */
const MARK = 'demo'
const FILLED = 1

interface DemoServices {
  readonly config: Pick<Config, 'database'>
  readonly works: UnitsOfWork
}

/**
 * Demo mode's database: an empty one is filled, the demo's own is left as it is. Throws `BadConfig` for one that holds
 * something else, and for one whose filling was broken off.
 */
export async function prepareDemo({ config, works }: DemoServices): Promise<void> {
  const found = await works.read(SYSTEM, async ctx => {
    const mark = await ctx.rows(counters).one({ series: MARK })
    const used = (await ctx.rows(people).count()) > 0 || (await ctx.rows(auditEvents).count()) > 0
    return { mark, used }
  })
  if (found.mark?.last === FILLED) return
  const where = config.database.kind === 'sqlite' ? config.database.file : 'The database'
  if (found.mark !== null)
    throw new BadConfig(`${where} was not filled to the end. Remove it and start the demo again.`)
  if (found.used)
    throw new BadConfig(`${where} holds something else than the demo. Set DATA_DIR to a folder of the demo's own.`)
  await fillDemo(works)
}

/** Fills an empty database: the users' own documents, then a year in a municipality that does not exist. */
export async function fillDemo(works: UnitsOfWork): Promise<void> {
  const mark = await works.write(SYSTEM, ctx => ctx.rows(counters).insert({ id: ctx.newId(), series: MARK, last: 0 }))
  const stage = new Stage(works)
  const real = await fillReal(stage)
  const cast = new Cast(stage, await enterInvented(stage, real))
  await stage.live([
    ...reportMoments(cast),
    ...monthCheckMoments(cast),
    ...meetingMoments(cast),
    ...cancelledMoments(cast),
    ...decisionMoments(cast),
    ...callMoments(cast),
    ...minutesMoments(cast),
    ...answerMoments(cast),
    ...effectMoments(cast),
    ...reminderMoments(cast),
    ...contactMoments(cast),
    ...undertakingMoments(cast),
    ...summaryMoments(cast),
    ...officeMoments(cast),
    ...listMoments(cast),
    ...linkMoments(cast),
    ...forumMoments(cast),
    ...packMoments(cast),
    ...followingMoments(cast),
  ])
  await works.write(SYSTEM, async ctx => {
    await markMailsSent(ctx)
    await failSomeLetters(ctx)
    await ctx.rows(counters).change(mark.id, { last: FILLED })
  })
}

/** Every letter of the past left when it was written: it lies in the demo's mailbox, and the job that sends finds none. */
async function markMailsSent(ctx: Ctx): Promise<void> {
  const rows = ctx.rows(outboxMails)
  for (const { id, nextAttemptAt } of await rows.all({ state: 'waiting' }))
    await rows.change(id, { state: 'sent', sentAt: nextAttemptAt, attempts: 1 })
}
