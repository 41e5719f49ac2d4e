import type { groups as sv } from '../sv/groups.ts'

export const groups = {} as const satisfies Record<keyof typeof sv, string>
