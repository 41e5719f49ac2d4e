/** Whose it is and where it is met. */
interface Situated {
  readonly officeId: string
  readonly officeIds: readonly string[]
  readonly municipalityIds: readonly string[]
}

/** Found again elsewhere: by an office that does not feed the one, or in none of its municipalities. */
export const isElsewhere = (one: Situated, other: Situated): boolean =>
  !one.officeIds.includes(other.officeId) || !other.municipalityIds.some(id => one.municipalityIds.includes(id))

export const MOST_PLACES = 3
/** The places where the other is met and the one is not, or all of them where there is no such; at most three. */
export function placesElsewhere<P extends { readonly id: string }>(one: Situated, places: readonly P[]): readonly P[] {
  const others = places.filter(({ id }) => !one.municipalityIds.includes(id))
  return (others.length === 0 ? places : others).slice(0, MOST_PLACES)
}
