import type { audit as sv } from '../sv/audit.ts'

export const audit = {} as const satisfies Record<keyof typeof sv, string>
