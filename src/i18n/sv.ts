import { accounts } from './sv/accounts.ts'
import { actions } from './sv/actions.ts'
import { agenda } from './sv/agenda.ts'
import { answerActs } from './sv/answer-acts.ts'
import { answers } from './sv/answers.ts'
import { audit } from './sv/audit.ts'
import { calls } from './sv/calls.ts'
import { contacts } from './sv/contacts.ts'
import { decisions } from './sv/decisions.ts'
import { deficiencies } from './sv/deficiencies.ts'
import { definition } from './sv/definition.ts'
import { documents } from './sv/documents.ts'
import { effects } from './sv/effects.ts'
import { feedback } from './sv/feedback.ts'
import { filing } from './sv/filing.ts'
import { following } from './sv/following.ts'
import { forums } from './sv/forums.ts'
import { groups } from './sv/groups.ts'
import { guard } from './sv/guard.ts'
import { kernel } from './sv/kernel.ts'
import { links } from './sv/links.ts'
import { list } from './sv/list.ts'
import { live } from './sv/live.ts'
import { liveScripts } from './sv/live-scripts.ts'
import { meetings } from './sv/meetings.ts'
import { minutes } from './sv/minutes.ts'
import { monthCheck } from './sv/month-check.ts'
import { observations } from './sv/observations.ts'
import { office } from './sv/office.ts'
import { operations } from './sv/operations.ts'
import { organisations } from './sv/organisations.ts'
import { pack } from './sv/pack.ts'
import { people } from './sv/people.ts'
import { reminders } from './sv/reminders.ts'
import { review } from './sv/review.ts'
import { savingScripts, scripts } from './sv/scripts.ts'
import { search } from './sv/search.ts'
import { start } from './sv/start.ts'
import { summaries } from './sv/summaries.ts'
import { web } from './sv/web.ts'
import { withholding } from './sv/withholding.ts'
import { words } from './sv/words.ts'

/** Every Swedish text, one file a feature. */
export const sv = {
  ...accounts,
  ...actions,
  ...agenda,
  ...answerActs,
  ...answers,
  ...audit,
  ...contacts,
  ...decisions,
  ...calls,
  ...deficiencies,
  ...definition,
  ...documents,
  ...effects,
  ...feedback,
  ...filing,
  ...following,
  ...forums,
  ...groups,
  ...guard,
  ...kernel,
  ...list,
  ...links,
  ...live,
  ...liveScripts,
  ...meetings,
  ...minutes,
  ...monthCheck,
  ...observations,
  ...office,
  ...operations,
  ...organisations,
  ...pack,
  ...people,
  ...reminders,
  ...review,
  ...savingScripts,
  ...scripts,
  ...search,
  ...start,
  ...summaries,
  ...web,
  ...withholding,
  ...words,
} as const
