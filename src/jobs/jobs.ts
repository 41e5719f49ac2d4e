import { remindAccounts } from '#src/features/accounts/remind-accounts.job.ts'
import { remindCirculations } from '#src/features/decisions/remind-circulations.job.ts'
import { askEffects } from '#src/features/effects/ask-effects.job.ts'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { clearDrafts } from '#src/features/observations/clear-drafts.job.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import { Reindexer, staleIndex } from '#src/features/search/reindex.job.ts'
import { mailsAreDue, sendOutbox } from '#src/mail/send-outbox.job.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { clearTechnical } from './clear-technical.job.ts'
import type { Job } from './job.ts'
import { refreshByRules, rulesHaveChanged } from './refresh-definitions.job.ts'
import { daily, every } from './rhythm.rules.ts'

/** A job that needs the units of work alone. */
const withWorks =
  (run: (works: UnitsOfWork) => Promise<unknown>): Job['work'] =>
  ({ works }) =>
  () =>
    run(works)

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
    work: withWorks(clearTechnical),
  },
  {
    name: 'clear-drafts',
    rhythm: daily('03:20'),
    work: withWorks(clearDrafts),
  },
  {
    name: 'refresh-definitions',
    rhythm: every(3),
    work: withWorks(refreshByRules),
    hasWork: rulesHaveChanged,
  },
  {
    name: 'remind-due',
    rhythm: every(60),
    work: withWorks(remindDue),
  },
  {
    name: 'send-digests',
    rhythm: every(60),
    work: withWorks(sendDigests),
  },
  {
    name: 'ask-effects',
    rhythm: every(3600),
    work: withWorks(askEffects),
  },
  {
    name: 'remind-circulations',
    rhythm: every(3600),
    work: withWorks(remindCirculations),
  },
  {
    name: 'remind-accounts',
    rhythm: daily('07:10'),
    work: withWorks(remindAccounts),
  },
  { name: 'reindex', rhythm: every(1), work: ({ works }) => new Reindexer(works).round, hasWork: staleIndex },
]
