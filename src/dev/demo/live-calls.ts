import { answerCall } from '#src/features/calls/answer-call.ts'
import { calledTo } from '#src/features/calls/call.queries.ts'
import { callMeeting } from '#src/features/calls/call-meeting.ts'
import { findMeeting, nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { NOBODY } from '#src/kernel/actor.ts'
import type { Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { SEATS } from './invented-place.ts'
import type { Moment } from './stage.ts'

const CALLED = -2
/** Who has answered by the link, and what. The rest have not. */
const ANSWERS: readonly { readonly time: string; readonly name: string; readonly answer: Submitted }[] = [
  { time: '10:40', name: holderOf('municipality'), answer: { answer: 'coming' } },
  { time: '11:05', name: holderOf('psychiatry'), answer: { answer: 'not_coming' } },
  { time: '13:10', name: substituteOf('psychiatry'), answer: { answer: 'coming' } },
  {
    time: '13:45',
    name: holderOf('user_association'),
    answer: { answer: 'substitute', substituteName: 'Tove Granlund' },
  },
  { time: '15:20', name: holderOf('employment_service'), answer: { answer: 'coming' } },
]

function holderOf(party: string): string {
  return SEATS.find(seat => seat.party === party)?.holder ?? ''
}
function substituteOf(party: string): string {
  return SEATS.find(seat => seat.party === party)?.substitute ?? ''
}

/** The next meeting is called to, and some have answered. */
export const callMoments = (cast: Cast): Moment[] => [
  cast.on(CALLED, '10:30', cast.convener, async ctx => {
    const next = await nextMeetingOf(ctx, cast.register.group.id)
    await callMeeting(ctx, await findMeeting(ctx, next?.id ?? ''))
  }),
  ...ANSWERS.map(({ time, name, answer }) =>
    cast.on(CALLED, time, NOBODY, async ctx => answered(ctx, cast.register.group.id, name, answer)),
  ),
]

async function answered(ctx: Ctx, groupId: string, name: string, answer: Submitted): Promise<void> {
  const next = await nextMeetingOf(ctx, groupId)
  const called = next === null ? [] : await calledTo(ctx, next)
  const invitation = called.find(({ holder }) => holder.name === name)?.invitation
  if (invitation == null) throw new Error(`The demo has not called ${name}.`)
  if ((await answerCall(ctx, invitation, answer)) !== null) throw new Error(`The answer of ${name} is faulty.`)
}
