import { lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { ACCOUNT_STATES } from './account.entity.ts'

export type AccountState = (typeof ACCOUNT_STATES)[number]
export const ACCOUNT_ACTS = ['write', 'sign', 'reopen', 'send', 'receive', 'sendBack'] as const
export type AccountAct = (typeof ACCOUNT_ACTS)[number]
/** `unit`: who writes for the unit; `county`: Länsstyrelsen. */
export type AccountParty = 'unit' | 'county'

const unit = ['unit'] as const
const county = ['county'] as const

/** An account's life. What is signed is not written in: it is opened again first. */
export const accountLifecycle = lifecycleOf<AccountState, AccountAct, AccountParty>()({
  draft: { write: { to: 'draft', by: unit }, sign: { to: 'signed', by: unit } },
  signed: { reopen: { to: 'draft', by: unit }, send: { to: 'sent', by: unit } },
  sent: { receive: { to: 'received', by: county }, sendBack: { to: 'returned', by: county, reason: true } },
  received: { sendBack: { to: 'returned', by: county, reason: true } },
  returned: { write: { to: 'returned', by: unit }, sign: { to: 'signed', by: unit } },
})
