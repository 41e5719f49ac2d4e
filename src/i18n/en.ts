import { accounts } from './en/accounts.ts'
import { actions } from './en/actions.ts'
import { agenda } from './en/agenda.ts'
import { answerActs } from './en/answer-acts.ts'
import { answers } from './en/answers.ts'
import { audit } from './en/audit.ts'
import { calls } from './en/calls.ts'
import { contacts } from './en/contacts.ts'
import { decisions } from './en/decisions.ts'
import { deficiencies } from './en/deficiencies.ts'
import { definition } from './en/definition.ts'
import { documents } from './en/documents.ts'
import { effects } from './en/effects.ts'
import { feedback } from './en/feedback.ts'
import { filing } from './en/filing.ts'
import { following } from './en/following.ts'
import { forums } from './en/forums.ts'
import { groups } from './en/groups.ts'
import { guard } from './en/guard.ts'
import { kernel } from './en/kernel.ts'
import { links } from './en/links.ts'
import { list } from './en/list.ts'
import { live } from './en/live.ts'
import { liveScripts } from './en/live-scripts.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { monthCheck } from './en/month-check.ts'
import { observations } from './en/observations.ts'
import { office } from './en/office.ts'
import { operations } from './en/operations.ts'
import { organisations } from './en/organisations.ts'
import { pack } from './en/pack.ts'
import { people } from './en/people.ts'
import { reminders } from './en/reminders.ts'
import { review } from './en/review.ts'
import { savingScripts, scripts } from './en/scripts.ts'
import { search } from './en/search.ts'
import { start } from './en/start.ts'
import { summaries } from './en/summaries.ts'
import { web } from './en/web.ts'
import { withholding } from './en/withholding.ts'
import { words } from './en/words.ts'

/** Every English text; the Swedish catalogue gives the keys. */
export const en = {
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
