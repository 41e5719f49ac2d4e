import { actions } from './en/actions.ts'
import { answers } from './en/answers.ts'
import { audit } from './en/audit.ts'
import { deficiencies } from './en/deficiencies.ts'
import { definition } from './en/definition.ts'
import { documents } from './en/documents.ts'
import { filing } from './en/filing.ts'
import { groups } from './en/groups.ts'
import { guard } from './en/guard.ts'
import { kernel } from './en/kernel.ts'
import { links } from './en/links.ts'
import { list } from './en/list.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { monthCheck } from './en/month-check.ts'
import { observations } from './en/observations.ts'
import { office } from './en/office.ts'
import { organisations } from './en/organisations.ts'
import { people } from './en/people.ts'
import { review } from './en/review.ts'
import { scripts } from './en/scripts.ts'
import { search } from './en/search.ts'
import { start } from './en/start.ts'
import { summaries } from './en/summaries.ts'
import { web } from './en/web.ts'
import { withholding } from './en/withholding.ts'
import { words } from './en/words.ts'

/** Every English text; the Swedish catalogue gives the keys. */
export const en = {
  ...actions,
  ...answers,
  ...audit,
  ...deficiencies,
  ...definition,
  ...documents,
  ...filing,
  ...groups,
  ...guard,
  ...kernel,
  ...list,
  ...links,
  ...meetings,
  ...minutes,
  ...monthCheck,
  ...observations,
  ...office,
  ...organisations,
  ...people,
  ...review,
  ...scripts,
  ...search,
  ...start,
  ...summaries,
  ...web,
  ...withholding,
  ...words,
} as const
