import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { effectLinkRoutes } from './effect-link.routes.ts'
import { effectsPage } from './effects.page.ts'
import { ownWord } from './find-word.ts'
import { RulingForm, ruleOnEffect } from './rule-on-effect.ts'
import { rulingPage } from './ruling.page.ts'
import { EffectForm, sayEffect } from './say-effect.ts'
import { solutionRoutes } from './solutions.routes.ts'
import { wordPage } from './word.page.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const asked = withRole('ombud', 'coordinator')
const conveners = withRole('convener')

export const effectRoutes: Feature = routes => {
  routes.get('/effekt', readers, async ctx => page('effects/index', await effectsPage(ctx)))
  routes.get('/effekt/fraga/:id', asked, async (ctx, { params }) =>
    page('effects/word', await wordPage(ctx, await ownWord(ctx, params.id), at(params.id))),
  )
  routes.post('/effekt/fraga/:id', asked, async (ctx, { params, body }) => {
    const word = await ownWord(ctx, params.id)
    const form = ctx.form(EffectForm, body)
    if (!form.ok) return page('effects/word', await wordPage(ctx, word, at(word.id), form), 422)
    await sayEffect(ctx, word, form.value)
    return redirect(at(word.id).action)
  })
  routes.get('/effekt/avgora/:nr', conveners, async (ctx, { params }) =>
    page('effects/ruling', await rulingPage(ctx, await toRule(ctx, params.nr))),
  )
  routes.post('/effekt/avgora/:nr', conveners, async (ctx, { params, body }) => {
    const deficiency = await toRule(ctx, params.nr)
    const form = ctx.form(RulingForm, body)
    if (!form.ok) return page('effects/ruling', await rulingPage(ctx, deficiency, form), 422)
    await ruleOnEffect(ctx, deficiency, form.value)
    return redirect(`/systemfel/${deficiency.number}`, `effects.ruled.${form.value.ruling}`)
  })
  effectLinkRoutes(routes)
  solutionRoutes(routes)
}

const at = (id: string) => ({ action: `/effekt/fraga/${id}`, signedIn: true })

async function toRule(ctx: Ctx, number: string) {
  const deficiency = await findDeficiency(ctx, number)
  deficiencyPolicy.authorize(ctx.actor, 'decide', deficiency)
  return deficiency
}
