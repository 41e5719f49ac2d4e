import { NotFound } from '#src/kernel/errors.ts'
import { faulty } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { joinable } from './choose-likeness.ts'
import { holdForm, holdReport, resumeReport } from './hold-report.ts'
import { inboxPage } from './inbox.page.ts'
import { LinkForm, linkReport } from './link-report.ts'
import { makeFromReport, newDeficiencyForm } from './make-from-report.ts'
import type { Observation } from './observation.entity.ts'
import type { ObservationAct } from './observation.lifecycle.ts'
import { isOffered, observationPolicy } from './observation.policy.ts'
import { findReport } from './observation.queries.ts'
import { idsOf, organisationGroups } from './organisation-groups.ts'
import { dismissReport, ReasonForm, reopenReport, returnReport } from './settle-report.ts'
import { holdPage, newDeficiencyPage, reasonPage, triagePage } from './triage.page.ts'
import { VersionForm } from './withdraw-report.ts'

const coordinators = withRole('coordinator')

/** The coordinator's inbox: what to do with each report. */
export function triageRoutes(routes: Routes): void {
  routes.get('/inkorg', coordinators, async (ctx, { query }) => page('observations/inbox', await inboxPage(ctx, query)))
  routes.get('/inkorg/:nr', coordinators, async (ctx, { params }) =>
    page('observations/triage', await triagePage(ctx, await received(ctx, params.nr))),
  )
  routes.post('/inkorg/:nr/koppla', coordinators, async (ctx, { params, body }) => {
    const report = await received(ctx, params.nr)
    const form = ctx.form(LinkForm, body)
    if (!form.ok) return page('observations/triage', await triagePage(ctx, report, form), 422)
    const deficiency = await joinable(ctx, form.value.number)
    if (deficiency === null) {
      const again = faulty(body, { number: ['observations.unknownNumber'] })
      return page('observations/triage', await triagePage(ctx, report, again), 422)
    }
    await linkReport(ctx, report, deficiency, form.value.version)
    return settled(report, 'observations.linked')
  })

  routes.get('/inkorg/:nr/nytt', coordinators, (ctx, { params }) => offered(ctx, params.nr, 'link', showNew))
  routes.post('/inkorg/:nr/nytt', coordinators, async (ctx, { params, body }) => {
    const report = await received(ctx, params.nr)
    const form = ctx.form(newDeficiencyForm(idsOf(await organisationGroups(ctx))), body)
    if (!form.ok) return page('observations/new-deficiency', await newDeficiencyPage(ctx, report, form), 422)
    await makeFromReport(ctx, report, form.value)
    return settled(report, 'observations.made')
  })

  routes.get('/inkorg/:nr/ater', coordinators, (ctx, { params }) =>
    offered(ctx, params.nr, 'return', showReason('return')),
  )
  routes.post('/inkorg/:nr/ater', coordinators, (ctx, { params, body }) => settle(ctx, params.nr, body, 'return'))
  routes.get('/inkorg/:nr/inte-systemfel', coordinators, (ctx, { params }) =>
    offered(ctx, params.nr, 'dismiss', showReason('dismiss')),
  )
  routes.post('/inkorg/:nr/inte-systemfel', coordinators, (ctx, { params, body }) =>
    settle(ctx, params.nr, body, 'dismiss'),
  )
  holdRoutes(routes)
}

/** Setting a new report aside, taking it up again, and taking back that it was found not systemic. */
function holdRoutes(routes: Routes): void {
  routes.get('/inkorg/:nr/vila', coordinators, (ctx, { params }) => offered(ctx, params.nr, 'hold', showHold))
  routes.post('/inkorg/:nr/vila', coordinators, async (ctx, { params, body }) => {
    const report = await received(ctx, params.nr)
    const form = ctx.form(holdForm(ctx.today), body)
    if (!form.ok) return page('observations/hold', await holdPage(ctx, report, form), 422)
    await holdReport(ctx, report, form.value)
    return settled(report, 'office.held')
  })
  routes.post('/inkorg/:nr/ta-upp', coordinators, async (ctx, { params, body }) => {
    const report = await received(ctx, params.nr)
    const form = ctx.form(VersionForm, body)
    if (!form.ok) return page('observations/triage', await triagePage(ctx, report), 422)
    await resumeReport(ctx, report, form.value.version)
    return settled(report, 'office.resumed')
  })
  routes.get('/inkorg/:nr/angra', coordinators, (ctx, { params }) =>
    offered(ctx, params.nr, 'reopen', showReason('reopen')),
  )
  routes.post('/inkorg/:nr/angra', coordinators, (ctx, { params, body }) => settle(ctx, params.nr, body, 'reopen'))
}

/** A report that has come in to an office that the actor coordinates. */
async function received(ctx: Ctx, number: string): Promise<Observation> {
  const report = await findReport(ctx, { number })
  if (!observationPolicy.can(ctx.actor, 'triage', report)) throw new NotFound('errors.notFound')
  return report
}

const settled = (report: Observation, notice: string): Reply => redirect(`/inkorg/${report.number}`, notice)

type Show = (ctx: Ctx, report: Observation) => Promise<Reply>

/** The page of a form; of a report for which it is not open any more, the report itself. */
async function offered(ctx: Ctx, number: string, act: ObservationAct, show: Show): Promise<Reply> {
  const report = await received(ctx, number)
  return isOffered(ctx.actor, act, report) ? show(ctx, report) : redirect(`/inkorg/${report.number}`)
}

const showNew: Show = async (ctx, report) => page('observations/new-deficiency', await newDeficiencyPage(ctx, report))
const showHold: Show = async (ctx, report) => page('observations/hold', await holdPage(ctx, report))
const showReason =
  (act: Settling): Show =>
  async (ctx, report) =>
    page('observations/reason', await reasonPage(ctx, report, act))

const SETTLING = {
  return: { command: returnReport, notice: 'observations.returned' },
  dismiss: { command: dismissReport, notice: 'observations.dismissed' },
  reopen: { command: reopenReport, notice: 'office.reopened' },
} as const
type Settling = keyof typeof SETTLING

async function settle(ctx: Ctx, number: string, body: Incoming['body'], act: Settling): Promise<Reply> {
  const report = await received(ctx, number)
  const form = ctx.form(ReasonForm, body)
  if (!form.ok) return page('observations/reason', await reasonPage(ctx, report, act, form), 422)
  await SETTLING[act].command(ctx, report, form.value)
  return settled(report, SETTLING[act].notice)
}
