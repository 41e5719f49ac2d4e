import { NotFound } from '#src/kernel/errors.ts'
import { isId } from '#src/kernel/ids.ts'
import { withRole } from '#src/web/access.ts'
import { data, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Incoming, Routes } from '#src/web/routes.ts'
import { saved } from './filing.routes.ts'
import { stepPath } from './filing.rules.ts'
import { FirstWordsForm, keepDraft, keepFirstWords, UnfinishedForm } from './keep-draft.ts'
import type { Observation } from './observation.entity.ts'
import { findReport } from './observation.queries.ts'
import { quickPage } from './quick-note.page.ts'
import { noteQuickly, QuickNoteForm } from './quick-note.ts'

/**
 * The quick note, and what a page's script keeps while somebody writes (`src/browser/autosave.ts`): a form like any other,
 * with its token and one-time key. What was kept is told as data; what was not is a refusal, and the button says why.
 */
export function draftRoutes(routes: Routes): void {
  const ombud = withRole('ombud')
  routes.get('/rapportera/snabb', ombud, async ctx => page('observations/quick', await quickPage(ctx)))
  routes.post('/rapportera/snabb', ombud, async (ctx, { body }) => {
    const form = ctx.form(QuickNoteForm, body)
    if (!form.ok) return page('observations/quick', await quickPage(ctx, form), 422)
    await noteQuickly(ctx, form.value, form.reviewed)
    return redirect('/rapporter', 'filing.noted')
  })

  const writers = withRole('ombud', 'coordinator')
  routes.post('/rapportera/utkast', writers, async (ctx, { body }) => {
    const form = ctx.form(FirstWordsForm, body)
    const draft = form.ok ? await keepFirstWords(ctx, form.value) : null
    return draft === null ? refused : kept(draft)
  })
  routes.post('/rapportera/:id/utkast', writers, (ctx, { params, body }) =>
    saved(ctx, params.id, body, async (_, draft) => {
      const form = ctx.form(UnfinishedForm, body)
      return form.ok ? kept(await keepDraft(ctx, draft, form.value, forIdIn(body))) : refused
    }),
  )
  // The version that was kept, which is not always the one that stands now: somebody may have gone on elsewhere.
  routes.get('/rapportera/:id/utkast/:version', writers, async (ctx, { params }) => {
    const { id } = await findReport(ctx, { id: params.id })
    if (!/^\d{1,9}$/.test(params.version)) throw new NotFound('errors.notFound')
    return data({ version: Number(params.version), page: stepPath(id, 'text') })
  })
}

const kept = ({ id, version }: Observation): Reply => redirect(`/rapportera/${id}/utkast/${version}`)
/** Only the first step asks whose it is. */
function forIdIn({ forId }: Incoming['body']): string | null | undefined {
  if (forId === undefined) return undefined
  return isId(String(forId)) ? String(forId) : null
}
const refused = data({}, 422)
