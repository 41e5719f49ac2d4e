import { EARLIER_CASES } from './earlier-cases.ts'
import type { InventedCase } from './invented-case.ts'
import { LATER_CASES } from './later-cases.ts'
import { SOLVED_CASES, type SolvedKey } from './solved-cases.ts'

export type CaseKey = keyof typeof EARLIER_CASES | keyof typeof LATER_CASES | SolvedKey
export const CASES: Readonly<Record<CaseKey, InventedCase>> = { ...EARLIER_CASES, ...LATER_CASES, ...SOLVED_CASES }
