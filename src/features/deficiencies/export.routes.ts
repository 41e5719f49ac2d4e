import { inTurn } from '#src/documents/in-turn.ts'
import type { ListKind } from '#src/documents/list-file.ts'
import { withRole } from '#src/web/access.ts'
import { dates } from '#src/web/dates.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { MOST_EXPORTED } from './deficiency-export.queries.ts'
import { addressOf, chosenIn, type Query } from './deficiency-filter.rules.ts'
import { exportList } from './deficiency-list.document.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

export interface TooManyRowsPage {
  readonly title: string
  readonly text: string
  readonly back: string
}

/** The list as a file, by the same address as its page. */
export const exportRoutes: Feature = routes => {
  for (const kind of ['csv', 'xlsx'] as const)
    routes.getSnapshot(`/systemfel.${kind}`, readers, (ctx, { query }) => exported(ctx, query, kind))
}

async function exported(ctx: Ctx, query: Query, kind: ListKind): Promise<Reply> {
  const list = await inTurn(ctx.actor.id, () => exportList(ctx, query, kind))
  return list === null
    ? page('deficiencies/too-many-rows', tooManyRows(ctx, query), 422)
    : file(list.name, kind, list.content)
}

const tooManyRows = (ctx: Ctx, query: Query): TooManyRowsPage => ({
  title: ctx.t('list.tooManyRows'),
  text: ctx.t('list.tooManyRowsText', { most: dates[ctx.actor.locale].number(MOST_EXPORTED) }),
  back: addressOf(chosenIn(query)),
})
