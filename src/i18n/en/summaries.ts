import type { summaries as sv } from '../sv/summaries.ts'

export const summaries = {} as const satisfies Record<keyof typeof sv, string>
