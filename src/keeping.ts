import { type Column, isWritten } from '#src/db/columns.ts'
import type { AnyTable } from '#src/db/table.ts'

/** How much harm it would do if it got out. `secret` is of no use to anybody but the program. */
export const SECRECY = ['public', 'internal', 'sensitive', 'secret'] as const
export type Secrecy = (typeof SECRECY)[number]

/** How long a row lives, and what ends it (quality rule 28). What has been sent goes by a registered decision only. */
export const TERMS = {
  matter: 'så länge systemfelet finns; tas bort bara genom ett registrerat beslut om gallring',
  report: 'utkast 90 dagar efter senaste ändringen; skickade rapporter som systemfelet',
  meeting: 'så länge gruppens protokoll ska bevaras; tas bort bara genom ett registrerat beslut om gallring',
  register: 'så länge uppgiften gäller, och sedan så länge något hänvisar till den',
  account: 'så länge kontot finns; namnet står kvar på det som personen har gjort',
  log: 'lika länge som det längsta ärendet; rader ändras och tas aldrig bort',
  mail: 'ett år efter att brevet skickades eller lades åt sidan',
  job: '30 dagar efter att programmet har slutat köra jobbet',
  link: 'tills länken har slutat gälla, och sedan så länge det den ledde till finns',
  session: 'högst 10 timmar; 30 minuter utan användning',
  formKey: '48 timmar',
  throttle: 'en timme',
  counter: 'för alltid: ett nummer används aldrig två gånger',
  own: 'tills personen tar bort det eller kontot stängs',
} as const
export type Term = keyof typeof TERMS

/** The rule of each table. A table without one fails a test, and so does a text column without a guard class. */
export const KEEPING: Readonly<Record<string, Term>> = {
  municipality: 'register',
  organisation: 'register',
  agency_contact: 'register',
  office: 'register',
  office_municipality: 'register',
  office_employer: 'register',
  governance_group: 'register',
  group_office: 'register',
  seat: 'register',
  seat_holder: 'register',
  contact_attempt: 'register',
  forum: 'register',
  forum_occasion: 'meeting',
  forum_raising: 'meeting',
  forum_question: 'meeting',
  area: 'register',
  area_municipality: 'register',
  person: 'account',
  role_grant: 'account',
  session: 'session',
  throttle: 'throttle',
  access_link: 'link',
  counter: 'counter',
  form_key: 'formKey',
  audit_event: 'log',
  audit_head: 'log',
  outbox_mail: 'mail',
  job_run: 'job',
  deficiency: 'matter',
  deficiency_organisation: 'matter',
  deficiency_theme: 'matter',
  circle_member: 'matter',
  state_change: 'matter',
  deficiency_facet: 'matter',
  deficiency_period: 'matter',
  source_word: 'matter',
  definition_setting: 'register',
  definition_refresh: 'register',
  saved_view: 'own',
  deficiency_link: 'matter',
  observation: 'report',
  observation_addition: 'matter',
  office_note: 'matter',
  month_check: 'account',
  meeting: 'meeting',
  agenda_item: 'meeting',
  agenda_lock: 'meeting',
  agenda_suggestion: 'meeting',
  consent_reply: 'meeting',
  attendance: 'meeting',
  pack_confirmation: 'meeting',
  recusal: 'meeting',
  meeting_screen: 'meeting',
  meeting_call: 'meeting',
  call_invitation: 'meeting',
  minutes: 'meeting',
  minutes_text: 'meeting',
  minutes_adjuster: 'meeting',
  minutes_approval: 'meeting',
  minutes_objection: 'meeting',
  decision: 'matter',
  lift: 'matter',
  effect_check: 'matter',
  circulation: 'matter',
  circulation_reply: 'matter',
  action: 'matter',
  due_change: 'matter',
  answer_request: 'matter',
  answer: 'matter',
  search_entry: 'matter',
  search_term: 'matter',
  summary: 'matter',
  summary_office: 'matter',
  summary_line: 'matter',
  withheld_text: 'matter',
}

/** Of use to nobody but the program, and to somebody who should not have it. */
const SECRETS: readonly string[] = ['person.passwordHash', 'session.tokenHash', 'form_key.bodyHash', 'audit_head.mac']

/** What people write may hold what should not be there, however well it is guarded. */
export function secrecyOf({ name }: AnyTable, column: string, kind: Column<unknown>): Secrecy {
  if (SECRETS.includes(`${name}.${column}`)) return 'secret'
  return isWritten(kind) ? 'sensitive' : 'internal'
}
