import { choice, day, id, instant, json, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** What an ombud is told of: the five steps of the trail, and what else happens to what she reported. */
export const MILESTONES = ['received', 'agenda', 'decision', 'answer', 'effect', 'other'] as const
export type Milestone = (typeof MILESTONES)[number]

/** `held`: in the tray of a meeting; `silent`: nobody is mailed, since she wants no mail or it is hers no longer. */
export const NEWS_STATES = ['held', 'waiting', 'told', 'silent'] as const

/** One thing to tell one person, once: the row is what makes it once. Structured facts only (J7). */
export interface ReporterNews {
  id: string
  personId: string
  milestone: Milestone
  /** What happened: the decision, the answer …; of what is told once for each systemfel, the systemfel. */
  sourceId: string
  /** The letter, when this is all that it tells. */
  template: string
  facts: Readonly<Record<string, string | number>>
  path: string
  /** The systemfel, or the report. */
  subjectType: 'deficiency' | 'observation'
  subjectId: string
  state: (typeof NEWS_STATES)[number]
  heldByMeetingId: string | null
  mailId: string | null
  /** Since when it can be told: from when it happened, or from when the tray was emptied. */
  sinceDay: string
  toldDay: string | null
  createdAt: Date
}
export const reporterNews = table<ReporterNews>(
  'reporter_news',
  {
    id: id(),
    personId: ref('person'),
    milestone: choice(MILESTONES),
    sourceId: text(36, 'system'),
    template: text(60, 'system'),
    facts: json(),
    path: text(200, 'system'),
    subjectType: choice(['deficiency', 'observation']),
    subjectId: text(36, 'system'),
    state: choice(NEWS_STATES),
    heldByMeetingId: optional(text(36, 'system')),
    mailId: optional(text(36, 'system')),
    sinceDay: day(),
    toldDay: optional(day()),
    createdAt: instant(),
  },
  {
    unique: [['personId', 'milestone', 'sourceId']],
    index: [['state', 'personId'], ['heldByMeetingId'], ['personId', 'toldDay'], ['subjectId']],
  },
)

/** `prompt`: at once, but one mail a week at most. */
export const FREQUENCIES = ['prompt', 'weekly', 'none'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** How often a person wants mail about what she reported. Nobody has a row before she has chosen. */
export interface NewsChoice {
  id: string
  personId: string
  frequency: Frequency
  version: number
}
export const newsChoices = table<NewsChoice>(
  'news_choice',
  { id: id(), personId: ref('person'), frequency: choice(FREQUENCIES), version: version() },
  { unique: [['personId']] },
)
