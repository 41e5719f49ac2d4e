import { z } from 'zod'
import { people } from '#src/features/people/person.entity.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { FREQUENCIES, newsChoices } from './reporter-news.entity.ts'

export const NewsForm = z.object({ frequency: field.choice(FREQUENCIES) })

/** How often somebody is mailed about what she has reported. It holds for what waits already, too. */
export async function chooseNews(ctx: Ctx, { frequency }: z.output<typeof NewsForm>): Promise<void> {
  const personId = ctx.actor.id
  await ctx.rows(people).hold({ id: personId })
  const chosen = await ctx.rows(newsChoices).one({ personId })
  if (chosen === null) await ctx.rows(newsChoices).insert({ id: ctx.newId(), personId, frequency, version: 1 })
  else await ctx.rows(newsChoices).update(chosen, { frequency })
  ctx.record('person.newsChosen', { type: 'person', id: personId }, { frequency })
}
