import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { THEMES } from '#src/features/deficiencies/words.ts'

export const FORUM_KINDS = ['council', 'question_hour', 'consultation', 'board'] as const

/** A council, question hour, local consultation or nämnd beside the group. Belongs to a group or to a municipality. */
export interface Forum {
  id: string
  kind: (typeof FORUM_KINDS)[number]
  name: string
  groupId: string | null
  municipalityId: string | null
  version: number
}
export const forums = table<Forum>(
  'forum',
  {
    id: id(),
    kind: choice(FORUM_KINDS),
    name: text(160, 'name'),
    groupId: optional(ref('governance_group')),
    municipalityId: optional(ref('municipality')),
    version: version(),
  },
  { index: [['groupId'], ['municipalityId']] },
)

/** One time that it met. */
export interface ForumOccasion {
  id: string
  forumId: string
  day: string
  said: string
  version: number
}
export const forumOccasions = table<ForumOccasion>(
  'forum_occasion',
  { id: id(), forumId: ref('forum'), day: day(), said: longText('formal'), version: version() },
  { index: [['forumId', 'day']] },
)

/** A systemfel that was raised there. */
export interface ForumRaising {
  id: string
  occasionId: string
  deficiencyId: string
}
export const forumRaisings = table<ForumRaising>(
  'forum_raising',
  { id: id(), occasionId: ref('forum_occasion'), deficiencyId: ref('deficiency') },
  { unique: [['occasionId', 'deficiencyId']], index: [['deficiencyId']] },
)

/** A question from a nämnd or a council to a group. */
export interface ForumQuestion {
  id: string
  forumId: string
  /** The group that is asked. */
  groupId: string
  /** "Nämndens ordförande": a function, not a person. */
  asker: string
  day: string
  deficiencyId: string | null
  theme: (typeof THEMES)[number] | null
  text: string
  /** Where it stands; the item may have been taken off again, and then the question waits. */
  agendaItemId: string | null
  answer: string | null
  answeredDay: string | null
  createdAt: Date
  version: number
}
export const forumQuestions = table<ForumQuestion>(
  'forum_question',
  {
    id: id(),
    forumId: ref('forum'),
    groupId: ref('governance_group'),
    asker: text(120, 'name'),
    day: day(),
    deficiencyId: optional(ref('deficiency')),
    theme: optional(choice(THEMES)),
    text: longText('formal'),
    agendaItemId: optional(text(36, 'system')),
    answer: optional(longText('formal')),
    answeredDay: optional(day()),
    createdAt: instant(),
    version: version(),
  },
  { index: [['forumId', 'day'], ['groupId'], ['deficiencyId'], ['agendaItemId']] },
)
