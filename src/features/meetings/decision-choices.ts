import { referredContacts } from '#src/features/answers/referred.queries.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { officesOfGroup, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { contactOptions, organisationOptions } from '#src/features/organisations/organisation.queries.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type DeficiencyMatter, officeFor, organisationIdsOf } from './matter.ts'

/** The likely ones first, each group in the order it came in. */
const likelyFirst = (options: readonly Option[], isLikely: (option: Option) => boolean): Option[] => [
  ...options.filter(isLikely),
  ...options.filter(option => !isLikely(option)),
]

/** Agency contacts: those of whom the latest answer names first, then those of the systemfel's own bodies. */
export async function contactsToAsk(ctx: Ctx, { deficiency }: DeficiencyMatter): Promise<Option[]> {
  const own = new Set(
    (await contactOptions(ctx, await organisationIdsOf(ctx, deficiency.id))).map(({ value }) => value),
  )
  const named = new Set((await referredContacts(ctx, deficiency.id)).map(({ value }) => value))
  const all = likelyFirst(await contactOptions(ctx), ({ value }) => own.has(value))
  return likelyFirst(all, ({ value }) => named.has(value))
}

/** Organisations that may take something on: the systemfel's own, then those with a seat, then the others. */
export async function organisationsToCommit(ctx: Ctx, { deficiency, meeting }: DeficiencyMatter): Promise<Option[]> {
  const own = await organisationIdsOf(ctx, deficiency.id)
  const seats = await seatsWithHolders(ctx, meeting.groupId, ctx.today)
  const seated = seats.map(({ organisationId }) => organisationId)
  const all = likelyFirst(await organisationOptions(ctx), ({ value }) => seated.includes(value))
  return likelyFirst(all, ({ value }) => own.includes(value))
}

/** The offices that the group serves, the systemfel's own first. */
export async function officesToInvestigate(ctx: Ctx, matter: DeficiencyMatter): Promise<Option[]> {
  const offices = await officesOfGroup(ctx, matter.meeting.groupId)
  const own = officeFor(matter)
  return likelyFirst(
    offices.map(({ id, name }) => ({ value: id, label: name })),
    ({ value }) => value === own,
  )
}

/** Groups of ours to lift to, the parent first. */
export async function groupsToLiftTo(ctx: Ctx, { meeting }: DeficiencyMatter): Promise<Option[]> {
  const others = byName(await ctx.rows(groups).all()).filter(({ id }) => id !== meeting.groupId)
  return likelyFirst(
    others.map(({ id, name }) => ({ value: id, label: name })),
    ({ value }) => value === meeting.group.parentId,
  )
}
