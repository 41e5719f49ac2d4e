import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { MeetingState } from './meeting.entity.ts'

/**
 * `cancel`: it will not be held, and whoever was called is told; `arrange`: change its agenda; `lock`, `unlock`: that it
 * may not be changed, and may again; `attend`: note who is there; `note`: write under a §; `release`: send what lies in the
 * tray; `finish`: the notes are done, and nothing of the meeting changes after it.
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
] as const
export type MeetingAct = (typeof MEETING_ACTS)[number]
const by = ['convener'] as const

/** The one table of a meeting's life: pages offer from it, commands ask it, tests walk every cell (C8). */
export const meetingLifecycle: Lifecycle<MeetingState, MeetingAct, 'convener'> = lifecycleOf<
  MeetingState,
  MeetingAct,
  'convener'
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
  },
  done: {},
  cancelled: {},
})
