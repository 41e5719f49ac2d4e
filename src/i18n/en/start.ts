import type { start as sv } from '../sv/start.ts'

export const start = {} as const satisfies Record<keyof typeof sv, string>
