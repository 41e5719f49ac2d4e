/** One spelling of those that sound alike: "Christina" and "Kristina", "Mohammed" and "Mohamed". */
export const nameKey = (lower: string): string =>
  lower
    .replace(/[^a-zåäö]/g, letter => (letter === 'ø' ? 'ö' : letter.normalize('NFD').slice(0, 1)))
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/c[kh]?/g, 'k')
    .replace(/w/g, 'v')
    .replace(/(.)\1+/g, '$1')
