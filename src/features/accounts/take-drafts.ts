import type { Ctx } from '#src/work/context.ts'
import { accountSources, accounts } from './account.entity.ts'
import { type FoundAccount, valuesOf } from './account.queries.ts'
import { draftFacts } from './draft.queries.ts'
import { type Drafted, draftsFrom, mayBeDrafted, openDrafts, textOfDraft } from './draft.rules.ts'
import { fieldsOfSection } from './fields.ts'
import type { FormSection } from './form.ts'
import { assertWritable, putValues, rowOf } from './write-account.ts'

/** What could be filled in in the section's empty boxes. */
export async function draftsFor(ctx: Ctx, account: FoundAccount, section: FormSection): Promise<Drafted[]> {
  const keys = fieldsOfSection(section)
    .map(({ key }) => key)
    .filter(mayBeDrafted)
  const facts = keys.length === 0 ? null : await draftFacts(ctx, account)
  if (facts === null) return []
  return openDrafts(draftsFrom(facts), keys, (await valuesOf(ctx, account)).values)
}

/** Fills the section's empty boxes with what is proposed, each sentence with where it comes from. */
export async function takeDrafts(
  ctx: Ctx,
  account: FoundAccount,
  section: FormSection,
  version: number,
): Promise<void> {
  assertWritable(ctx, account)
  await ctx.rows(accounts).update({ ...rowOf(account), version }, {})
  const drafts = await draftsFor(ctx, account, section)
  await putValues(
    ctx,
    account.id,
    drafts.map(draft => [draft.key, textOfDraft(draft)]),
  )
  for (const { key, sentences } of drafts) {
    await ctx.rows(accountSources).remove({ accountId: account.id, key })
    await ctx.rows(accountSources).insertAll(
      sentences.map(({ source }, position) => ({
        ...{ id: ctx.newId(), accountId: account.id, key, position },
        ...{ subjectType: source.type, subjectId: source.id, reference: source.reference },
      })),
    )
  }
  ctx.record('account.drafted', { type: 'account', id: account.id }, { keys: drafts.map(({ key }) => key) })
}
