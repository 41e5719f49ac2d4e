import { Conflict } from '#src/kernel/errors.ts'
import { type FormState, faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { checkPage } from './check.page.ts'
import { chooseLikeness, IS_NEW, joinable, LikenessForm, NOW } from './choose-likeness.ts'
import {
  begunHindranceForm,
  changedHindranceForm,
  changeHindrance,
  newHindranceForm,
  startReport,
} from './describe-hindrance.ts'
import { extentPage, municipalityOptions } from './extent.page.ts'
import { levelPage, newReportPage, organisationPage, textPage } from './filing.page.ts'
import { missingSteps, nextStep, type Step, stepPath } from './filing.rules.ts'
import { likenessPage } from './likeness.page.ts'
import { nameOrganisations, organisationsForm } from './name-organisations.ts'
import type { Observation } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { findReport } from './observation.queries.ts'
import { idsOf, organisationGroups } from './organisation-groups.ts'
import { receiptPage } from './receipt.page.ts'
import { reportNow } from './report-same-here.ts'
import { SendForm, sendReport, textsOf } from './send-report.ts'
import { extentForm, setExtent } from './set-extent.ts'
import { LevelForm, setLevel } from './set-level.ts'
import { discardDraft } from './withdraw-report.ts'
import { isBegunBy, writingFor } from './writing-for.ts'

type Show = (ctx: Ctx, draft: Observation, form?: FormState) => Promise<Reply>
type Save = (ctx: Ctx, draft: Observation, body: Incoming['body']) => Promise<Reply>
const writers = withRole('ombud', 'coordinator')

/** The steps of filing a report, each a page and a POST that saves the draft (product §7). */
export function filingRoutes(routes: Routes): void {
  routes.get('/rapportera', writers, async ctx => page('observations/text', await newReportPage(ctx)))
  routes.post('/rapportera', writers, async (ctx, { body }) => {
    const form = ctx.form(newHindranceForm(await writingFor(ctx, 'ombud')), body)
    if (!form.ok) return page('observations/text', await newReportPage(ctx, form), 422)
    const draft = await startReport(ctx, form.value, form.reviewed)
    return redirect(stepPath(draft.id, 'likeness'))
  })

  routes.get('/rapportera/:id', writers, (ctx, { params }) => shown(ctx, params.id, showText))
  routes.post('/rapportera/:id', writers, (ctx, { params, body }) => saved(ctx, params.id, body, saveText))
  routes.get('/rapportera/:id/liknar', writers, (ctx, { params }) => shown(ctx, params.id, showLikeness))
  routes.post('/rapportera/:id/liknar', writers, (ctx, { params, body }) => saved(ctx, params.id, body, saveLikeness))
  routes.get('/rapportera/:id/organisation', writers, (ctx, { params }) => shown(ctx, params.id, showOrganisation))
  routes.post('/rapportera/:id/organisation', writers, (ctx, { params, body }) =>
    saved(ctx, params.id, body, saveOrganisation),
  )
  routes.get('/rapportera/:id/niva', writers, (ctx, { params }) => shown(ctx, params.id, showLevel))
  routes.post('/rapportera/:id/niva', writers, (ctx, { params, body }) => saved(ctx, params.id, body, saveLevel))
  routes.get('/rapportera/:id/omfattning', writers, (ctx, { params }) => shown(ctx, params.id, showExtent))
  routes.post('/rapportera/:id/omfattning', writers, (ctx, { params, body }) => saved(ctx, params.id, body, saveExtent))
  routes.get('/rapportera/:id/kontrollera', writers, (ctx, { params }) => shown(ctx, params.id, showCheck))
  routes.post('/rapportera/:id/kontrollera', writers, (ctx, { params, body }) => saved(ctx, params.id, body, send))

  routes.get('/rapportera/:id/klart', withRole('ombud', 'coordinator'), async (ctx, { params }) => {
    const report = await findReport(ctx, params)
    return report.number === null
      ? redirect(stepPath(report.id, 'check'))
      : page('observations/receipt', await receiptPage(ctx, report))
  })
  routes.post('/rapportera/:id/kasta', writers, async (ctx, { params }) => {
    await discardDraft(ctx, await findReport(ctx, params))
    return redirect('/rapporter', 'observations.discarded')
  })
}

const isWritable = (draft: Observation): boolean => observationLifecycle.allows(draft.state, 'save')

/** The page of a step; of a report that has been sent, its receipt. */
export async function shown(ctx: Ctx, id: string, show: Show): Promise<Reply> {
  const draft = await findReport(ctx, { id })
  if (!isWritable(draft)) return redirect(`/rapportera/${draft.id}/klart`)
  observationPolicy.authorize(ctx.actor, 'save', draft)
  return show(ctx, draft)
}

/** Saves a step of what is still being written. */
export async function saved(ctx: Ctx, id: string, body: Incoming['body'], save: Save): Promise<Reply> {
  const draft = await findReport(ctx, { id })
  observationPolicy.authorize(ctx.actor, 'save', draft)
  if (!isWritable(draft)) throw new Conflict('errors.notFromHere')
  return save(ctx, draft, body)
}

const onwards = (draft: Observation, step: Step, notice: string | null = null): Reply =>
  redirect(stepPath(draft.id, nextStep(draft, step)), notice)

const status = (form?: FormState): number => (form === undefined ? 200 : 422)

const showText: Show = async (ctx, draft, form) =>
  page('observations/text', await textPage(ctx, draft, form), status(form))

const saveText: Save = async (ctx, draft, body) => {
  const form = isBegunBy(ctx, draft)
    ? ctx.form(begunHindranceForm(await writingFor(ctx, 'ombud')), body, draft.reviewed ?? {})
    : ctx.form(changedHindranceForm([draft.officeId]), body, draft.reviewed ?? {})
  if (!form.ok) return showText(ctx, draft, form)
  return onwards(await changeHindrance(ctx, draft, form.value, form.reviewed), 'text')
}

const showLikeness: Show = async (ctx, draft, form) =>
  page('observations/likeness', await likenessPage(ctx, draft, form), status(form))

const saveLikeness: Save = async (ctx, draft, body) => {
  const atOnce = body[NOW]
  const form = ctx.form(LikenessForm, atOnce === undefined ? body : { ...body, choice: atOnce })
  if (!form.ok) return showLikeness(ctx, draft, form)
  const { choice, version } = form.value
  const same = choice === IS_NEW ? null : await joinable(ctx, choice)
  if (choice !== IS_NEW && same === null)
    return showLikeness(ctx, draft, faulty(body, { form: ['observations.unknownNumber'] }))
  const kept = await chooseLikeness(ctx, draft, same, version)
  if (same === null) return onwards(kept, 'likeness')
  const sent = atOnce === undefined ? null : await reportNow(ctx, same, kept, await placesOf(ctx, draft))
  return redirect(`/rapportera/${draft.id}/${sent === null ? 'samma-har' : 'klart'}`)
}

const showOrganisation: Show = async (ctx, draft, form) =>
  page('observations/organisation', await organisationPage(ctx, draft, form), status(form))

const saveOrganisation: Save = async (ctx, draft, body) => {
  const form = ctx.form(organisationsForm(idsOf(await organisationGroups(ctx))), body)
  if (!form.ok) return showOrganisation(ctx, draft, form)
  const kept = await nameOrganisations(ctx, draft, form.value)
  return onwards(kept, 'organisation', kept.ownEmployer ? 'observations.protectedNotice' : null)
}

const showLevel: Show = async (ctx, draft, form) =>
  page('observations/level', await levelPage(ctx, draft, form), status(form))

const saveLevel: Save = async (ctx, draft, body) => {
  const form = ctx.form(LevelForm, body)
  if (!form.ok) return showLevel(ctx, draft, form)
  return onwards(await setLevel(ctx, draft, form.value), 'level')
}

const placesOf = async (ctx: Ctx, { officeId }: Observation): Promise<string[]> =>
  (await municipalityOptions(ctx, officeId)).map(({ value }) => value)

const showExtent: Show = async (ctx, draft, form) =>
  page('observations/extent', await extentPage(ctx, draft, form), status(form))

const saveExtent: Save = async (ctx, draft, body) => {
  const form = ctx.form(extentForm(await placesOf(ctx, draft), ctx.today), body, draft.reviewed ?? {})
  if (!form.ok) return showExtent(ctx, draft, form)
  return onwards(await setExtent(ctx, draft, form.value, form.reviewed), 'extent')
}

const showCheck: Show = async (ctx, draft, form) =>
  page('observations/check', await checkPage(ctx, draft, form), status(form))

const send: Save = async (ctx, draft, body) => {
  // The texts are the draft's: the guard reads them once more, whatever way they came into it.
  const form = ctx.form(SendForm, { ...body, ...textsOf(draft) }, draft.reviewed ?? {})
  if (!form.ok) return showCheck(ctx, draft, form)
  if (missingSteps(draft).length > 0) return showCheck(ctx, draft, faulty(body, { form: ['observations.incomplete'] }))
  const sent = await sendReport(ctx, draft, form.value, form.reviewed)
  return redirect(`/rapportera/${sent.id}/klart`)
}
