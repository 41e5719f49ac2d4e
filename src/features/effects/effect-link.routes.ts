import type { Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { linkCookie, type Opened, openLink, stayOpen } from '#src/web/mailed-link.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { EffectWord } from './effect.entity.ts'
import { wordByLink } from './find-word.ts'
import { EffectForm, sayEffect } from './say-effect.ts'
import { goneWordPage, openWordPage, wordPage } from './word.page.ts'

type Link = Opened<{ readonly word: EffectWord }>
const PLACE = { action: '/effekt/svara', signedIn: false }

/**
 * The pages of a mailed question about effect, without signing in. Opening the link reads and writes nothing; a form takes
 * it into a cookie of 30 minutes, so that the address that is answered on holds no link (S10).
 */
export const effectLinkRoutes: Feature = routes => {
  routes.get('/effekt/svara', byLink, async (ctx, { cookies }) => {
    const link = await wordBehind(ctx, cookies.effect)
    return link === null ? gone(ctx) : barePage('effects/word', await wordPage(ctx, link.word, PLACE))
  })
  routes.get('/effekt/:token', byLink, async (ctx, { params }) => {
    const link = await wordBehind(ctx, params.token)
    return link === null ? gone(ctx) : barePage('effects/open', await openWordPage(ctx, link.word))
  })

  // Two questions open side by side share the cookie: an answer must not land on the other.
  routes.post('/effekt/svara', byLink, async (ctx, { cookies, body }) => {
    const link = await wordBehind(ctx, cookies.effect)
    if (link === null || body['word'] !== link.word.id) return gone(ctx, body)
    const form = ctx.form(EffectForm, body)
    if (!form.ok)
      return stayOpen('effect', link, barePage('effects/word', await wordPage(ctx, link.word, PLACE, form), 422))
    await sayEffect(ctx, link.word, form.value)
    return redirect('/effekt/svara', null, [linkCookie('effect', link)])
  })
  routes.post('/effekt/:token', byLink, async (ctx, { params }) => {
    const link = await wordBehind(ctx, params.token)
    return link === null ? gone(ctx) : redirect('/effekt/svara', null, [linkCookie('effect', link)])
  })
}

const wordBehind = (ctx: Ctx, token: string | null): Promise<Link | null> =>
  openLink(token, async sent => ({ word: await wordByLink(ctx, sent) }))

const gone = (ctx: Ctx, body: Submitted = {}): Reply => barePage('effects/gone', goneWordPage(ctx, body), 404)
