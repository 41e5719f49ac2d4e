import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import { definitionPage } from './definition.page.ts'
import { findDeficiency } from './find-deficiency.ts'
import { Judgement, judgeDefinition, Withdrawal, withdrawJudgement } from './judge-definition.ts'
import { setDefinitionPage } from './set-definition.page.ts'
import { DefinitionForm, setDefinition } from './set-definition.ts'

const conveners = withRole('convener')
const admin = withRole('admin')

export const definitionRoutes: Feature = routes => {
  judging(routes)
  setting(routes)
}

function judging(routes: Routes): void {
  routes.get('/systemfel/:nr/definition', conveners, async (ctx, { params }) =>
    page('deficiencies/judge', await definitionPage(ctx, await findDeficiency(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/definition', conveners, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(Judgement, body)
    if (!read.ok) return page('deficiencies/judge', await definitionPage(ctx, deficiency, read), 422)
    await judgeDefinition(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'definition.wasJudged')
  })
  routes.post('/systemfel/:nr/definition/aterkallelse', conveners, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(Withdrawal, body)
    if (!read.ok) return page('deficiencies/judge', await definitionPage(ctx, deficiency, read), 422)
    await withdrawJudgement(ctx, deficiency, read.value)
    return redirect(`/systemfel/${nr}`, 'definition.wasWithdrawn')
  })
}

function setting(routes: Routes): void {
  routes.get('/admin/definition', admin, async ctx => page('deficiencies/set-definition', await setDefinitionPage(ctx)))
  routes.post('/admin/definition', admin, async (ctx, { body }) => {
    const read = ctx.form(DefinitionForm, body)
    if (!read.ok) return page('deficiencies/set-definition', await setDefinitionPage(ctx, read), 422)
    await setDefinition(ctx, read.value)
    return redirect('/admin/definition', 'definition.wasSet')
  })
}
