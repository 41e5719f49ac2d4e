import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { DefinitionStatus } from '#src/features/deficiencies/definition.rules.ts'
import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { type Day, dayOf, daysBetween, type Month } from '#src/kernel/days.ts'
import { halfYearKey } from '#src/kernel/half-years.ts'
import type { DecisionType } from './decision.entity.ts'
import type { AgendaItem, Why } from './meeting.entity.ts'
import { seenOutside } from './seen.rules.ts'

/** What is known of a systemfel that stands on none of the group's coming agendas. "The group" is the one that meets. */
export interface Waiting {
  readonly state: State
  readonly madeDay: Day
  readonly stateDay: Day
  /** The national definition, as it counts. */
  readonly definition: DefinitionStatus | null
  readonly reported: {
    readonly reports: number
    readonly bands: readonly ClientBand[]
    readonly firstMonth: Month | null
    readonly lastMonth: Month | null
  }
  readonly lastReportAt: Date | null
  /** The group's last decision on it, with the day of its meeting. */
  readonly lastDecision: { readonly type: DecisionType; readonly at: Date; readonly day: Day } | null
  /** When the last meeting of the group that had it on its agenda began. */
  readonly lastSeenAt: Date | null
  /** Asked by the group, or by an office between meetings (`direct`). */
  readonly requests: readonly {
    readonly organisation: string
    readonly direct: boolean
    readonly createdAt: Date
    /** Null until it is sent, and when it waits for no answer. */
    readonly dueDay: Day | null
    readonly answeredAt: Date | null
    /** The organisation of the register that the answer names as responsible instead. */
    readonly other?: string | null
  }[]
  readonly actions: readonly {
    readonly owner: string
    readonly direct: boolean
    readonly createdAt: Date
    /** Null when it has no due day, or is done or cancelled. */
    readonly dueDay: Day | null
    /** How it ended, where the group is to know: declined, or done so that it resolves the systemfel. */
    readonly ended: { readonly how: 'declined' | 'resolved'; readonly at: Date } | null
  }[]
  readonly liftsHere: readonly { readonly from: string; readonly day: Day; readonly at: Date }[]
  /** Lifted by the group to another body that has not replied. */
  readonly liftsAway: readonly { readonly to: string; readonly wishedDay: Day }[]
  /** A member of the group suggested it and the convener took it up; the last time. */
  readonly suggested: { readonly organisation: string; readonly day: Day; readonly at: Date } | null
  /** An ombud says that what was accepted did not help. */
  /** `decide`: ombud do not say no, and not that it is solved either. */
  readonly effectNo: { readonly months: number; readonly variant?: 'decide' } | null
}

export interface Reason {
  readonly why: Why
  readonly section: AgendaItem['section']
  readonly facts: AgendaItem['whyFacts']
}

type Facts = AgendaItem['whyFacts']

const decidedSince = ({ lastDecision }: Waiting, at: Date): boolean => lastDecision !== null && lastDecision.at >= at

function liftedHere(waiting: Waiting): Facts | null {
  const lift = waiting.liftsHere.find(({ at }) => !decidedSince(waiting, at))
  return lift === undefined ? null : { group: lift.from, day: lift.day }
}

const cameBack = ({ state, stateDay }: Waiting): Facts | null => (state === 'returned' ? { day: stateDay } : null)

/** Somebody declined, or has done what is to resolve it, and the group has decided nothing since. */
function endedAs(
  waiting: Waiting,
  how: 'declined' | 'resolved',
): { readonly organisation: string; readonly day: Day } | null {
  const ended = waiting.actions.flatMap(({ owner, ended: end }) =>
    end?.how === how && !decidedSince(waiting, end.at) ? [{ owner, at: end.at }] : [],
  )
  const last = latest(ended, ({ at }) => at)
  return last === null ? null : { organisation: last.owner, day: dayOf(last.at) }
}

function actionDone(waiting: Waiting): Facts | null {
  const done = endedAs(waiting, 'resolved')
  return done === null ? null : { ...done, variant: 'done' }
}

function actionDeclined(waiting: Waiting): Facts | null {
  const declined = endedAs(waiting, 'declined')
  return declined === null ? null : { ...declined, variant: 'declined' }
}

function answerIn(waiting: Waiting): Facts | null {
  const fresh = waiting.requests.filter(({ answeredAt }) => answeredAt !== null && !decidedSince(waiting, answeredAt))
  const answer = latest(fresh, ({ answeredAt }) => answeredAt as Date)
  if (answer === null) return null
  const { organisation, other = null } = answer
  return answerFacts({ organisation, day: dayOf(answer.answeredAt as Date), other })
}

/** What the why-line of an answer names: who answered and when, and whose it is instead where the register has it. */
export const answerFacts = ({ organisation, day, other }: { organisation: string; day: Day; other: string | null }) =>
  other === null ? { organisation, day } : { organisation, day, other, variant: 'not_ours' }

function answerOverdue({ state, requests, liftsAway }: Waiting, today: Day): Facts | null {
  const asked = requests.flatMap(({ organisation, dueDay, answeredAt }) =>
    dueDay === null || answeredAt !== null ? [] : [overdueFacts({ organisation, day: dueDay }, today)],
  )
  const lifted = state === 'lifted' ? liftsAway.map(({ to, wishedDay }) => ({ organisation: to, day: wishedDay })) : []
  return mostOverdue([...asked, ...lifted], today)
}

/** So many days after the due day a question is *obesvarad*: every reminder of it has gone. */
const UNANSWERED_AFTER = 30
const overdueFacts = (overdue: Overdue, today: Day): Overdue & Facts =>
  daysBetween(overdue.day, today) >= UNANSWERED_AFTER ? { ...overdue, variant: 'unanswered' } : { ...overdue }

