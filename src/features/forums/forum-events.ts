import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { visibleForums } from './forum.queries.ts'
import { mentionsOf } from './raised.queries.ts'

/** Where a systemfel was raised or asked about, in the forums that the reader may see, the latest first. */
export async function forumEvents(ctx: Ctx, deficiencyId: string): Promise<TimelineEvent[]> {
  const mentions = await mentionsOf(ctx, deficiencyId)
  if (mentions.length === 0) return []
  const names = new Map((await visibleForums(ctx)).map(({ id, name }) => [id, name]))
  return mentions.flatMap(({ forumId, day, what, text }) => {
    const name = names.get(forumId)
    if (name === undefined) return []
    const title = ctx.t(what === 'raised' ? 'forums.raisedIn' : 'forums.askedBy', { name })
    return [{ when: dates[ctx.actor.locale].day(day), title, href: `/forum/${forumId}`, text }]
  })
}
