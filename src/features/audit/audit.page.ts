import type { Ctx } from '#src/work/context.ts'
import { type LogLine, logPage } from './audit.queries.ts'

export interface LogPage {
  readonly title: string
  readonly lines: readonly LogLine[]
  readonly older: string | null
}
const LINES = 100

export async function auditLogPage(ctx: Ctx, before: string | undefined): Promise<LogPage> {
  const from = before !== undefined && /^\d{1,12}$/.test(before) ? Number(before) : Number.MAX_SAFE_INTEGER
  const lines = await logPage(ctx, Math.min(from, 2_147_483_647), LINES)
  const last = lines.at(-1)
  return {
    title: ctx.t('audit.title'),
    lines,
    older: lines.length === LINES && last !== undefined ? `/admin/logg?fore=${last.position}` : null,
  }
}
