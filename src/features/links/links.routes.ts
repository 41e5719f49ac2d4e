import { z } from 'zod'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { type DeficiencyInCircle, findDeficiency } from '#src/features/deficiencies/find-deficiency.ts'
import { numberField } from '#src/features/observations/link-report.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { faulty, field } from '#src/kernel/forms.ts'
import { isId } from '#src/kernel/ids.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { findLinked, type Linked, livingByNumber } from './link.queries.ts'
import { markDifferent, markSimilar, RemoveForm, removeSimilar, SimilarForm } from './mark-similar.ts'
import { mergePage, mergeTarget } from './merge.page.ts'
import { MergeForm, mergeDeficiencies } from './merge-deficiencies.ts'
import { similarPage } from './similar.page.ts'
import { splitPage } from './split.page.ts'
import { twinsPage } from './twins.page.ts'
import { UndoForm, undoMerge } from './undo-merge.ts'

/** What is the same, what is alike and what is found again elsewhere. Before the routes of one systemfel, for its fixed words. */
export const linkRoutes: Feature = routes => {
  twinRoutes(routes)
  mergeRoutes(routes)
  splitRoutes(routes)
  similarRoutes(routes)
}

/** For those who may change it. */
async function edited(ctx: Ctx, number: string): Promise<DeficiencyInCircle> {
  const deficiency = await findDeficiency(ctx, number)
  deficiencyPolicy.authorize(ctx.actor, 'edit', deficiency)
  return deficiency
}

const coordinators = withRole('coordinator')
function mergeRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/sla-ihop', coordinators, async (ctx, { params, query }) =>
    page('links/merge', await mergePage(ctx, await edited(ctx, params.nr), query['med'])),
  )
  routes.post('/systemfel/:nr/sla-ihop', coordinators, async (ctx, { params, body }) => {
    const from = await edited(ctx, params.nr)
    const read = ctx.form(MergeForm, body)
    const wanted = read.ok ? read.value.number : String(read.values['number'] ?? '')
    const target = await mergeTarget(ctx, from, wanted)
    if (!read.ok || !target.ok) return page('links/merge', await mergePage(ctx, from, wanted), 422)
    await mergeDeficiencies(ctx, { from, to: target.to }, read.value)
    return redirect(`/systemfel/${target.to.number}`, 'links.wasMerged')
  })
}

function splitRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/dela', coordinators, async (ctx, { params }) =>
    page('links/split', await splitPage(ctx, await edited(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/dela', coordinators, async (ctx, { params, body }) => {
    const deficiency = await edited(ctx, params.nr)
    const read = ctx.form(UndoForm, body)
    if (!read.ok) return page('links/split', await splitPage(ctx, deficiency, read), 422)
    const linked = await linkAt(ctx, deficiency, read.value.link, 'same')
    if (linked.to.mergedIntoId !== null) {
      const form = faulty(body, { form: ['links.undoLaterFirst'] })
      return page('links/split', await splitPage(ctx, deficiency, form), 422)
    }
    await undoMerge(ctx, linked, read.value.version)
    return redirect(`/systemfel/${linked.from.number}`, 'links.wasUndone')
  })
}

/** A link of the systemfel of the page. Throws `NotFound` for any other. */
async function linkAt(ctx: Ctx, { id }: DeficiencyInCircle, linkId: string, kind: 'same' | 'similar'): Promise<Linked> {
  const linked = await findLinked(ctx, linkId)
  if (linked.link.kind !== kind || ![linked.from.id, linked.to.id].includes(id)) throw new NotFound('errors.notFound')
  return linked
}

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const keepers = withRole('coordinator', 'convener', 'analyst')
function similarRoutes(routes: Routes): void {
  routes.get('/systemfel/:nr/liknande', readers, async (ctx, { params }) => {
    const deficiency = await findDeficiency(ctx, params.nr)
    const living = deficiency.mergedIntoId === null ? deficiency : await livingByNumber(ctx, params.nr)
    return living === null || living.id === deficiency.id
      ? page('links/similar', await similarPage(ctx, deficiency))
      : redirect(`/systemfel/${living.number}/liknande`)
  })
  routes.post('/systemfel/:nr/liknande', keepers, async (ctx, { params: { nr }, body }) => {
    const from = await findDeficiency(ctx, nr)
    const read = ctx.form(SimilarForm, body)
    if (!read.ok) return page('links/similar', await similarPage(ctx, from, read), 422)
    const to = await livingByNumber(ctx, read.value.number)
    if (to === null || to.id === from.id) {
      const form = faulty(body, { number: [to === null ? 'observations.unknownNumber' : 'links.cannot.self'] })
      return page('links/similar', await similarPage(ctx, from, form), 422)
    }
    await markSimilar(ctx, { from, to })
    return redirect(`/systemfel/${nr}/liknande`, 'links.wasLikened')
  })
  routes.post('/systemfel/:nr/liknande/ta-bort', keepers, async (ctx, { params: { nr }, body }) => {
    const deficiency = await findDeficiency(ctx, nr)
    const read = ctx.form(RemoveForm, body)
    if (!read.ok) return page('links/similar', await similarPage(ctx, deficiency, read), 422)
    await removeSimilar(ctx, await linkAt(ctx, deficiency, read.value.link, 'similar'), read.value.version)
    return redirect(`/systemfel/${nr}/liknande`, 'links.wasUnlikened')
  })
}

const JudgeForm = z.object({
  own: numberField(),
  number: numberField(),
  judgement: field.choice(['liknar', 'inte-samma']),
  /** Where on the list. */
  fore: z.string().optional(),
})
function twinRoutes(routes: Routes): void {
  const analysts = withRole('analyst')
  routes.get('/systemfel/tvillingar', analysts, async (ctx, { query }) =>
    page('links/twins', await twinsPage(ctx, placeOf(query['fore']))),
  )
  routes.post('/systemfel/tvillingar', analysts, (ctx, { body }) => judge(ctx, body))
}

const placeOf = (fore: string | undefined): string | null => (isId(fore) ? fore : null)

async function judge(ctx: Ctx, body: Incoming['body']): Promise<Reply> {
  const read = ctx.form(JudgeForm, body)
  if (!read.ok) return page('links/twins', await twinsPage(ctx, null, read), 422)
  const { own, number, judgement } = read.value
  const fore = placeOf(read.value.fore)
  const from = await findDeficiency(ctx, own)
  const to = await livingByNumber(ctx, number)
  if (to === null) throw new NotFound('errors.notFound')
  await (judgement === 'liknar' ? markSimilar : markDifferent)(ctx, { from, to })
  const back = fore === null ? '/systemfel/tvillingar' : `/systemfel/tvillingar?fore=${fore}`
  return redirect(back, judgement === 'liknar' ? 'links.wasLikened' : 'links.wasDistinguished')
}
