import type { Ctx } from '#src/work/context.ts'
import { isClosedForGood } from './coming-back.rules.ts'
import type { Deficiency } from './deficiency.entity.ts'
import type { Gathered } from './deficiency-gathered.queries.ts'
import type { Situation } from './next-step.rules.ts'

/** What is under way, out of everything that is known. */
export function situationOf(ctx: Ctx, deficiency: Deficiency, gathered: Gathered): Situation {
  const { requests, actions, lifts, effects, links, mergedInto } = gathered
  const [lift] = lifts
  const answered = [...requests]
    .filter(({ answer }) => answer !== null)
    .sort((one, other) => Number(other.answer?.receivedAt) - Number(one.answer?.receivedAt))[0]
  return {
    state: deficiency.state,
    today: ctx.today,
    asked: requests
      .flatMap(({ state, organisationName, dueDay }) =>
        state === 'sent' && dueDay !== null ? [{ organisation: organisationName, dueDay }] : [],
      )
      .sort((one, other) => (one.dueDay < other.dueDay ? -1 : 1)),
    toBeAsked: requests
      .filter(({ state }) => state === 'tray')
      .map(({ organisationName }) => ({ organisation: organisationName })),
    answered: answered === undefined ? null : { organisation: answered.organisationName },
    actions: actions
      .filter(({ state }) => state === 'proposed' || state === 'accepted')
      .map(({ ownerName, ownerFunction, dueDay }) => ({
        owner: ownerName ?? ownerFunction ?? ctx.t('actions.noOwner'),
        dueDay,
      })),
    coming: comingOf(ctx, gathered),
    lift:
      lift === undefined
        ? null
        : { receiver: lift.receiver, wishedDay: lift.wishedDay, replied: lift.repliedAt !== null },
    effectDay: effects.find(({ state }) => state === 'planned' || state === 'asked')?.dueDay ?? null,
    groups: links.circle.group.map(({ name }) => name).join(', '),
    mergedInto,
    closedForGood: isClosedForGood(deficiency, ctx.today),
  }
}

/** The first planned or running meeting that has it on its agenda, undecided. */
function comingOf(ctx: Ctx, { agendas }: Gathered): Situation['coming'] {
  const coming = agendas
    .filter(({ meetingState, paragraph }) => paragraph === null && ['planned', 'running'].includes(meetingState))
    .filter(({ meetingDay, meetingState }) => meetingDay >= ctx.today || meetingState === 'running')
    .sort((one, other) => (one.meetingDay < other.meetingDay ? -1 : 1))[0]
  return coming === undefined ? null : { group: coming.groupName, day: coming.meetingDay }
}
