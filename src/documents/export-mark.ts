import { hmac } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ExportMark } from './document.ts'

/**
 * What marks a file (quality P12): an id that only this installation can derive from what was exported, the person and the
 * minute, so that a leaked file can be checked against its own footer. A GET writes nothing, so no log row tells of it. The
 * person stands by id, since names stay inside the office. `about`: what was exported; `selection`: the same in words.
 */
export function exportMark(
  ctx: Pick<Ctx, 'keys' | 'actor' | 'now'>,
  about: readonly string[],
  selection: string,
): ExportMark {
  const derived = hmac(ctx.keys.audit, 'export', ...about, ctx.actor.id, minuteOf(ctx.now))
  return {
    id: derived
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 12)
      .toLowerCase(),
    user: ctx.actor.id,
    at: ctx.now,
    selection,
  }
}

/** `2026-11-21T09:00`, in UTC. */
export const minuteOf = (at: Date): string => at.toISOString().slice(0, 16)
