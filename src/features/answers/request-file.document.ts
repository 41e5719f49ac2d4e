import { exportFooter, fileName } from '#src/documents/document.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import { contentInTurn } from '#src/documents/in-turn.ts'
import { writePdf } from '#src/documents/pdf.ts'
import { file, type Reply } from '#src/web/reply.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { partiesOf } from './answer.mails.ts'
import { requestDocument } from './request.document.ts'

/**
 * The question and its answer as a tagged PDF. `readerId`: the person, or the contact whose link it is; the file's mark names
 * it, and each makes one at a time. The caller has shown that the reader may.
 */
export async function requestFile(ctx: Ctx, request: AnswerRequest, readerId: string): Promise<Reply> {
  const parties = await partiesOf(ctx, request)
  const reader = { ...ctx, actor: { ...ctx.actor, id: readerId } }
  const { number } = parties.deficiency
  const mark = exportMark(reader, ['answer_request', request.id, String(request.version)], number)
  const document = await requestDocument(ctx, parties, exportFooter('sv', mark))
  return file(
    fileName(`${document.title} ${number}`, mark.id, 'pdf'),
    'pdf',
    contentInTurn(readerId, () => writePdf(document)),
  )
}
