import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { chooseNews, NewsForm } from './choose-news.ts'

const reporters = withRole('ombud', 'coordinator')

/** What comes back to those who reported. */
export const followingRoutes: Feature = routes => {
  routes.post('/min-sida/brev', reporters, async (ctx, { body }) => {
    const form = ctx.form(NewsForm, body)
    if (!form.ok) throw new NotFound('errors.form')
    await chooseNews(ctx, form.value)
    return redirect('/min-sida#brev', 'following.choiceSaved')
  })
}
