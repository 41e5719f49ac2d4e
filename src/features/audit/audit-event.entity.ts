import { id, instant, integer, json, optional, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** Who did what to which object, when. Append-only; each row's `mac` covers the row before it (P9). */
export interface AuditEvent {
  id: string
  /** 1, 2, 3 … without gaps. */
  position: number
  at: Date
  actorKind: string
  actorId: string
  /** The office or group in whose name it was done, for readers outside it. */
  onBehalfOf: string | null
  action: string
  subjectType: string
  subjectId: string
  /** Structured facts only: ids, numbers, codes, days. */
  details: Readonly<Record<string, unknown>>
  mac: string
}
export const auditEvents = table<AuditEvent>(
  'audit_event',
  {
    id: id(),
    position: integer(),
    at: instant(),
    actorKind: text(10, 'system'),
    actorId: text(36, 'system'),
    onBehalfOf: optional(text(36, 'system')),
    action: text(60, 'system'),
    subjectType: text(30, 'system'),
    subjectId: text(36, 'system'),
    details: json(),
    mac: text(43, 'system'),
  },
  {
    unique: [['position']],
    index: [
      ['subjectId', 'position'],
      ['action', 'onBehalfOf', 'at'],
    ],
  },
)

/** The last row of the chain, locked while rows are added. One row, id `head`. */
export interface AuditHead {
  id: string
  position: number
  mac: string
}
export const auditHeads = table<AuditHead>('audit_head', { id: id(), position: integer(), mac: text(43, 'system') })
