import { idsOf } from '#src/features/observations/organisation-groups.ts'
import type { FormState } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { changeDeficiency, changeForm, Short, writeShort } from './change-deficiency.ts'
import { deficiencyPage } from './deficiency.page.ts'
import {
  agendaFormPage,
  deficiencyFormPage,
  groupFormPage,
  organisationsFor,
  shortFormPage,
} from './deficiency-form.page.ts'
import { deficiencyListPage } from './deficiency-list.page.ts'
import { definitionRoutes } from './definition.routes.ts'
import { exportRoutes } from './export.routes.ts'
import { findDeficiency } from './find-deficiency.ts'
import { historyPage } from './history.page.ts'
import { letGroupIn, Routing } from './let-group-in.ts'
import { Placing, putOnAgenda } from './put-on-agenda.ts'
import { savedViewRoutes } from './saved-views.routes.ts'
import { openingHref } from './views-shown.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const coordinators = withRole('coordinator')
const placers = withRole('coordinator', 'convener')

export const deficiencyRoutes: Feature = routes => {
  routes.get('/systemfel', readers, async (ctx, { query }) => {
    const opening = Object.keys(query).length === 0 ? await openingHref(ctx) : null
    return opening === null ? page('deficiencies/index', await deficiencyListPage(ctx, query)) : redirect(opening)
  })
  exportRoutes(routes)
  savedViewRoutes(routes)
  routes.get('/systemfel/:nr', readers, async (ctx, { params }) =>
    page('deficiencies/show', await deficiencyPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.get('/systemfel/:nr/historik', readers, async (ctx, { params }) =>
    page('deficiencies/history', await historyPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  editRoutes(routes)
  shortRoutes(routes)
  agendaRoutes(routes)
  groupRoutes(routes)
  definitionRoutes(routes)
}

function editRoutes(routes: Routes): void {
  const form = async (ctx: Ctx, nr: string, typed?: FormState): Promise<Reply> => {
    const deficiency = await findDeficiency(ctx, nr)
    const organisations = await organisationsFor(ctx, deficiency)
    const shown = await deficiencyFormPage(ctx, deficiency, organisations, typed)
    return page('deficiencies/form', shown, typed === undefined ? 200 : 422)
  }
  routes.get('/systemfel/:nr/redigera', coordinators, (ctx, { params }) => form(ctx, params.nr))
  routes.post('/systemfel/:nr/redigera', coordinators, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(changeForm(idsOf(await organisationsFor(ctx, deficiency))), body)
    if (!read.ok) return form(ctx, nr, read)
    await changeDeficiency(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'deficiencies.wasChanged')
  })
}

function shortRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/kort-sagt', coordinators, async (ctx, { params }) =>
    page('deficiencies/short-form', shortFormPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/kort-sagt', coordinators, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(Short, body)
    if (!read.ok) return page('deficiencies/short-form', shortFormPage(ctx, deficiency, read), 422)
    await writeShort(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'deficiencies.wasChanged')
  })
}

function agendaRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/dagordning', placers, async (ctx, { params }) =>
    page('deficiencies/agenda-form', await agendaFormPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/dagordning', placers, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(Placing, body)
    if (!read.ok) return page('deficiencies/agenda-form', await agendaFormPage(ctx, deficiency, read), 422)
    await putOnAgenda(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'deficiencies.wasPlaced')
  })
}

function groupRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/grupp', coordinators, async (ctx, { params }) =>
    page('deficiencies/group-form', await groupFormPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/grupp', coordinators, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(Routing, body)
    if (!read.ok) return page('deficiencies/group-form', await groupFormPage(ctx, deficiency, read), 422)
    await letGroupIn(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'deficiencies.wasLetIn')
  })
}
