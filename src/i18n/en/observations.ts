import type { observations as sv } from '../sv/observations.ts'

export const observations = {} as const satisfies Record<keyof typeof sv, string>
