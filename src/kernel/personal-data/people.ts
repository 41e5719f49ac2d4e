const FIRST_MET = ['en person', 'en annan person']
const MET_AGAIN = ['personen', 'den andra personen']

/** What to call a person of a name. */
export type People = (name: string) => string

/** Calls persons in their order: "en person", then "personen", and "en annan person". */
export function newPeople(): People {
  const met: string[] = []
  return name => {
    const known = met.indexOf(name)
    if (known < 0) met.push(name)
    const order = Math.min(known < 0 ? met.length - 1 : known, 1)
    return (known < 0 ? FIRST_MET : MET_AGAIN)[order] ?? ''
  }
}
