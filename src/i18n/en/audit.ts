import type { audit as sv } from '../sv/audit.ts'

export const audit = {
  'audit.title': 'Log',
  'audit.lead': 'Everything that has happened, newest first. The log never shows text from reports.',
  'audit.number': 'No.',
  'audit.when': 'When',
  'audit.who': 'Who',
  'audit.what': 'What',
  'audit.subject': 'On what',
  'audit.older': 'Older events',
  'audit.system': 'The system',
  'audit.agency': 'The agency',
  'audit.historyTitle': 'History',
} as const satisfies Record<keyof typeof sv, string>
