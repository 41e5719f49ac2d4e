import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { findGroup } from '#src/features/groups/group.queries.ts'
import { chooseTone } from '#src/features/reminders/choose-tone.ts'
import { holdReminders } from '#src/features/reminders/hold-reminders.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import type { Cast } from './cast.ts'
import type { CaseKey } from './invented-cases.ts'
import type { Moment } from './stage.ts'

/** The first question was sent then. */
const SINCE = -260
const TONE = { day: -240, reminderTone: 'formal' } as const
const REST: { readonly on: CaseKey; readonly day: number; readonly until: number; readonly reason: string } = {
  on: 'aterringning',
  day: -2,
  until: 30,
  reason: 'Mottagningen byter chef vid månadsskiftet. Den nya chefen har lovat att svara.',
}

/** Reminders go every morning, as they would have; one question rests. */
export const reminderMoments = (cast: Cast): Moment[] => [
  ...Array.from({ length: -SINCE }, (_, day) => ({
    at: cast.stage.instant(cast.stage.day(SINCE + day), '08:20'),
    happens: () => cast.stage.job(works => remindDue(works)),
  })),
  cast.on(TONE.day, '15:40', cast.convener, async ctx => {
    const group = await findGroup(ctx, cast.register.group.slug)
    await chooseTone(ctx, group, { version: group.version, reminderTone: TONE.reminderTone })
  }),
  cast.on(REST.day, '09:50', cast.coordinator, async ctx => {
    const { id: deficiencyId } = await cast.deficiency(ctx, REST.on)
    const { id } = await ctx.rows(answerRequests).get({ deficiencyId, state: 'sent' })
    await holdReminders(ctx, await findRequest(ctx, id), {
      untilDay: cast.stage.day(REST.until),
      reason: REST.reason,
    })
  }),
]
