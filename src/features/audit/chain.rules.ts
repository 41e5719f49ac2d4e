import type { AuditEvent } from './audit-event.entity.ts'

/** Every column but the seal itself, in one fixed order and spelling, so that the same row always gives the same text. */
export const canonical = (event: Omit<AuditEvent, 'mac'>): string =>
  JSON.stringify([
    event.id,
    event.position,
    event.at.toISOString(),
    event.actorKind,
    event.actorId,
    event.onBehalfOf,
    event.action,
    event.subjectType,
    event.subjectId,
    sorted(event.details),
  ])

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)])
}
