import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import {
  alsoFree,
  findView,
  NewView,
  removeView,
  renameView,
  saveView,
  setOpening,
  ViewGone,
  ViewName,
  ViewOpens,
} from './save-view.ts'
import { changeViewPage, newViewPage, savedViewsPage } from './saved-views.page.ts'
import { VIEWS, viewHref } from './views-shown.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

/** Before `/systemfel/:nr`, which would take them for numbers. */
export const savedViewRoutes: Feature = routes => {
  routes.get('/systemfel/vyer', readers, async ctx => page('deficiencies/views', await savedViewsPage(ctx)))
  routes.get('/systemfel/vyer/ny', readers, async (ctx, { query }) =>
    page('deficiencies/save-view', await newViewPage(ctx, query)),
  )
  routes.post('/systemfel/vyer', readers, async (ctx, { body }) => {
    const read = await alsoFree(ctx, ctx.form(NewView, body), body)
    if (!read.ok) {
      const query = Object.fromEntries(new URLSearchParams(String(body['query'] ?? '')))
      return page('deficiencies/save-view', await newViewPage(ctx, query, read), 422)
    }
    return redirect(viewHref(await saveView(ctx, read.value)), 'list.wasSaved')
  })
  changing(routes)
}

function changing(routes: Routes): void {
  routes.get('/systemfel/vyer/:id', readers, async (ctx, { params: { id } }) =>
    page('deficiencies/change-view', await changeViewPage(ctx, await findView(ctx, id))),
  )
  routes.post('/systemfel/vyer/:id', readers, async (ctx, { params: { id }, body }) => {
    const view = await findView(ctx, id)
    const read = await alsoFree(ctx, ctx.form(ViewName, body), body, view)
    if (!read.ok) return page('deficiencies/change-view', await changeViewPage(ctx, view, read), 422)
    await renameView(ctx, view, read.value)
    return redirect(VIEWS, 'list.wasRenamed')
  })
  routes.post('/systemfel/vyer/:id/forst', readers, async (ctx, { params: { id }, body }) => {
    const view = await findView(ctx, id)
    const read = ctx.form(ViewOpens, body)
    if (!read.ok) return page('deficiencies/change-view', await changeViewPage(ctx, view, read), 422)
    await setOpening(ctx, view, read.value)
    return redirect(VIEWS, read.value.opens ? 'list.nowOpens' : 'list.opensNoMore')
  })
  routes.post('/systemfel/vyer/:id/borttagning', readers, async (ctx, { params: { id }, body }) => {
    const view = await findView(ctx, id)
    const read = ctx.form(ViewGone, body)
    if (!read.ok) return page('deficiencies/change-view', await changeViewPage(ctx, view, read), 422)
    await removeView(ctx, view, read.value)
    return redirect(VIEWS, 'list.wasRemoved')
  })
}
