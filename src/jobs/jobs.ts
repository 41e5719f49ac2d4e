import { remindAccounts } from '#src/features/accounts/remind-accounts.job.ts'
import { remindCirculations } from '#src/features/decisions/remind-circulations.job.ts'
import { askEffects } from '#src/features/effects/ask-effects.job.ts'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { clearDrafts } from '#src/features/observations/clear-drafts.job.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
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
  {
    name: 'remind-due',
    rhythm: every(60),
    work:
      ({ works }) =>
      () =>
        remindDue(works),
  },
  {
    name: 'send-digests',
    rhythm: every(60),
    work:
      ({ works }) =>
      () =>
        sendDigests(works),
  },
  {
    name: 'ask-effects',
    rhythm: every(3600),
    work:
      ({ works }) =>
      () =>
        askEffects(works),
  },
  {
    name: 'remind-circulations',
    rhythm: every(3600),
    work:
      ({ works }) =>
      () =>
        remindCirculations(works),
  },
  {
    name: 'remind-accounts',
    rhythm: daily('07:10'),
    work:
      ({ works }) =>
      () =>
        remindAccounts(works),
  },
  { name: 'reindex', rhythm: every(1), work: ({ works }) => new Reindexer(works).round, hasWork: staleIndex },
]
