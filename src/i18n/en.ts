import { actions } from './en/actions.ts'
import { answers } from './en/answers.ts'
import { audit } from './en/audit.ts'
import { deficiencies } from './en/deficiencies.ts'
import { documents } from './en/documents.ts'
import { groups } from './en/groups.ts'
import { guard } from './en/guard.ts'
import { kernel } from './en/kernel.ts'
import { meetings } from './en/meetings.ts'
import { observations } from './en/observations.ts'
import { organisations } from './en/organisations.ts'
import { people } from './en/people.ts'
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
  ...documents,
  ...groups,
  ...guard,
  ...kernel,
  ...meetings,
  ...observations,
  ...organisations,
  ...people,
  ...search,
  ...start,
  ...summaries,
  ...web,
  ...withholding,
  ...words,
} as const
