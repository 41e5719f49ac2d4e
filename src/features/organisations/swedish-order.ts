const collator = new Intl.Collator('sv')

/** Compares as a Swedish reader sorts: å, ä and ö last. */
export const inSwedish = (one: string, other: string): number => collator.compare(one, other)

/** The same things, ordered by their names. */
export const byName = <T extends { readonly name: string }>(things: readonly T[]): T[] =>
  [...things].sort((one, other) => inSwedish(one.name, other.name))
