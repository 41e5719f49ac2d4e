import type { actions as sv } from '../sv/actions.ts'

export const actions = {} as const satisfies Record<keyof typeof sv, string>
