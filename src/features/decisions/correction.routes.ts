import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { Correcting, correctAtMeeting } from './correct-decision.ts'
import { correctionPage } from './correction.page.ts'
import { decisionPolicy } from './decision.policy.ts'
import { type FoundDecision, findDecision } from './find-decision.ts'

const conveners = withRole('convener')

/** A decision is corrected by a new one. */
export const correctionRoutes: Feature = routes => {
  routes.get('/beslut/:id/rattelse', conveners, async (ctx, { params }) =>
    page('decisions/correction', await correctionPage(ctx, await correctable(ctx, params.id))),
  )
  routes.post('/beslut/:id/rattelse', conveners, async (ctx, { params, body }) => {
    const found = await correctable(ctx, params.id)
    const form = ctx.form(Correcting, body)
    if (!form.ok) return page('decisions/correction', await correctionPage(ctx, found, form), 422)
    await correctAtMeeting(ctx, found, form.value)
    return redirect(`/moten/${form.value.meetingId}`, 'decisions.correctionPlaced')
  })
}

/** What its reader may not correct has no page for it. */
async function correctable(ctx: Ctx, id: string): Promise<FoundDecision> {
  const found = await findDecision(ctx, id)
  if (!decisionPolicy.can(ctx.actor, 'correct', found)) throw new NotFound('errors.notFound')
  return found
}
