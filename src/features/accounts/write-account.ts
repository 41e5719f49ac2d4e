import { z } from 'zod'
import { Forbidden } from '#src/kernel/errors.ts'
import { field, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { accounts, accountValues } from './account.entity.ts'
import { accountLifecycle } from './account.lifecycle.ts'
import { partiesOf } from './account.policy.ts'
import { type FoundAccount, valuesOf } from './account.queries.ts'
import { type Field, fieldsOfSection } from './fields.ts'
import type { FormSection } from './form.ts'
import { settledValue, type Values } from './values.rules.ts'

const LONGEST_TEXT = 6000
const LONGEST_LINE = 300
/** Contact persons and those who sign may be named, with how to reach them (product §10). */
const NAMING: readonly string[] = ['contact', 'sign']

/** The boxes of a section as a form. Texts pass the privacy guard; numbers and ticks can only be what they are. */
function schemaOf(fields: readonly Field[]): z.ZodObject {
  return z.object(
    Object.fromEntries([...fields.map(box => [box.key, kindOf(box)] as const), ['version', field.version()] as const]),
  )
}

function kindOf(box: Field): z.ZodType {
  if (box.holds === 'line' || box.holds === 'text') {
    const longest = box.holds === 'line' ? LONGEST_LINE : LONGEST_TEXT
    return NAMING.includes(box.section) ? field.optionalName(longest) : field.optionalFormal(longest)
  }
  return z
    .string()
    .optional()
    .transform((typed, ctx) => {
      const settled = settledValue(box, typed ?? '')
      if (settled !== null) return settled
      ctx.addIssue({ code: 'custom', message: FAULTS[box.holds] ?? 'errors.choose' })
      return z.NEVER
    })
}
const FAULTS: Readonly<Partial<Record<Field['holds'], string>>> = {
  count: 'accounts.wholeNumber',
  kr: 'accounts.wholeNumber',
  tkr: 'accounts.wholeNumber',
  fte: 'accounts.decimals',
}

export interface Written {
  readonly values: Values
  readonly version: number
}

/** What was typed in a section. */
export const readSection = (ctx: Ctx, section: FormSection, body: Submitted): Read<Written> =>
  readBoxes(ctx, fieldsOfSection(section), body)

/** What was typed in some boxes; the form has them all, and a box that it lacks is emptied. */
export function readBoxes(ctx: Ctx, boxes: readonly Field[], body: Submitted): Read<Written> {
  const read = ctx.form(schemaOf(boxes), body)
  if (!read.ok) return read
  const { version, ...typed } = read.value
  const values = Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, String(value ?? '')]))
  return { ...read, value: { values, version: Number(version) } }
}

/** Keeps what differs from what stood there. Throws `Conflict` when somebody else has written since, or it is signed. */
export async function writeSection(ctx: Ctx, account: FoundAccount, { values, version }: Written): Promise<void> {
  assertWritable(ctx, account)
  await ctx.rows(accounts).update({ ...rowOf(account), version }, {})
  const before = (await valuesOf(ctx, account)).values
  const changed = Object.entries(values).filter(([key, value]) => value !== (before[key] ?? ''))
  await putValues(ctx, account.id, changed)
  ctx.record('account.written', { type: 'account', id: account.id }, { keys: changed.map(([key]) => key) })
}

/** A box that is emptied has no row; one that is written anew is no longer *tolkat*. */
export async function putValues(
  ctx: Ctx,
  accountId: string,
  values: readonly (readonly [string, string])[],
): Promise<void> {
  const table = ctx.rows(accountValues)
  for (const [key, value] of values) {
    await table.remove({ accountId, key })
    if (value !== '') await table.insert({ id: ctx.newId(), accountId, key, value, interpreted: false })
  }
}

/** Throws `Forbidden` for those who only read it and `Conflict` where it is signed. */
export function assertWritable(ctx: Ctx, account: FoundAccount): void {
  assertAct(ctx, account, 'write')
}

export function assertAct(ctx: Ctx, account: FoundAccount, act: Parameters<typeof accountLifecycle.next>[1]): void {
  const state = accountLifecycle.next(account.state, act)
  if (!accountLifecycle.allows(account.state, act, partiesOf(ctx.actor, account)))
    throw new Forbidden('errors.denied', { act, state })
}

/** The columns of the account's own table. */
export function rowOf(account: FoundAccount) {
  const { id, unitId, year, formKey, state, signing, sentAt, receivedAt, returnReason, createdAt, version } = account
  return { id, unitId, year, formKey, state, signing, sentAt, receivedAt, returnReason, createdAt, version }
}
