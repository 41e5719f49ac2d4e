import { In } from 'typeorm'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { joinable } from './choose-likeness.ts'
import { municipalityOptions } from './extent.page.ts'
import { saved, shown } from './filing.routes.ts'
import { stepPath } from './filing.rules.ts'
import type { Observation } from './observation.entity.ts'
import {
  answersForLine,
  reportDraftSameHere,
  reportSameHere,
  sameHereForm,
  sameHereFromDraftForm,
} from './report-same-here.ts'
import { draftSameHerePage, type Served, sameHerePage } from './same-here.page.ts'
import { writingFor } from './writing-for.ts'

/** "Samma här": from a systemfel's page, and from a draft whose ombud found it among the candidates. */
export function sameHereRoutes(routes: Routes): void {
  const reporters = withRole('ombud', 'coordinator')
  routes.get('/systemfel/:nr/samma-har', reporters, async (ctx, { params }) => {
    const deficiency = await existing(ctx, params.nr)
    const living = await joinable(ctx, params.nr)
    if (living !== null && living.id !== deficiency.id) return redirect(`/systemfel/${living.number}/samma-har`)
    return page('observations/same-here', await sameHerePage(ctx, deficiency, await servedBy(ctx)))
  })
  routes.post('/systemfel/:nr/samma-har', reporters, (ctx, { params, body }) => join(ctx, params.nr, body))

  const writers = withRole('ombud', 'coordinator')
  routes.get('/rapportera/:id/samma-har', writers, (ctx, { params }) => shown(ctx, params.id, showDraft))
  routes.post('/rapportera/:id/samma-har', writers, (ctx, { params, body }) => saved(ctx, params.id, body, joinDraft))
}

async function join(ctx: Ctx, number: string, body: Incoming['body']): Promise<Reply> {
  const deficiency = await existing(ctx, number)
  const living = await joinable(ctx, number)
  const served = await servedBy(ctx)
  const again = async (form: FormState): Promise<Reply> =>
    page('observations/same-here', await sameHerePage(ctx, living ?? deficiency, served, form), 422)
  if (living === null) return again(faulty(body, { form: ['observations.tooLate'] }))
  const form = ctx.form(sameHereForm(served, ctx.today, await writingFor(ctx, 'ombud', 'coordinator')), body)
  if (!form.ok) return again(form)
  const report = await reportSameHere(ctx, living, form.value.officeId, form.value)
  return redirect(`/rapportera/${report.id}/klart`)
}

async function showDraft(ctx: Ctx, draft: Observation): Promise<Reply> {
  const deficiency = await chosen(ctx, draft.deficiencyId)
  return deficiency === null
    ? redirect(stepPath(draft.id, 'likeness'))
    : page('observations/same-here', await draftSameHerePage(ctx, deficiency, draft))
}

async function joinDraft(ctx: Ctx, draft: Observation, body: Incoming['body']): Promise<Reply> {
  const deficiency = await chosen(ctx, draft.deficiencyId)
  if (deficiency === null) return redirect(stepPath(draft.id, 'likeness'), 'observations.chooseAgain')
  const known = (await municipalityOptions(ctx, draft.officeId)).map(({ value }) => value)
  const form = ctx.form(sameHereFromDraftForm(known, ctx.today), body, answersForLine(draft))
  if (!form.ok) return page('observations/same-here', await draftSameHerePage(ctx, deficiency, draft, form), 422)
  const report = await reportDraftSameHere(ctx, deficiency, draft, form.value)
  return redirect(`/rapportera/${report.id}/klart`)
}

/** Any systemfel: what is shown of it is shown across circles (product §10). */
async function existing(ctx: Ctx, number: string): Promise<Deficiency> {
  const deficiency = await ctx.rows(deficiencies).one({ number })
  if (deficiency === null) throw new NotFound('errors.notFound')
  return deficiency
}

/** What the draft was found to be the same as, while it can be added to. */
async function chosen(ctx: Ctx, deficiencyId: string | null): Promise<Deficiency | null> {
  const deficiency = deficiencyId === null ? null : await ctx.rows(deficiencies).one({ id: deficiencyId })
  return deficiency === null ? null : joinable(ctx, deficiency.number)
}

async function servedBy(ctx: Ctx): Promise<Served> {
  const officeIds = officesOf(ctx.actor, 'ombud', 'coordinator')
  const covered = await ctx.rows(officeMunicipalities).all({ officeId: In(officeIds) })
  return new Map(
    officeIds.map(id => [
      id,
      covered.filter(({ officeId }) => officeId === id).map(({ municipalityId }) => municipalityId),
    ]),
  )
}
