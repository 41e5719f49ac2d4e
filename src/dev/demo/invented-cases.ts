import { EARLIER_CASES } from './earlier-cases.ts'
import type { InventedCase } from './invented-case.ts'
import { LATER_CASES } from './later-cases.ts'

export type CaseKey = keyof typeof EARLIER_CASES | keyof typeof LATER_CASES
export const CASES: Readonly<Record<CaseKey, InventedCase>> = { ...EARLIER_CASES, ...LATER_CASES }
