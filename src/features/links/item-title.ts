import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import { inSwedish } from '#src/features/meetings/wording.ts'

/** What an item is called when it is about a systemfel: its title, but of a correction which decision is corrected. */
export function itemTitle({ whyFacts }: Pick<AgendaItem, 'whyFacts'>, { title }: Pick<Deficiency, 'title'>): string {
  const { variant, paragraph } = whyFacts
  return variant === 'correction' ? inSwedish('decisions.correctionOf', { paragraph: paragraph ?? '' }) : title
}
