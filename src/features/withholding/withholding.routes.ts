import { signedIn, withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { correctForm, correctText, ReleaseForm, releaseText } from './decide-withheld.ts'
import { keyOfPlace } from './place.ts'
import {
  accountThing,
  deficiencyThing,
  forumThing,
  groupThing,
  meetingThing,
  reportThing,
  summaryThing,
  type Thing,
} from './thing.queries.ts'
import { withheldListPage, withheldPage } from './withheld-list.page.ts'
import { findWithheld } from './withheld-text.queries.ts'
import { withholdPage } from './withhold.page.ts'
import { withholdForm, withholdTexts } from './withhold-text.ts'

export const withholdingRoutes: Feature = routes => {
  withholding(routes)
  deciding(routes)
}

/** Spärra, from wherever the text is read. */
function withholding(routes: Routes): void {
  routes.get('/rapporter/:nr/sparra', signedIn, async (ctx, { params }) => show(ctx, await reportThing(ctx, params.nr)))
  routes.post('/rapporter/:nr/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await reportThing(ctx, params.nr), body),
  )
  routes.get('/systemfel/:nr/sparra', signedIn, async (ctx, { params }) =>
    show(ctx, await deficiencyThing(ctx, params.nr)),
  )
  routes.post('/systemfel/:nr/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await deficiencyThing(ctx, params.nr), body),
  )
  routes.get('/moten/:id/sparra', signedIn, async (ctx, { params }) => show(ctx, await meetingThing(ctx, params.id)))
  routes.post('/moten/:id/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await meetingThing(ctx, params.id), body),
  )
  routes.get('/sammanstallningar/:id/sparra', signedIn, async (ctx, { params }) =>
    show(ctx, await summaryThing(ctx, params.id)),
  )
  routes.post('/sammanstallningar/:id/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await summaryThing(ctx, params.id), body),
  )
  routes.get('/grupper/:slug/sparra', signedIn, async (ctx, { params }) =>
    show(ctx, await groupThing(ctx, params.slug)),
  )
  routes.post('/grupper/:slug/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await groupThing(ctx, params.slug), body),
  )
  routes.get('/redovisningar/:id/sparra', signedIn, async (ctx, { params }) =>
    show(ctx, await accountThing(ctx, params.id)),
  )
  routes.post('/redovisningar/:id/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await accountThing(ctx, params.id), body),
  )
  routes.get('/forum/:id/sparra', signedIn, async (ctx, { params }) => show(ctx, await forumThing(ctx, params.id)))
  routes.post('/forum/:id/sparra', signedIn, async (ctx, { params, body }) =>
    withhold(ctx, await forumThing(ctx, params.id), body),
  )
}

const show = (ctx: Ctx, thing: Thing): Reply => page('withholding/withhold', withholdPage(ctx, thing))

async function withhold(ctx: Ctx, thing: Thing, body: Incoming['body']): Promise<Reply> {
  const form = ctx.form(withholdForm(thing.places.map(keyOfPlace)), body)
  if (!form.ok) return page('withholding/withhold', withholdPage(ctx, thing, form), 422)
  await withholdTexts(ctx, thing, form.value)
  return redirect(thing.path, 'withholding.withheld')
}

function deciding(routes: Routes): void {
  const coordinators = withRole('coordinator')
  routes.get('/sparrat', coordinators, async ctx => page('withholding/index', await withheldListPage(ctx)))
  routes.get('/sparrat/:id', coordinators, async (ctx, { params }) =>
    page('withholding/show', withheldPage(ctx, await findWithheld(ctx, params.id))),
  )
  routes.post('/sparrat/:id/hav', coordinators, async (ctx, { params, body }) => {
    const held = await findWithheld(ctx, params.id)
    const form = ctx.form(ReleaseForm, body)
    if (!form.ok) return page('withholding/show', withheldPage(ctx, held, { release: form }), 422)
    await releaseText(ctx, held, form.value)
    return redirect('/sparrat', 'withholding.released')
  })
  routes.post('/sparrat/:id/ratta', coordinators, async (ctx, { params, body }) => {
    const held = await findWithheld(ctx, params.id)
    const form = ctx.form(correctForm(held.table, held.row.field), body)
    if (!form.ok) return page('withholding/show', withheldPage(ctx, held, { correct: form }), 422)
    await correctText(ctx, held, form.value)
    return redirect('/sparrat', 'withholding.corrected')
  })
}
