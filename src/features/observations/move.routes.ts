import { z } from 'zod'
import { NotFound } from '#src/kernel/errors.ts'
import { faulty, field } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { bulkPage, tickedIn } from './bulk-link.page.ts'
import { joinable } from './choose-likeness.ts'
import { LinkForm } from './link-report.ts'
import { BulkForm, linkReports, MOST_AT_ONCE, seenReports } from './link-reports.ts'
import { movePage } from './move.page.ts'
import type { Observation } from './observation.entity.ts'
import { isOffered, observationPolicy } from './observation.policy.ts'
import { findReport } from './observation.queries.ts'
import { moveReport, unlinkReport } from './unlink-report.ts'

const coordinators = withRole('coordinator')

/** Several reports at once, and one that was linked by mistake. Before the routes of one report, for its fixed words. */
export function moveRoutes(routes: Routes): void {
  routes.get('/inkorg/koppla', coordinators, async (ctx, { query }) =>
    page('observations/bulk-link', await bulkPage(ctx, tickedIn(query))),
  )
  routes.post('/inkorg/koppla', coordinators, (ctx, { body }) => linkSeveral(ctx, body))

  routes.get('/inkorg/:nr/flytta', coordinators, async (ctx, { params }) => {
    const report = await coordinated(ctx, params.nr)
    return isOffered(ctx.actor, 'unlink', report)
      ? page('observations/move', await movePage(ctx, report))
      : redirect(`/inkorg/${report.number}`)
  })
  routes.post('/inkorg/:nr/flytta', coordinators, async (ctx, { params, body }) =>
    move(ctx, await coordinated(ctx, params.nr), body),
  )
  routes.post('/inkorg/:nr/ta-tillbaka', coordinators, async (ctx, { params, body }) => {
    const report = await coordinated(ctx, params.nr)
    const read = ctx.form(z.object({ version: field.version() }), body)
    if (!read.ok) return page('observations/move', await movePage(ctx, report, read), 422)
    await unlinkReport(ctx, report, read.value.version)
    return redirect(`/inkorg/${report.number}`, 'links.wasUnlinked')
  })
}

/** A report of an office that the actor coordinates. */
async function coordinated(ctx: Ctx, number: string): Promise<Observation> {
  const report = await findReport(ctx, { number })
  if (!observationPolicy.can(ctx.actor, 'triage', report)) throw new NotFound('errors.notFound')
  return report
}

async function move(ctx: Ctx, report: Observation, body: Incoming['body']): Promise<Reply> {
  const read = ctx.form(LinkForm, body)
  if (!read.ok) return page('observations/move', await movePage(ctx, report, read), 422)
  const target = await joinable(ctx, read.value.number)
  if (target === null || target.id === report.deficiencyId) {
    const wrong = target === null ? 'observations.unknownNumber' : 'links.moveSame'
    return page('observations/move', await movePage(ctx, report, faulty(body, { number: [wrong] })), 422)
  }
  await moveReport(ctx, report, target, read.value.version)
  return redirect(`/inkorg/${report.number}`, 'links.wasMoved')
}

async function linkSeveral(ctx: Ctx, body: Incoming['body']): Promise<Reply> {
  const read = ctx.form(BulkForm, body)
  const seen = seenReports(body['reports'])
  const again = async (errors: Readonly<Record<string, readonly string[]>>): Promise<Reply> => {
    const form = read.ok ? faulty(body, errors) : read
    return page(
      'observations/bulk-link',
      await bulkPage(
        ctx,
        seen.map(({ number }) => number),
        form,
      ),
      422,
    )
  }
  if (!read.ok) return again({})
  if (seen.length > MOST_AT_ONCE) return again({ form: ['links.bulkTooMany'] })
  const target = await joinable(ctx, read.value.number)
  if (target === null) return again({ number: ['observations.unknownNumber'] })
  const reports: { report: Observation; version: number }[] = []
  for (const { number, version } of seen) reports.push({ report: await coordinated(ctx, number), version })
  await linkReports(ctx, reports, target)
  return redirect('/inkorg', 'links.wereLinked')
}
