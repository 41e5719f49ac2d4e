import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { MeetingState } from './meeting.entity.ts'

/**
 * `cancel`: it will not be held, and whoever was called is told; `arrange`: change its agenda; `lock`, `unlock`: that it
 * may not be changed, and may again; `attend`: note who is there; `note`: write under a §; `release`: send what lies in the
 * tray; `finish`: the notes are done, and nothing of the meeting changes after it. For minutes instead: `send` them to those
 * who approve them, `withdraw` them with a reason, and `approve`, which is the last approval.
 */
export const MEETING_ACTS = [
  'change',
  'cancel',
  'arrange',
  'lock',
  'unlock',
  'attend',
  'open',
  'decide',
  'end',
  'note',
  'release',
  'finish',
  'send',
  'withdraw',
  'approve',
] as const
export type MeetingAct = (typeof MEETING_ACTS)[number]
const by = ['convener'] as const
/** The convener of the group, and those who approve its minutes. */
export type MeetingParty = 'convener' | 'adjuster'

/** The one table of a meeting's life: pages offer from it, commands ask it, tests walk every cell (C8). */
export const meetingLifecycle: Lifecycle<MeetingState, MeetingAct, MeetingParty> = lifecycleOf<
  MeetingState,
  MeetingAct,
  MeetingParty
>()({
  planned: {
    change: { to: 'planned', by },
    cancel: { to: 'cancelled', by, reason: true },
    arrange: { to: 'planned', by },
    lock: { to: 'planned', by },
    unlock: { to: 'planned', by },
    attend: { to: 'planned', by },
    open: { to: 'running', by },
  },
  running: {
    arrange: { to: 'running', by },
    unlock: { to: 'running', by },
    attend: { to: 'running', by },
    decide: { to: 'running', by },
    note: { to: 'running', by },
    release: { to: 'running', by },
    end: { to: 'held', by },
  },
  held: {
    attend: { to: 'held', by },
    note: { to: 'held', by },
    release: { to: 'held', by },
    finish: { to: 'done', by },
    send: { to: 'approval', by },
  },
  approval: {
    attend: { to: 'approval', by },
    note: { to: 'approval', by },
    release: { to: 'approval', by },
    withdraw: { to: 'held', by, reason: true },
    approve: { to: 'done', by: ['adjuster'] },
  },
  done: {},
  cancelled: {},
})
