import { contentOf } from '#src/features/summaries/content.queries.ts'
import { freezeSummary, reportNil } from '#src/features/summaries/freeze-summary.ts'
import { makeSummary } from '#src/features/summaries/make-summary.ts'
import { findSummary } from '#src/features/summaries/summary.queries.ts'
import { writeSummary } from '#src/features/summaries/write-summary.ts'
import { addDays } from '#src/kernel/days.ts'
import { firstDayOf, type HalfYear, halfYearKey, halfYearOf, previousHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { DRAFTED, SENT } from './invented-summary.ts'
import { keeperOf } from './keepers.ts'
import type { RealRegister } from './real-register.ts'
import { SEED_NIL_REASON } from './seed-actions.ts'
import type { Moment, Stage } from './stage.ts'

/** Hässelby-Vällingby, Bromma and Rinkeby-Kista, one office: nothing was reported in 2012 (seed-043). */
const NIL = { key: 'vasterort', period: '2012-2', sent: '2013-01-15' } as const

export async function reportNilOf2012(stage: Stage, { offices, groups }: RealRegister): Promise<void> {
  const officeId = offices.get(NIL.key) as string
  const groupId = groups.get(NIL.key) as string
  stage.moveTo(NIL.sent)
  await stage.real(keeperOf(officeId), async ctx => {
    const { id } = await makeSummary(ctx, { groupId, officeIds: [officeId], period: NIL.period })
    const summary = await findSummary(ctx, id)
    const { version } = summary
    await reportNil(ctx, summary, await contentOf(ctx, summary), { version, nilReason: SEED_NIL_REASON })
  })
}

/** Into the new half-year, the last one's is sent; today, there is a draft of this one's. */
const SENT_AFTER_DAYS = 8

export function summaryMoments(cast: Cast): Moment[] {
  const { stage, coordinator } = cast
  const current = halfYearOf(stage.today)
  return [
    cast.exactly(addDays(firstDayOf(current), SENT_AFTER_DAYS), '10:00', coordinator, async ctx => {
      const summary = await draftOf(ctx, cast, previousHalfYear(current), SENT)
      const { version } = summary
      await freezeSummary(ctx, summary, await contentOf(ctx, summary), { version })
    }),
    cast.exactly(stage.today, '07:50', coordinator, ctx => draftOf(ctx, cast, current, DRAFTED)),
  ]
}

type Paragraphs = typeof SENT | typeof DRAFTED

async function draftOf(ctx: Ctx, { register: { group, office } }: Cast, period: HalfYear, words: Paragraphs) {
  const wanted = { groupId: group.id, officeIds: [office.id], period: halfYearKey(period) }
  const { id, version } = await makeSummary(ctx, wanted)
  await writeSummary(ctx, await findSummary(ctx, id), { version, ...words })
  return findSummary(ctx, id)
}
