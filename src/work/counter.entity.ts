import { id, integer, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** A series of numbers without gaps. The id is its name: `SF-2026`, `R-2026`, or a group's § of a year. */
export interface Counter {
  id: string
  series: string
  last: number
}
export const counters = table<Counter>('counter', {
  id: id(),
  series: text(80, 'system', { unique: true }),
  last: integer(),
})
