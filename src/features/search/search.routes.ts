import { withRole } from '#src/web/access.ts'
import { page } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { searchPage } from './search.page.ts'

/** Somebody who only administers sees no text, and so finds none. */
const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

export const searchRoutes: Feature = routes => {
  routes.get('/sok', readers, async (ctx, { query }) => page('search/index', await searchPage(ctx, query)))
}
