import { findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { DECISION_TYPES, type DecisionType } from '#src/features/meetings/decision.entity.ts'
import { faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import {
  answerBetween,
  NotedAnswer,
  noteBetween,
  OwnAnswer,
  Withdrawing,
  withdrawBetween,
  withReason,
} from './answer-between.ts'
import { askAgain } from './ask-seats.ts'
import { betweenFormPage, proposingIn } from './between-form.page.ts'
import { circulationPage } from './circulation.page.ts'
import { findCirculation, holdCirculation } from './find-circulation.ts'
import { proposeBetween } from './propose-between.ts'
import { Recording, recordBetween } from './record-between.ts'

const conveners = withRole('convener')
const seated = withRole('convener', 'member')
const pathOf = (id: string): string => `/beslut/mellan-moten/${id}`
const typeIn = (value: unknown): DecisionType | null => DECISION_TYPES.find(type => type === value) ?? null

/** Decisions between meetings (per capsulam). */
export const betweenRoutes: Feature = routes => {
  routes.get('/systemfel/:nr/mellan-moten', conveners, async (ctx, { params, query }) => {
    const proposing = await proposingIn(ctx, await findDeficiency(ctx, params.nr), query)
    return page('decisions/between-form', await betweenFormPage(ctx, proposing, typeIn(query['beslut'])))
  })
  routes.post('/systemfel/:nr/mellan-moten', conveners, async (ctx, { params, query, body }) => {
    const proposing = await proposingIn(ctx, await findDeficiency(ctx, params.nr), query)
    const type = typeIn(body['type'])
    if (type === null) return page('decisions/between-form', await betweenFormPage(ctx, proposing, null), 422)
    const made = await proposeBetween(ctx, proposing, type, body)
    if (!made.ok) return page('decisions/between-form', await betweenFormPage(ctx, proposing, type, made), 422)
    return redirect(pathOf(made.circulation.id), 'decisions.circulated')
  })
  routes.get('/beslut/mellan-moten/:id', seated, async (ctx, { params }) =>
    page('decisions/circulation', await circulationPage(ctx, await findCirculation(ctx, params.id))),
  )
  answerRoutes(routes)
  endRoutes(routes)
}

const answerRoutes: Feature = routes => {
  routes.post('/beslut/mellan-moten/:id/svar', seated, async (ctx, { params, body }) => {
    const found = await holdCirculation(ctx, params.id)
    const form = withReason(ctx.form(OwnAnswer, body), body)
    if (!form.ok) return page('decisions/circulation', await circulationPage(ctx, found, { own: form }), 422)
    await answerBetween(ctx, found, form.value)
    return redirect(pathOf(params.id), 'decisions.answered')
  })
  routes.post('/beslut/mellan-moten/:id/fraga-igen', conveners, async (ctx, { params }) => {
    await askAgain(ctx, await holdCirculation(ctx, params.id))
    return redirect(pathOf(params.id), 'decisions.askedAgain')
  })
  routes.post('/beslut/mellan-moten/:id/notering', conveners, async (ctx, { params, body }) => {
    const found = await holdCirculation(ctx, params.id)
    const form = ctx.form(NotedAnswer, body)
    if (!form.ok) return page('decisions/circulation', await circulationPage(ctx, found, { noted: form }), 422)
    const errors = await noteBetween(ctx, found, form.value)
    if (errors === null) return redirect(pathOf(params.id), 'decisions.noted')
    const noted = faulty(body, errors)
    return page('decisions/circulation', await circulationPage(ctx, found, { noted }), 422)
  })
}

const endRoutes: Feature = routes => {
  routes.post('/beslut/mellan-moten/:id/beslut', conveners, async (ctx, { params, body }) => {
    const found = await holdCirculation(ctx, params.id)
    const form = ctx.form(Recording, body)
    if (!form.ok) return page('decisions/circulation', await circulationPage(ctx, found), 422)
    const decisionId = await recordBetween(ctx, found, form.value)
    return redirect(`/beslut/${decisionId}`, 'decisions.recorded')
  })
  routes.post('/beslut/mellan-moten/:id/aterkallelse', conveners, async (ctx, { params, body }) => {
    const found = await holdCirculation(ctx, params.id)
    const form = ctx.form(Withdrawing, body)
    if (!form.ok) return page('decisions/circulation', await circulationPage(ctx, found), 422)
    await withdrawBetween(ctx, found, form.value)
    return redirect(pathOf(params.id), 'decisions.withdrawn')
  })
}
