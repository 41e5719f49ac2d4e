import { chooseNews } from '#src/features/following/choose-news.ts'
import { mailWaiting } from '#src/features/following/mail-news.ts'
import { waitingPersons } from '#src/features/following/news.queries.ts'
import { isDue } from '#src/features/following/news.rules.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { Moment } from './stage.ts'

/** The invented year, and how often the job that mails what is new is lived through. */
const [FIRST, STEP] = [-400, 2]
/** The second ombud looks for himself since then. */
const OPTED_OUT = -75

/** What those who reported were told, week by week; one of them has chosen to have no mail. */
export const followingMoments = (cast: Cast): Moment[] => [
  ...Array.from({ length: -FIRST / STEP }, (_, at) =>
    cast.exactly(cast.stage.day(FIRST + at * STEP), '07:30', SYSTEM, mailDue),
  ),
  cast.on(OPTED_OUT, '08:20', cast.author('second'), ctx => chooseNews(ctx, { frequency: 'none' })),
]

async function mailDue(ctx: Ctx): Promise<void> {
  for (const person of await waitingPersons(ctx))
    if (person.frequency === 'none' || isDue({ ...person, today: ctx.today })) await mailWaiting(ctx, person.personId)
}
