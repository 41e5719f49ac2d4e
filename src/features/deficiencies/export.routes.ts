import { exportTurns } from '#src/documents/export-turns.ts'
import { untilDone } from '#src/documents/until-done.ts'
import { withRole } from '#src/web/access.ts'
import { dates } from '#src/web/dates.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { MOST_EXPORTED } from './deficiency-export.queries.ts'
import { addressOf, chosenIn, type Query } from './deficiency-filter.rules.ts'
import { exportList, type ListFile } from './deficiency-list.document.ts'

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

/** The turn is kept from the first query to the last byte. */
async function exported(ctx: Ctx, query: Query, kind: ListFile): Promise<Reply> {
  const done = exportTurns.take(ctx.actor.id)
  try {
    const list = await exportList(ctx, query, kind)
    if (list !== null) return file(list.name, kind, () => untilDone(list.content, done))
    done()
    return page('deficiencies/too-many-rows', tooManyRows(ctx, query), 422)
  } catch (error) {
    done()
    throw error
  }
}

const tooManyRows = (ctx: Ctx, query: Query): TooManyRowsPage => ({
  title: ctx.t('list.tooManyRows'),
  text: ctx.t('list.tooManyRowsText', { most: dates[ctx.actor.locale].number(MOST_EXPORTED) }),
  back: addressOf(chosenIn(query)),
})
