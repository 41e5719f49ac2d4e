import { decisions } from '#src/features/meetings/decision.entity.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { FoundCirculation } from './find-circulation.ts'

/** What is proposed, and about what. `linked`: for those who may open the decision that it replaces. */
export async function circulationFacts(
  ctx: Ctx,
  { circulation, deficiency, group }: FoundCirculation,
  linked: boolean,
): Promise<Fact[]> {
  const { text, reason, question, description, coveringText, acceptedBy, lastDay } = circulation
  const rows: readonly (readonly [string, string | null])[] = [
    ['decisions.group', group.name],
    ['decisions.lastDay', lastDay === null ? null : dates[ctx.actor.locale].day(lastDay)],
    ['decisions.about', `${deficiency.number} ${deficiency.title}`],
    ['decisions.what', deficiency.what],
    ['decisions.forWhom', deficiency.forWhom],
    ['decisions.wanted', deficiency.wanted],
    ['decisions.text', text],
    ['decisions.reason', reason],
    ['meetings.question', question],
    ['meetings.taskText', description],
    ['decisions.covering', coveringText],
    ['decisions.acceptedBy', acceptedBy],
  ]
  return [
    ...rows.flatMap(([key, value]) => (value ? [{ label: ctx.t(keyOf(key)), text: value }] : [])),
    ...(await replacedFact(ctx, circulation.correctsId, linked)),
  ]
}

async function replacedFact(ctx: Ctx, correctsId: string | null, linked: boolean): Promise<Fact[]> {
  if (correctsId === null) return []
  const { id, paragraph, year } = await ctx.rows(decisions).get({ id: correctsId })
  const fact = { label: ctx.t('decisions.correctsColumn'), text: paragraphLabel(paragraph, year) }
  return [linked ? { ...fact, href: `/beslut/${id}` } : fact]
}
