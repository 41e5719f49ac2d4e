import { In } from 'typeorm'
import { people } from '#src/features/people/person.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaLock, agendaLocks } from './agenda.entity.ts'
import { plannedTime } from './agenda-time.rules.ts'
import type { AgendaItem } from './meeting.entity.ts'
import type { MeetingInGroup } from './meeting.queries.ts'

/** Since when an agenda is locked; null when it is open. */
export const lockedLine = (ctx: Ctx, { lockedAt }: MeetingInGroup): string | null =>
  lockedAt === null ? null : ctx.t('agenda.lockedSince', { time: dates[ctx.actor.locale].time(lockedAt) })

/** Every locking and unlocking, the latest first: when, by whom and why. For those who lead the group. */
export async function lockTrace(ctx: Ctx, meeting: MeetingInGroup): Promise<TimelineEvent[]> {
  const all = await ctx.rows(agendaLocks).all({ meetingId: meeting.id }, { at: 'DESC', id: 'DESC' })
  if (all.length === 0) return []
  const persons = await ctx.rows(people).all({ id: In([...new Set(all.map(({ personId }) => personId))]) })
  const names = new Map(persons.map(({ id, name }) => [id, name]))
  return all.map(lock => ({
    when: dates[ctx.actor.locale].time(lock.at),
    by: names.get(lock.personId) ?? '',
    title: ctx.t(lock.act === 'lock' ? 'agenda.wasLocked' : 'agenda.wasUnlocked'),
    text: whyOf(ctx, lock),
  }))
}

function whyOf(ctx: Ctx, { reason, words }: AgendaLock): string {
  if (reason === null) return ''
  const kind = ctx.t(keyOf(`unlockReason.${reason}`))
  return words === null ? `${kind}.` : `${kind}. ${words}`
}

/** "Planerat: 95 av 120 minuter. 25 minuter kvar." Null when no item has been given any time. */
export function timeLine(ctx: Ctx, meeting: MeetingInGroup, items: readonly AgendaItem[]): string | null {
  const { planned, without, length } = plannedTime(items, meeting)
  if (planned === 0) return null
  const sum = length === null ? ctx.t('agenda.sum', { planned }) : ctx.t('agenda.sumOf', { planned, length })
  const left = without === 0 ? '' : ctx.t('agenda.withoutTime', { count: without })
  return [sum, length === null ? '' : restOf(ctx, length - planned), left].filter(part => part !== '').join(' ')
}

const restOf = (ctx: Ctx, rest: number): string =>
  rest < 0 ? ctx.t('agenda.tooLong', { minutes: -rest }) : ctx.t('agenda.timeLeft', { minutes: rest })
