import type { organisations as sv } from '../sv/organisations.ts'

export const organisations = {} as const satisfies Record<keyof typeof sv, string>
