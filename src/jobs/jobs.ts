import { clearDrafts } from '#src/features/observations/clear-drafts.job.ts'
import { Reindexer, staleIndex } from '#src/features/search/reindex.job.ts'
import { mailsAreDue, sendOutbox } from '#src/mail/send-outbox.job.ts'
import { clearTechnical } from './clear-technical.job.ts'
import type { Job } from './job.ts'
import { refreshByRules, rulesHaveChanged } from './refresh-definitions.job.ts'
import { daily, every } from './rhythm.rules.ts'

/** Every job of the program. */
export const JOBS: readonly Job[] = [
  {
    name: 'send-outbox',
    rhythm: every(3),
    work:
      ({ works, transport, log }) =>
      () =>
        sendOutbox(works, transport, log),
    hasWork: mailsAreDue,
  },
  {
    name: 'clear-technical',
    rhythm: every(600),
    work:
      ({ works }) =>
      () =>
        clearTechnical(works),
  },
  {
    name: 'clear-drafts',
    rhythm: daily('03:20'),
    work:
      ({ works }) =>
      () =>
        clearDrafts(works),
  },
  {
    name: 'refresh-definitions',
    rhythm: every(3),
    work:
      ({ works }) =>
      () =>
        refreshByRules(works),
    hasWork: rulesHaveChanged,
  },
  { name: 'reindex', rhythm: every(1), work: ({ works }) => new Reindexer(works).round, hasWork: staleIndex },
]
