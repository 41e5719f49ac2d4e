import { id, instant, optional, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** A form that has been carried out: sending it again answers as the first time and changes nothing (C5). */
export interface FormKey {
  id: string
  /** HMAC over who, where and the whole body. */
  bodyHash: string
  location: string | null
  notice: string | null
  usedAt: Date
}
export const formKeys = table<FormKey>('form_key', {
  id: id(),
  bodyHash: text(43, 'system'),
  location: optional(text(200, 'system')),
  notice: optional(text(100, 'system')),
  usedAt: instant(),
})
