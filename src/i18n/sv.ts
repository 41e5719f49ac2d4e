import { actions } from './sv/actions.ts'
import { answers } from './sv/answers.ts'
import { audit } from './sv/audit.ts'
import { deficiencies } from './sv/deficiencies.ts'
import { documents } from './sv/documents.ts'
import { groups } from './sv/groups.ts'
import { guard } from './sv/guard.ts'
import { kernel } from './sv/kernel.ts'
import { meetings } from './sv/meetings.ts'
import { observations } from './sv/observations.ts'
import { organisations } from './sv/organisations.ts'
import { people } from './sv/people.ts'
import { search } from './sv/search.ts'
import { start } from './sv/start.ts'
import { summaries } from './sv/summaries.ts'
import { web } from './sv/web.ts'
import { withholding } from './sv/withholding.ts'
import { words } from './sv/words.ts'

/** Every Swedish text, one file a feature. */
export const sv = {
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
