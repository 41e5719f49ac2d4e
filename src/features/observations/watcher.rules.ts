import { PARTIES, REQUIRED_PARTIES } from '#src/features/groups/group.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'

type Party = (typeof PARTIES)[number]
type Kind = Organisation['kind']

interface Held<Holder> {
  readonly party: Party
  readonly organisationId: string | null
  /** Who holds it today, the ordinary holder first. */
  readonly holders: readonly Holder[]
}
interface Employers {
  readonly ids: readonly string[]
  readonly kinds: readonly Kind[]
}

const KIND_OF: Readonly<Partial<Record<Party, Kind>>> = {
  municipality: 'municipality',
  primary_care: 'region',
  psychiatry: 'region',
  employment_service: 'state',
  insurance_agency: 'state',
}

/**
 * Who, besides the convener, is told of a report about the office's own employer: the first holder with an address of a
 * seat of another responsible body (huvudman). Associations are no such body. A seat without a named organisation is
 * judged by its party. Null when the group has nobody.
 */
export function watcherOf<Holder extends { readonly email: string | null }>(
  seats: readonly Held<Holder>[],
  employers: Employers,
): (Holder & { readonly email: string }) | null {
  const others = seats.filter(seat => REQUIRED_PARTIES.includes(seat.party) && isAnother(seat, employers))
  for (const { holders } of [...others].sort((a, b) => PARTIES.indexOf(a.party) - PARTIES.indexOf(b.party)))
    for (const holder of holders) if (holder.email !== null) return { ...holder, email: holder.email }
  return null
}

function isAnother({ party, organisationId }: Held<unknown>, { ids, kinds }: Employers): boolean {
  if (organisationId !== null) return !ids.includes(organisationId)
  const kind = KIND_OF[party]
  return kind !== undefined && !kinds.includes(kind)
}
