import { inTurn } from '#src/documents/in-turn.ts'
import type { ListKind } from '#src/documents/list-file.ts'
import { withRole } from '#src/web/access.ts'
import { dates } from '#src/web/dates.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { exportUnanswered } from './unanswered.document.ts'
import { unansweredPage } from './unanswered.page.ts'
import { MOST_EXPORTED } from './unanswered.queries.ts'
import { addressOf, chosenIn, type Query } from './unanswered.rules.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

/** Who owes an answer, as page and as file. */
export const unansweredRoutes: Feature = routes => {
  routes.get('/obesvarade', readers, async (ctx, { query }) =>
    page('answers/unanswered', await unansweredPage(ctx, query)),
  )
  for (const kind of ['csv', 'xlsx'] as const)
    routes.getSnapshot(`/obesvarade.${kind}`, readers, (ctx, { query }) => exported(ctx, query, kind))
}

async function exported(ctx: Ctx, query: Query, kind: ListKind): Promise<Reply> {
  const made = await inTurn(ctx.actor.id, () => exportUnanswered(ctx, query, kind))
  return made === null ? page('decisions/too-many', tooMany(ctx, query), 422) : file(made.name, kind, made.content)
}

const tooMany = (ctx: Ctx, query: Query) => ({
  title: ctx.t('list.tooManyRows'),
  text: ctx.t('contacts.tooMany', { most: dates[ctx.actor.locale].number(MOST_EXPORTED) }),
  back: addressOf(chosenIn(query)),
})
