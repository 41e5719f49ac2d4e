import type { people as sv } from '../sv/people.ts'

export const people = {} as const satisfies Record<keyof typeof sv, string>
