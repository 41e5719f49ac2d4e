import { checkMonth } from '#src/features/month-check/check-month.ts'
import type { Cast } from './cast.ts'
import type { Author } from './invented-case.ts'
import type { CaseKey } from './invented-cases.ts'
import type { Moment } from './stage.ts'

const EVENING = '16:20'

interface InventedCheck {
  readonly by: Author
  readonly day: number
  /** What was met that month; none is an answer too. */
  readonly met: readonly CaseKey[]
}
const CHECKS: readonly InventedCheck[] = [
  { by: 'second', day: -66, met: ['sip', 'boendestod'] },
  { by: 'ombud', day: -64, met: [] },
  { by: 'second', day: -36, met: ['arbetsformaga'] },
  { by: 'ombud', day: -35, met: ['boendestod'] },
]

/** The ombud's monthly checks of the months that are past; this month's is left to whoever tries the demo. */
export const monthCheckMoments = (cast: Cast): Moment[] =>
  CHECKS.map(({ by, day, met }) =>
    cast.on(day, EVENING, cast.author(by), async ctx => {
      const { office, municipalityId } = cast.register
      const ticks = []
      for (const key of met)
        ticks.push({ deficiencyId: (await cast.deficiency(ctx, key)).id, clientBand: '1' as const, municipalityId })
      await checkMonth(ctx, { officeId: office.id, month: cast.month(day) }, ticks)
    }),
  )
