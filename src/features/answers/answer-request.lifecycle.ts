import { lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { REQUEST_STATES } from './answer.entity.ts'

export type RequestState = (typeof REQUEST_STATES)[number]
/** `close`: the group no longer asks, since it has decided on the systemfel. */
export const REQUEST_ACTS = ['send', 'answer', 'revoke', 'close'] as const
export type RequestAct = (typeof REQUEST_ACTS)[number]
export type RequestParty = 'asker' | 'contact'

const asker = ['asker'] as const
const closed = { to: 'closed', by: asker } as const

/** A request's life. The contact can do one thing, once: answer. */
export const requestLifecycle = lifecycleOf<RequestState, RequestAct, RequestParty>()({
  tray: { send: { to: 'sent', by: asker }, revoke: { to: 'revoked', by: asker }, close: closed },
  sent: {
    answer: { to: 'answered', by: ['contact'] },
    revoke: { to: 'revoked', by: asker },
    close: closed,
  },
  answered: { close: closed },
  closed: {},
  revoked: {},
})
