import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import type { BadgeModel, TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { adjustersOf, saidOf } from './minutes.queries.ts'
import { hasMoved, type Part, partsOf } from './minutes-parts.ts'
import { nameOf, standingTable } from './standing-shown.ts'

export interface ParagraphLink {
  readonly href: string
  readonly label: string
  /** That it is changed by hand, and that what is generated has changed since. */
  readonly badges: readonly BadgeModel[]
}

/** Each § with the page on which its text is changed. */
export async function paragraphLinks(ctx: Ctx, meeting: MeetingInGroup): Promise<ParagraphLink[]> {
  const parts = await partsOf(ctx, meeting)
  return parts
    .filter(({ item }) => item !== null && item.paragraph !== null)
    .map(part => ({
      href: `/moten/${meeting.id}/protokoll/${part.nr}`,
      label: nameOf(part),
      badges: badgesOf(ctx, part),
    }))
}

function badgesOf(ctx: Ctx, part: Part): BadgeModel[] {
  if (part.byHand === null) return []
  const byHand = { text: ctx.t('minutes.byHand'), tone: 'ongoing' } as const
  return hasMoved(part) ? [byHand, { text: ctx.t('minutes.moved'), tone: 'waiting' }] : [byHand]
}

/** Who has approved which part, once the minutes have been sent. Locked ones say it themselves. */
export async function standingOf(ctx: Ctx, meeting: MeetingInGroup): Promise<TableListModel | null> {
  if (meeting.state !== 'approval') return null
  const adjusters = await adjustersOf(ctx, meeting.id)
  return standingTable(ctx, await partsOf(ctx, meeting), adjusters, await saidOf(ctx, meeting.id))
}
