import { inSwedish } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { TableListModel, Tone } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MinutesAdjuster } from './minutes.entity.ts'
import type { Part } from './minutes-parts.ts'
import { type Mark, markOf, type Said } from './standing.rules.ts'

export const MARK_TONES: Readonly<Record<Mark, Tone>> = {
  approved: 'good',
  waiting: 'waiting',
  again: 'waiting',
  objected: 'late',
}
/** What a part is called where its text is not shown. Minutes are Swedish. */
export const nameOf = ({ heading }: Pick<Part, 'heading'>): string => heading ?? inSwedish('minutes.start')

/** Who has approved which part, and who has not. */
export function standingTable(
  ctx: Ctx,
  parts: readonly Part[],
  adjusters: readonly MinutesAdjuster[],
  said: Said,
): TableListModel | null {
  if (adjusters.length === 0) return null
  const badge = (part: Part, id: string) => {
    const mark = markOf(part, id, said)
    return { badge: { text: ctx.t(keyOf(`minutes.mark.${mark}`)), tone: MARK_TONES[mark] } }
  }
  return {
    caption: ctx.t('minutes.standing'),
    columns: [{ label: ctx.t('minutes.part') }, ...adjusters.map(({ name }) => ({ label: name }))],
    rows: parts.map(part => [{ text: nameOf(part) }, ...adjusters.map(({ id }) => badge(part, id))]),
  }
}
