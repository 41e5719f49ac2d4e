import { inTurn } from '#src/documents/in-turn.ts'
import type { ListKind } from '#src/documents/list-file.ts'
import { withRole } from '#src/web/access.ts'
import { dates } from '#src/web/dates.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { addressOf, chosenIn, type Query } from './action-filter.rules.ts'
import { exportActions } from './action-list.document.ts'
import { actionListPage } from './action-list.page.ts'
import { MOST_EXPORTED } from './action-list.queries.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

/** The list, as page and as file by the same address. */
export const listRoutes: Feature = routes => {
  routes.get('/atgarder', readers, async (ctx, { query }) => page('actions/index', await actionListPage(ctx, query)))
  for (const kind of ['csv', 'xlsx'] as const)
    routes.getSnapshot(`/atgarder.${kind}`, readers, (ctx, { query }) => exported(ctx, query, kind))
}

async function exported(ctx: Ctx, query: Query, kind: ListKind): Promise<Reply> {
  const list = await inTurn(ctx.actor.id, () => exportActions(ctx, query, kind))
  return list === null ? page('actions/too-many', tooMany(ctx, query), 422) : file(list.name, kind, list.content)
}

export interface TooManyActionsPage {
  readonly title: string
  readonly text: string
  readonly back: string
}
const tooMany = (ctx: Ctx, query: Query): TooManyActionsPage => ({
  title: ctx.t('list.tooManyRows'),
  text: ctx.t('actions.tooMany', { most: dates[ctx.actor.locale].number(MOST_EXPORTED) }),
  back: addressOf(chosenIn(query)),
})
