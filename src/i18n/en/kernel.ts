import type { kernel as sv } from '../sv/kernel.ts'

export const kernel = {} as const satisfies Record<keyof typeof sv, string>
