import type { answers as sv } from '../sv/answers.ts'

export const answers = {} as const satisfies Record<keyof typeof sv, string>
