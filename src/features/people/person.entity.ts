import { choice, flag, id, instant, optional, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const PERSON_STATES = ['invited', 'active', 'closed'] as const
export const LOCALES = ['sv', 'en'] as const

/** Somebody who signs in. The name is shown inside the own office only. */
export interface Person {
  id: string
  name: string
  email: string
  /** argon2id in PHC form; null until the invitation is accepted. */
  passwordHash: string | null
  state: (typeof PERSON_STATES)[number]
  locale: (typeof LOCALES)[number]
  /** Keys 1–8, Enter and arrows on a meeting's items: for who has switched them on (WCAG 2.1.4). */
  shortcuts: boolean | null
  createdAt: Date
  version: number
}

export const people = table<Person>('person', {
  id: id(),
  name: text(120, 'name'),
  email: text(254, 'address', { unique: true }),
  passwordHash: optional(text(200, 'system')),
  state: choice(PERSON_STATES),
  locale: choice(LOCALES),
  shortcuts: optional(flag()),
  createdAt: instant(),
  version: version(),
})
