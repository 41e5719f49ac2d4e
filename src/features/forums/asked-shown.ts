import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { questionsOn } from './raised.queries.ts'

/** What forums have asked, as it is read with an item of an agenda. */
export interface AskedShown {
  readonly asked: readonly { readonly title: string; readonly text: string }[]
}

/** A free item that was postponed carries what was asked at the item that it is copied from. */
export async function askedShown(ctx: Ctx, { id, whyFacts }: Pick<AgendaItem, 'id' | 'whyFacts'>): Promise<AskedShown> {
  const before = whyFacts['itemId']
  const questions = await questionsOn(ctx, typeof before === 'string' ? [id, before] : [id])
  return {
    asked: questions.map(({ forumName, asker, day, text }) => ({
      title: ctx.t('forums.askedOn', { name: forumName, asker, day: dates[ctx.actor.locale].day(day) }),
      text,
    })),
  }
}
