import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Account, accounts, SIGNINGS } from './account.entity.ts'
import type { AccountAct } from './account.lifecycle.ts'
import { accountLifecycle } from './account.lifecycle.ts'
import { type FoundAccount, valuesOf } from './account.queries.ts'
import { assertAct, rowOf } from './write-account.ts'

export const Signing = z.object({ signing: field.choice(SIGNINGS, 'accounts.chooseSigning'), version: field.version() })
export const Step = z.object({ version: field.version() })
export const SendingBack = z.object({ reason: field.formal(1000, 'accounts.needReason'), version: field.version() })

/** Whether it says who signs: the box for the name, where the form has one. */
export async function saysWhoSigns(ctx: Ctx, account: FoundAccount): Promise<boolean> {
  const asks = account.form.sections.some(({ parts }) => parts.some(part => 'key' in part && part.key === 'sign.name'))
  return !asks || ((await valuesOf(ctx, account)).values['sign.name'] ?? '') !== ''
}

/** Signed digitally or on paper. Nothing is written in it any more, unless it is opened again. */
export const signAccount = (ctx: Ctx, account: FoundAccount, { signing, version }: z.output<typeof Signing>) =>
  step(ctx, { ...account, version }, 'sign', { signing, returnReason: null })

export const reopenAccount = (ctx: Ctx, account: FoundAccount, version: number) =>
  step(ctx, { ...account, version }, 'reopen', { signing: null })

/** It has left for Länsstyrelsen: by a person, from the file. */
export const sendAccount = (ctx: Ctx, account: FoundAccount, version: number) =>
  step(ctx, { ...account, version }, 'send', { sentAt: ctx.now })

/** Länsstyrelsen has it. */
export const receiveAccount = (ctx: Ctx, account: FoundAccount, version: number) =>
  step(ctx, { ...account, version }, 'receive', { receivedAt: ctx.now })

/** Länsstyrelsen asks for more; it may be written in again. */
export const sendBackAccount = (ctx: Ctx, account: FoundAccount, { reason, version }: z.output<typeof SendingBack>) =>
  step(ctx, { ...account, version }, 'sendBack', { returnReason: reason, receivedAt: null, sentAt: null })

async function step(ctx: Ctx, account: FoundAccount, act: AccountAct, changes: Partial<Account>): Promise<void> {
  assertAct(ctx, account, act)
  const to = accountLifecycle.next(account.state, act)
  await ctx.rows(accounts).update(rowOf(account), { ...changes, state: to })
  ctx.record(
    `account.${act}`,
    { type: 'account', id: account.id },
    { from: account.state, to, signing: changes.signing ?? account.signing },
  )
}
