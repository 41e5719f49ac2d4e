import { In } from 'typeorm'
import { historyOf } from '#src/features/audit/audit.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'

const SHOWN = 50

/** Who did what to a report, newest first, with the fields that were changed: its office reads it, and nobody else. */
export async function reportHistory(ctx: Ctx, { id }: Observation): Promise<TimelineEvent[]> {
  const { time } = dates[ctx.actor.locale]
  const lines = await historyOf(ctx, id, SHOWN)
  return lines.map(({ at, text, by }) => ({ when: time(at), title: text, by, tone: 'neutral' }))
}

/** Who wrote it for the ombud, and who carries it on after her, where that is somebody else. */
export function carriedLine(
  ctx: Ctx,
  { ombudId, writtenById, keeperId, handedAt }: Observation,
  names: ReadonlyMap<string, string>,
): string | null {
  const name = (id: string | null): string => names.get(id ?? '') ?? ''
  const written =
    writtenById === null ? null : ctx.t('office.writtenFor', { writer: name(writtenById), ombud: name(ombudId) })
  const kept =
    keeperId === null ? ctx.t('office.carriedByOffice') : ctx.t('office.carriedBy', { keeper: name(keeperId) })
  return [written, handedAt === null ? null : kept].filter(Boolean).join(' ') || null
}

/** The same, of what is still being written. */
export async function carriedText(ctx: Ctx, report: Observation): Promise<string | null> {
  const { ombudId, writtenById, keeperId, handedAt } = report
  if (writtenById === null && handedAt === null) return null
  const involved = await ctx.rows(people).all({ id: In([ombudId, writtenById, keeperId].filter(id => id !== null)) })
  const names = new Map(involved.map(({ id, name }) => [id, name]))
  const author = ctx.t('office.authorIs', { ombud: names.get(ombudId) ?? '' })
  return [writtenById === null ? author : null, carriedLine(ctx, report, names)].filter(Boolean).join(' ')
}