interface Overdue {
  readonly organisation: string
  readonly day: Day
}
/** Why a question whose reminders have all gone is back on the agenda, whatever else is known of its systemfel. */
export const unansweredReason = (overdue: Overdue): Reason => ({
  why: 'answer_overdue',
  section: 'follow_up',
  facts: { ...overdue, variant: 'unanswered' },
})

const actionOverdue = ({ actions }: Waiting, today: Day): Facts | null =>
  mostOverdue(
    actions.flatMap(({ owner, dueDay }) => (dueDay === null ? [] : [{ organisation: owner, day: dueDay }])),
    today,
  )

/** The day itself is not yet overdue. */
function mostOverdue<T extends { readonly day: Day }>(due: readonly T[], today: Day): T | null {
  const overdue = due.filter(({ day }) => day < today)
  return overdue.sort((one, other) => (one.day < other.day ? -1 : 1))[0] ?? null
}

const postponed = ({ state, lastDecision }: Waiting): Facts | null =>
  state === 'postponed' && lastDecision?.type === 'postpone' ? { day: lastDecision.day } : null

function takenDirectly({ requests, actions, lastSeenAt }: Waiting): Facts | null {
  const steps = [
    ...requests.map(request => ({ ...request, body: request.organisation })),
    ...actions.map(action => ({ ...action, body: action.owner })),
  ]
  const fresh = steps.filter(({ direct, createdAt }) => direct && (lastSeenAt === null || createdAt > lastSeenAt))
  const step = latest(fresh, ({ createdAt }) => createdAt)
  return step === null ? null : { organisation: step.body, day: dayOf(step.createdAt) }
}

function proposed(waiting: Waiting): Facts | null {
  const { suggested, lastSeenAt } = waiting
  if (suggested === null || decidedSince(waiting, suggested.at)) return null
  return lastSeenAt !== null && lastSeenAt > suggested.at ? null : suggestedFacts(suggested)
}

/** What the why-line names: the organisation that the member speaks for, where she speaks for one. */
export const suggestedFacts = ({ organisation, day }: { organisation: string; day: Day }): Facts =>
  organisation === '' ? { day, variant: 'member' } : { organisation, day }

/** For the first time, or since the group only took note of it. */
function definitionMet({ state, definition, reported, lastReportAt, lastDecision }: Waiting): Facts | null {
  const untouched = lastDecision === null && UNDECIDED.includes(state)
  const moreSince =
    state === 'monitored' && lastDecision !== null && (lastReportAt ?? lastDecision.at) > lastDecision.at
  if (!(untouched || moreSince) || definition !== 'met') return null
  return { reports: reported.reports, since: sinceOutside(reported) }
}

/** As those outside the office may read it: a half-year where fewer than five clients have met it. */
function sinceOutside({ bands, firstMonth, lastMonth }: Waiting['reported']): string {
  const { from } = seenOutside(bands.map(band => ({ band, firstMonth, lastMonth })))
  return from === null || typeof from === 'string' ? (from ?? '') : halfYearKey(from)
}

/** Nobody has decided anything that would have to run its course first. */
const UNDECIDED: readonly State[] = ['new', 'on_agenda', 'postponed']

const isNew = ({ state, madeDay, lastDecision, lastSeenAt }: Waiting): Facts | null =>
  UNDECIDED.includes(state) && lastDecision === null && lastSeenAt === null ? { day: madeDay } : null

/** It was on an agenda and was taken off it again, undecided: nothing disappears. */
const takenOff = ({ state }: Waiting): Facts | null => (state === 'on_agenda' ? { again: 1 } : null)

const latest = <T>(all: readonly T[], at: (one: T) => Date): T | null =>
  all.reduce<T | null>((last, one) => (last === null || at(one) > at(last) ? one : last), null)

interface Rule {
  readonly why: Why
  readonly section: AgendaItem['section']
  /** What the line *På dagordningen eftersom …* names; null when the rule does not hold. */
  readonly holds: (waiting: Waiting, today: Day) => Facts | null
}

/** In order of weight: the first that holds is the reason given (product §6). */
const RULES: readonly Rule[] = [
  { why: 'lifted_here', section: 'new', holds: liftedHere },
  { why: 'effect_no', section: 'effect', holds: ({ effectNo }) => effectNo },
  { why: 'came_back', section: 'follow_up', holds: cameBack },
  { why: 'answer_in', section: 'answers', holds: answerIn },
  { why: 'answer_in', section: 'answers', holds: actionDone },
  { why: 'action_overdue', section: 'follow_up', holds: actionDeclined },
  { why: 'answer_overdue', section: 'follow_up', holds: answerOverdue },
  { why: 'action_overdue', section: 'follow_up', holds: actionOverdue },
  { why: 'postponed', section: 'follow_up', holds: postponed },
  { why: 'taken_directly', section: 'information', holds: takenDirectly },
  { why: 'proposed', section: 'new', holds: proposed },
  { why: 'meets_definition', section: 'new', holds: definitionMet },
  { why: 'new', section: 'new', holds: isNew },
  { why: 'added', section: 'follow_up', holds: takenOff },
]

/** Why a systemfel goes on the group's next agenda, or null when nothing about it waits for the group. */
export function reasonFor(waiting: Waiting, today: Day): Reason | null {
  for (const { why, section, holds } of RULES) {
    const facts = holds(waiting, today)
    if (facts !== null) return { why, section, facts }
  }
  return null
}
