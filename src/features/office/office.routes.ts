import type { Office } from '#src/features/organisations/office.entity.ts'
import { officeBySlug } from '#src/features/organisations/office.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { handOver, handoverForm, THE_OFFICE } from './hand-over.ts'
import { carriedFrom, handoverPage, receivers } from './handover.page.ts'
import { carriersIn } from './handover.queries.ts'
import { memoryPage } from './memory.page.ts'
import { officePolicy } from './office.policy.ts'
import { deficiencySubject, type NoteSubject, notesPage, reportSubject } from './office-note.page.ts'
import { ownOfficesPage } from './own-offices.page.ts'
import { reviewListPage, reviewPage } from './review-figures.page.ts'
import { officeNoteForm, writeOfficeNote } from './write-office-note.ts'

const staff = withRole('ombud', 'coordinator')

/** What an office keeps for itself: notes, handovers, its memory, and the figures of the privacy guard. */
export const officeRoutes: Feature = routes => {
  routes.get('/verksamheter', staff, async ctx => page('office/own', await ownOfficesPage(ctx)))
  routes.get('/verksamheter/:slug/minne', staff, async (ctx, { params, query }) =>
    page('office/memory', await memoryPage(ctx, await ownOffice(ctx, params.slug), query['fore'])),
  )
  noteRoutes(routes)
  handoverRoutes(routes)
  reviewRoutes(routes)
}

/** Throws `NotFound` for those who do not work there. */
async function ownOffice(ctx: Ctx, slug: string): Promise<Office> {
  const office = await officeBySlug(ctx, slug)
  officePolicy.reveal(ctx.actor, { officeId: office.id })
  return office
}

function noteRoutes(routes: Routes): void {
  routes.get('/rapporter/:nr/anteckningar', staff, async (ctx, { params }) =>
    page('office/notes', await notesPage(ctx, await reportSubject(ctx, params.nr))),
  )
  routes.post('/rapporter/:nr/anteckningar', staff, async (ctx, { params, body }) =>
    writeNote(ctx, await reportSubject(ctx, params.nr), body),
  )
  routes.get('/systemfel/:nr/anteckningar', staff, async (ctx, { params }) =>
    page('office/notes', await notesPage(ctx, await deficiencySubject(ctx, params.nr))),
  )
  routes.post('/systemfel/:nr/anteckningar', staff, async (ctx, { params, body }) =>
    writeNote(ctx, await deficiencySubject(ctx, params.nr), body),
  )
}

async function writeNote(ctx: Ctx, subject: NoteSubject, body: Incoming['body']): Promise<Reply> {
  const form = ctx.form(officeNoteForm(subject.officeIds), body)
  if (!form.ok) return page('office/notes', await notesPage(ctx, subject, form), 422)
  const { note, officeId } = form.value
  const { subjectType, subjectId, path } = subject
  await writeOfficeNote(ctx, { officeId, subjectType, subjectId, text: note })
  return redirect(`${path}/anteckningar`, 'office.noteSaved')
}

function handoverRoutes(routes: Routes): void {
  routes.get('/verksamheter/:slug/overlamning', staff, async (ctx, { params, query }) => {
    const office = await ownOffice(ctx, params.slug)
    return page('office/handover', await handoverPage(ctx, office, await carriedFrom(ctx, office, query['ombud'])))
  })
  routes.post('/verksamheter/:slug/overlamning', staff, async (ctx, { params, body }) =>
    handedOver(ctx, await ownOffice(ctx, params.slug), body),
  )
}

async function handedOver(ctx: Ctx, office: Office, body: Incoming['body']): Promise<Reply> {
  const fromId = await carriedFrom(ctx, office, String(body['fromId'] ?? ''))
  if (fromId === null) throw new NotFound('errors.notFound')
  const offered = receivers(ctx, await carriersIn(ctx, office.id), fromId)
  const form = ctx.form(
    handoverForm(
      [fromId],
      offered.map(({ value }) => value),
    ),
    body,
  )
  if (!form.ok) return page('office/handover', await handoverPage(ctx, office, fromId, form), 422)
  const idOf = (value: string): string | null => (value === THE_OFFICE ? null : value)
  const { count, more } = await handOver(ctx, office, { fromId: idOf(fromId), toId: idOf(form.value.toId) })
  const notice = count === 0 ? 'office.nothingHanded' : more ? 'office.handedSome' : 'office.handedAll'
  return redirect(`/verksamheter/${office.slug}/overlamning`, notice)
}

function reviewRoutes(routes: Routes): void {
  routes.get('/verksamheter/:slug/granskning', withRole('coordinator', 'admin'), async (ctx, { params }) => {
    const office = await officeBySlug(ctx, params.slug)
    if (!officePolicy.can(ctx.actor, 'reviewFigures', { officeId: office.id })) throw new NotFound('errors.notFound')
    return page('office/review', await reviewPage(ctx, office))
  })
  routes.get('/admin/granskning', withRole('admin'), async ctx => page('office/review-list', await reviewListPage(ctx)))
}
