import { type Day, daysBetween } from '#src/kernel/days.ts'

/** A question that was sent to an organisation, and what came of it. */
export interface Asked {
  readonly organisationId: string
  readonly organisationName: string
  /** The question to several that it is a part of. */
  readonly jointId: string | null
  readonly sentDay: Day
  readonly dueDay: Day
  /** When it was answered, also by another for all. */
  readonly answeredDay: Day | null
}
export interface Rate {
  readonly organisationId: string
  readonly organisationName: string
  readonly asked: number
  readonly answered: number
  /** Of those that are not answered: how many may still be answered in time. */
  readonly notYet: number
  /** Days from the sending to the answer; null while nothing is answered. */
  readonly medianDays: number | null
}

/** From so many on a share says more than the two numbers do. */
export const ENOUGH = 5

/** The middle of the numbers; of an even count the mean of the two in the middle. Null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other)
  const half = sorted.length >> 1
  const upper = sorted[half]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}

/** The share in whole per cent; null where they are too few to have one. */
export const percentOf = ({ asked, answered }: Pick<Rate, 'asked' | 'answered'>): number | null =>
  asked < ENOUGH ? null : Math.round((100 * answered) / asked)

/**
 * How organisations answer, by their names in the order given. A question to several counts once for each organisation,
 * however many of its contacts were asked, and as answered with its first answer.
 */
export function ratesOf(all: readonly Asked[], today: Day): Rate[] {
  const byOrganisation = new Map<string, Asked[]>()
  for (const asked of onceEach(all))
    byOrganisation.set(asked.organisationId, [...(byOrganisation.get(asked.organisationId) ?? []), asked])
  return [...byOrganisation.values()].map(list => rateOf(list, today))
}

function onceEach(all: readonly Asked[]): Asked[] {
  const seen = new Map<string, Asked>()
  for (const [at, asked] of all.entries()) {
    const key = asked.jointId === null ? String(at) : `${asked.jointId} ${asked.organisationId}`
    const before = seen.get(key)
    seen.set(key, before === undefined || isSooner(asked, before) ? asked : before)
  }
  return [...seen.values()]
}

const isSooner = ({ answeredDay }: Asked, other: Asked): boolean =>
  answeredDay !== null && (other.answeredDay === null || answeredDay < other.answeredDay)

function rateOf(list: readonly Asked[], today: Day): Rate {
  const [first] = list as readonly [Asked, ...Asked[]]
  const days = list.flatMap(({ sentDay, answeredDay }) =>
    answeredDay === null ? [] : [daysBetween(sentDay, answeredDay)],
  )
  return {
    organisationId: first.organisationId,
    organisationName: first.organisationName,
    asked: list.length,
    answered: days.length,
    notYet: list.filter(({ answeredDay, dueDay }) => answeredDay === null && dueDay >= today).length,
    medianDays: medianOf(days),
  }
}
