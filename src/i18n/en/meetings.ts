import type { meetings as sv } from '../sv/meetings.ts'

export const meetings = {} as const satisfies Record<keyof typeof sv, string>
