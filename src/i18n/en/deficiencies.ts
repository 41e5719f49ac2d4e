import type { deficiencies as sv } from '../sv/deficiencies.ts'

export const deficiencies = {} as const satisfies Record<keyof typeof sv, string>
