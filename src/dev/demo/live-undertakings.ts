import { acceptAction } from '#src/features/actions/accept-action.ts'
import { actions, taskInvitations } from '#src/features/actions/action.entity.ts'
import { declineAction } from '#src/features/actions/decline-action.ts'
import { withOwners } from '#src/features/actions/find-action.ts'
import type { Task } from '#src/features/actions/find-task.ts'
import { noteProgress } from '#src/features/actions/note-progress.ts'
import { type Actor, NOBODY } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { type InventedUndertaking, UNDERTAKINGS } from './invented-undertakings.ts'
import type { Moment } from './stage.ts'

/** Who holds a mailed link: no account, one thing. */
const LINK_HOLDER: Actor = { ...NOBODY, kind: 'link', id: 'link' }

/** What is said by link of the actions that a meeting proposed. */
export const undertakingMoments = (cast: Cast): Moment[] =>
  UNDERTAKINGS.flatMap(undertaking => [ofAnswer(cast, undertaking), ...ofNotes(cast, undertaking)])

const ofAnswer = (cast: Cast, undertaking: InventedUndertaking): Moment =>
  cast.on(undertaking.says.day, '10:05', LINK_HOLDER, async ctx => {
    const task = await taskOf(ctx, cast, undertaking)
    const { version } = task.action
    const { says } = undertaking
    if ('no' in says) await declineAction(ctx, task, { version, proof: says.no })
    else await acceptAction(ctx, task, { version, ownerFunction: says.yes, expectedEffect: says.effect })
  })

const ofNotes = (cast: Cast, undertaking: InventedUndertaking): Moment[] =>
  undertaking.notes.map(({ day, text, next }) =>
    cast.on(day, '14:35', LINK_HOLDER, async ctx => {
      const nextContactDay = next === null ? null : cast.stage.workday(next)
      const task = await taskOf(ctx, cast, undertaking)
      await noteProgress(ctx, task, { text, nextContactDay, startedDay: null })
    }),
  )

async function taskOf(ctx: Ctx, cast: Cast, { on, body }: InventedUndertaking): Promise<Task> {
  const { id: deficiencyId } = await cast.deficiency(ctx, on)
  const action = await ctx.rows(actions).get({ deficiencyId, organisationId: cast.body(body) })
  const invitation = await ctx.rows(taskInvitations).get({ actionId: action.id })
  return { ...(await withOwners(ctx, action)), invitation }
}
