/** Words that stand where a slug stands in an address. */
const TAKEN_BY_PAGES: ReadonlySet<string> = new Set(['ny', 'nytt'])
/** Leaves room for a number in a column of 80. */
const LONGEST = 70

/** `Försäkringskassan, Örebro` gives `forsakringskassan-orebro`; a name without letters of ours gives `namn`. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST)
  return slug.replace(/^-+|-+$/g, '') || 'namn'
}

/** The slug itself, or with the first number that is free: `hallbo`, `hallbo-2`. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  const isFree = (candidate: string): boolean => !taken.has(candidate) && !TAKEN_BY_PAGES.has(candidate)
  if (isFree(slug)) return slug
  let number = 2
  while (!isFree(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}
