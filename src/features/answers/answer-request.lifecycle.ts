import { lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { REQUEST_STATES } from './answer.entity.ts'

export type RequestState = (typeof REQUEST_STATES)[number]
/**
 * `close`: the group no longer asks, since it has decided on the systemfel. `enter`: an answer that came by phone, mail or
 * at a meeting is written down by whoever asked. What changes no state is here all the same: it is open only while the
 * question waits.
 */
export const REQUEST_ACTS = [
  'send',
  'answer',
  'enter',
  'pass',
  'askMore',
  'decideMore',
  'askBack',
  'reply',
  'revoke',
  'close',
] as const
export type RequestAct = (typeof REQUEST_ACTS)[number]
export type RequestParty = 'asker' | 'contact'

const asker = ['asker'] as const
const contact = ['contact'] as const
const closed = { to: 'closed', by: asker } as const

/** A request's life. The contact answers once; before that she may pass it on, ask for more time, or ask back. */
export const requestLifecycle = lifecycleOf<RequestState, RequestAct, RequestParty>()({
  tray: { send: { to: 'sent', by: asker }, revoke: { to: 'revoked', by: asker }, close: closed },
  sent: {
    answer: { to: 'answered', by: contact },
    enter: { to: 'answered', by: asker },
    pass: { to: 'sent', by: contact },
    askMore: { to: 'sent', by: contact },
    decideMore: { to: 'sent', by: asker },
    askBack: { to: 'sent', by: contact },
    reply: { to: 'sent', by: asker },
    revoke: { to: 'revoked', by: asker },
    close: closed,
  },
  answered: { close: closed },
  closed: {},
  revoked: {},
})
