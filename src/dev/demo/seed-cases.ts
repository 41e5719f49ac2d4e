import { LATER_SEED_CASES } from './later-seed-cases.ts'
import type { SeedDeficiency } from './seed-case.ts'
import { STOCKHOLM_CASES } from './stockholm-cases.ts'

/** The users' own cases: 36 deficiencies from public documents of four services, 2015–2023. */
export const SEED_DEFICIENCIES: readonly SeedDeficiency[] = [...STOCKHOLM_CASES, ...LATER_SEED_CASES]
