import { confirmPack } from '#src/features/meetings/confirm-pack.ts'
import { findMeeting, nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { preparePack } from '#src/features/meetings/pack.ts'
import type { Cast } from './cast.ts'
import type { Moment } from './stage.ts'

/** The convener lets the associations read the next meeting's pack, once all that waits is on its agenda. */
export const packMoments = (cast: Cast): Moment[] => [
  cast.exactly(cast.stage.today, '23:59', cast.convener, async ctx => {
    const next = await nextMeetingOf(ctx, cast.register.group.id)
    if (next === null) throw new Error('The demo has no coming meeting.')
    const meeting = await findMeeting(ctx, next.id)
    const { mark } = await preparePack(ctx, meeting, { audience: 'associations', extract: null })
    await confirmPack(ctx, meeting, { mark })
  }),
]
