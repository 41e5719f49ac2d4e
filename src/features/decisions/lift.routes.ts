import { type DeficiencyInCircle, findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { type LiftBetween, liftsOf } from '#src/features/meetings/meeting.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { liftPolicy } from './lift.policy.ts'
import { liftReplyPage, lineagePage, waitingLiftsPage } from './lineage.page.ts'
import { GroupReply, OutsideReply, replyToLift } from './reply-to-lift.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const conveners = withRole('convener')

/** Lifts to other groups, levels and bodies, and what comes back. */
export const liftRoutes: Feature = routes => {
  routes.get('/beslut/lyft', withRole('convener', 'member'), async ctx =>
    page('decisions/lifts', await waitingLiftsPage(ctx)),
  )
  routes.get('/systemfel/:nr/lyft', readers, async (ctx, { params }) =>
    page('decisions/lineage', await lineagePage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.get('/systemfel/:nr/lyft/:id/svar', conveners, async (ctx, { params }) => {
    const deficiency = await findDeficiency(ctx, params.nr)
    return page('decisions/lift-reply', liftReplyPage(ctx, deficiency, await answerable(ctx, deficiency, params.id)))
  })
  routes.post('/systemfel/:nr/lyft/:id/svar', conveners, async (ctx, { params: { nr, id }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const lift = await answerable(ctx, deficiency, id)
    const form = ctx.form(lift.toGroupId === null ? OutsideReply : GroupReply, body)
    if (!form.ok) return page('decisions/lift-reply', liftReplyPage(ctx, deficiency, lift, form), 422)
    await replyToLift(ctx, deficiency, id, form.value)
    return redirect(`/systemfel/${nr}/lyft`, 'decisions.replySent')
  })
}

/** What its reader may not answer has no page to answer on. */
async function answerable(ctx: Ctx, deficiency: DeficiencyInCircle, id: string): Promise<LiftBetween> {
  const lift = (await liftsOf(ctx, deficiency.id)).find(one => one.id === id)
  if (lift === undefined || !liftPolicy.can(ctx.actor, 'reply', { lift, deficiency }))
    throw new NotFound('errors.notFound')
  return lift
}
