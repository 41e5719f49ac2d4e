import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { chooseNews, NewsForm } from './choose-news.ts'
import { ledgerPage } from './ledger.page.ts'
import { posterRoutes } from './poster.routes.ts'
import { sayPage } from './say.page.ts'

const reporters = withRole('ombud', 'coordinator')

/** What comes back to those who reported. */
export const followingRoutes: Feature = routes => {
  posterRoutes(routes)
  routes.get('/aterkoppling', reporters, async (ctx, { query }) =>
    page('following/ledger', await ledgerPage(ctx, query)),
  )
  routes.get('/aterkoppling/:nr', reporters, async (ctx, { params }) =>
    page('following/say', await sayPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/min-sida/brev', reporters, async (ctx, { body }) => {
    const form = ctx.form(NewsForm, body)
    if (!form.ok) throw new NotFound('errors.form')
    await chooseNews(ctx, form.value)
    return redirect('/min-sida#brev', 'following.choiceSaved')
  })
}
