import { fileName } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import { contentInTurn } from '#src/documents/in-turn.ts'
import { inSwedishFor } from '#src/documents/list-file.ts'
import { writePdf } from '#src/documents/pdf.ts'
import { withRole } from '#src/web/access.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { posterDocument } from './poster.document.ts'
import { posterOf, posterPage } from './poster.page.ts'

const readers = withRole('ombud', 'coordinator', 'convener')

/** "Ni sa – vi gjorde", as page, DOCX and PDF. */
export function posterRoutes(routes: Routes): void {
  routes.getSnapshot('/ni-sa-vi-gjorde', readers, async (ctx, { query }) =>
    page('following/poster', await posterPage(ctx, query)),
  )
  for (const kind of ['docx', 'pdf'] as const)
    routes.getSnapshot(`/ni-sa-vi-gjorde.${kind}`, readers, (ctx, { query }) => made(inSwedishFor(ctx), query, kind))
}

async function made(
  ctx: Ctx,
  query: Readonly<Record<string, string | undefined>>,
  kind: 'docx' | 'pdf',
): Promise<Reply> {
  const { placeId, place, period, periodText, lines } = await posterOf(ctx, query)
  const mark = exportMark(ctx, ['poster', placeId, period, kind], `${place}, ${periodText}`)
  const document = posterDocument(lines, { place, period: periodText, today: ctx.today }, mark)
  const name = fileName(`${document.title} ${place} ${period}`, mark.id, kind)
  if (kind === 'docx') return file(name, 'docx', () => writeDocx(document))
  return file(
    name,
    'pdf',
    contentInTurn(ctx.actor.id, () => writePdf(document)),
  )
}
