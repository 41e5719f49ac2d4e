import type { kernel as sv } from '../sv/kernel.ts'

export const kernel = {
  'nav.start': 'Start',
  'nav.deficiencies': 'System deficiencies',
  'nav.meetings': 'Meetings',
  'nav.actions': 'Actions',
  'nav.summaries': 'Summaries',
  'nav.people': 'Users',
  'nav.organisations': 'Organisations',
  'nav.groups': 'Groups',
  'nav.log': 'Log',

  'errors.tooManyTries': 'Too many tries. Wait a while and try again.',

  'mail.footer.genuine':
    'How to check that this letter is genuine: the details above must be the same as on the municipality’s website. Call or write there if you are in doubt. The letter never holds information about individuals.',
  'mail.footer.automatic': 'This letter was sent automatically by Systemfel. Do not reply to it.',
} as const satisfies Record<keyof typeof sv, string>
