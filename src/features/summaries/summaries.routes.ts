import { writeTablesCsv } from '#src/documents/csv.ts'
import { exportFooter, fileName } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { type FormState, faulty } from '#src/kernel/forms.ts'
import { signedIn, withRole } from '#src/web/access.ts'
import { file, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { contentOf } from './content.queries.ts'
import { summaryMark } from './export-mark.ts'
import { Freezing, freezeSummary, freezingFaults, NilReport, reportNil } from './freeze-summary.ts'
import { makeSummary, makingFaults, makingFor, NewSummary } from './make-summary.ts'
import { chooseGroupPage, newSummaryPage } from './new-summary.page.ts'
import { removeSummary } from './remove-summary.ts'
import { type Shown, summaryData, summaryDocument } from './summary.document.ts'
import { pathOf, summaryPage } from './summary.page.ts'
import { type FoundSummary, findSummary, holdSummary } from './summary.queries.ts'
import { summaryListPage } from './summary-list.page.ts'
import { EndNote, findEnding, takeSuggestions, writeEndNote } from './write-end-note.ts'
import { assertWritable, endNotePage, writeSummaryPage } from './write-summary.page.ts'
import { Texts, textFaults, writeSummary } from './write-summary.ts'

// An analyst has the list in the menu too, and is told there why it is empty.
const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const makers = withRole('coordinator')

export const summaryRoutes: Feature = routes => {
  routes.get('/sammanstallningar', readers, async ctx => page('summaries/index', await summaryListPage(ctx)))
  making(routes)
  reading(routes)
  writing(routes)
  endNotes(routes)
  freezing(routes)
}

function making(routes: Routes): void {
  routes.get('/sammanstallningar/ny', makers, async (ctx, { query }) => {
    const choice = await chooseGroupPage(ctx)
    const only = choice.groups.length === 1 ? choice.groups[0]?.slug : query['grupp']
    const chosen = choice.groups.find(({ slug }) => slug === only)
    if (chosen === undefined) return page('summaries/choose-group', choice)
    return page('summaries/new', newSummaryPage(ctx, await makingFor(ctx, chosen.id)))
  })

  routes.post('/sammanstallningar', makers, async (ctx, { body }) => {
    const choice = await makingFor(ctx, String(body['groupId']))
    const again = (form: FormState): Reply => page('summaries/new', newSummaryPage(ctx, choice, form), 422)
    const form = ctx.form(NewSummary, body)
    if (!form.ok) return again(form)
    const faults = await makingFaults(ctx, choice, form.value)
    if (Object.keys(faults).length > 0) return again(faulty(body, faults))
    return redirect(pathOf(await makeSummary(ctx, form.value)), 'summaries.made')
  })
}

function reading(routes: Routes): void {
  routes.getSnapshot('/sammanstallningar/:id.docx', signedIn, async (ctx, { params }) => {
    const { shown, name } = await exported(ctx, params.id)
    const document = summaryDocument(shown)
    return file(name(document.title, 'docx'), 'docx', () => writeDocx(document))
  })
  routes.getSnapshot('/sammanstallningar/:id.csv', signedIn, async (ctx, { params }) => {
    const { shown, name } = await exported(ctx, params.id)
    const data = summaryData(shown)
    return file(name(data.title, 'csv'), 'csv', async () => writeTablesCsv(data))
  })
  routes.getSnapshot('/sammanstallningar/:id', signedIn, async (ctx, { params }) => {
    const summary = await findSummary(ctx, params.id)
    return page('summaries/show', await summaryPage(ctx, summary, await contentOf(ctx, summary)))
  })
}

/** Documents are Swedish, whatever language the reader has chosen. */
async function exported(ctx: Ctx, id: string) {
  const summary = await findSummary(ctx, id)
  const content = await contentOf(ctx, summary)
  const mark = summaryMark(ctx, summary, content)
  const shown: Shown = { content, texts: summary, lang: 'sv', footer: exportFooter('sv', mark) }
  return { shown, name: (title: string, ending: 'docx' | 'csv') => fileName(title, mark.id, ending) }
}

function writing(routes: Routes): void {
  routes.get('/sammanstallningar/:id/redigera', signedIn, async (ctx, { params }) => {
    const summary = await findSummary(ctx, params.id)
    assertWritable(ctx, summary)
    return page('summaries/write', writeSummaryPage(ctx, summary))
  })
  routes.post('/sammanstallningar/:id/redigera', signedIn, async (ctx, { params, body }) => {
    const summary = await holdSummary(ctx, params.id)
    assertWritable(ctx, summary)
    const again = (form: FormState): Reply => page('summaries/write', writeSummaryPage(ctx, summary, form), 422)
    const form = ctx.form(Texts, body)
    if (!form.ok) return again(form)
    const faults = textFaults(form.value)
    if (Object.keys(faults).length > 0) return again(faulty(body, faults))
    await writeSummary(ctx, summary, form.value)
    return redirect(pathOf(summary), 'summaries.saved')
  })
  routes.post('/sammanstallningar/:id/borttagning', signedIn, async (ctx, { params, body }) => {
    const summary = await holdSummary(ctx, params.id)
    const form = ctx.form(Freezing, body)
    if (!form.ok) return showAgain(ctx, summary, form)
    await removeSummary(ctx, summary, form.value.version)
    return redirect('/sammanstallningar', 'summaries.removed')
  })
}

function endNotes(routes: Routes): void {
  routes.get('/sammanstallningar/:id/slutnot/:number', signedIn, async (ctx, { params }) => {
    const summary = await findSummary(ctx, params.id)
    assertWritable(ctx, summary)
    return page('summaries/end-note', endNotePage(ctx, summary, await findEnding(ctx, summary, params.number)))
  })
  routes.post('/sammanstallningar/:id/slutnot/:number', signedIn, async (ctx, { params, body }) => {
    const summary = await holdSummary(ctx, params.id)
    assertWritable(ctx, summary)
    const ending = await findEnding(ctx, summary, params.number)
    const form = ctx.form(EndNote, body)
    if (!form.ok) return page('summaries/end-note', endNotePage(ctx, summary, ending, form), 422)
    await writeEndNote(ctx, summary, ending, form.value)
    return redirect(pathOf(summary), 'summaries.endNoteSaved')
  })
  routes.post('/sammanstallningar/:id/slutnoter', signedIn, async (ctx, { params }) => {
    const summary = await holdSummary(ctx, params.id)
    await takeSuggestions(ctx, summary)
    return redirect(pathOf(summary), 'summaries.endNotesSaved')
  })
}

function freezing(routes: Routes): void {
  routes.post('/sammanstallningar/:id/frysning', signedIn, async (ctx, { params, body }) => {
    const summary = await holdSummary(ctx, params.id)
    assertWritable(ctx, summary)
    const form = ctx.form(Freezing, body)
    if (!form.ok) return showAgain(ctx, summary, form)
    const content = await contentOf(ctx, summary)
    const faults = freezingFaults(content, summary, 'freeze')
    if (Object.keys(faults).length > 0) return showAgain(ctx, summary, faulty(body, faults))
    await freezeSummary(ctx, summary, content, form.value)
    return redirect(pathOf(summary), 'summaries.wasFrozen')
  })
  routes.post('/sammanstallningar/:id/nollrapport', signedIn, async (ctx, { params, body }) => {
    const summary = await holdSummary(ctx, params.id)
    assertWritable(ctx, summary)
    const form = ctx.form(NilReport, body)
    if (!form.ok) return showAgain(ctx, summary, form)
    const content = await contentOf(ctx, summary)
    const faults = freezingFaults(content, summary, 'reportNil')
    if (Object.keys(faults).length > 0) return showAgain(ctx, summary, faulty(body, faults))
    await reportNil(ctx, summary, content, form.value)
    return redirect(pathOf(summary), 'summaries.wasFrozen')
  })
}

const showAgain = async (ctx: Ctx, summary: FoundSummary, form: FormState): Promise<Reply> =>
  page('summaries/show', await summaryPage(ctx, summary, await contentOf(ctx, summary), form), 422)
