import type { ExportMark } from '#src/documents/document.ts'
import { hmac } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Content } from './content.rules.ts'
import type { FoundSummary } from './summary.queries.ts'
import { Wording } from './wording.ts'

/**
 * What marks a file: an id that only this installation can derive from summary, version, person and minute, so that a
 * leaked file can be checked against its own footer. A GET writes nothing, so no log row tells of it. The person stands by
 * id, since names stay inside the office.
 */
export function exportMark(ctx: Ctx, { id, version }: FoundSummary, { group, offices, period }: Content): ExportMark {
  const minute = ctx.now.toISOString().slice(0, 16)
  const derived = hmac(ctx.keys.audit, 'export', 'summary', id, String(version), ctx.actor.id, minute)
  return {
    id: derived
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 12)
      .toLowerCase(),
    user: ctx.actor.id,
    at: ctx.now,
    selection: [group, ...offices, new Wording('sv').period(period)].join(', '),
  }
}
