import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { Situation } from '#src/features/deficiencies/next-step.rules.ts'
import type { Day } from '#src/kernel/days.ts'

/** What may be said to somebody it concerns: facts only, nothing that anybody has written, nothing about anybody. */
export interface Sayable
  extends Pick<Situation, 'state' | 'today' | 'asked' | 'actions' | 'coming' | 'lift' | 'effectDay'> {
  /** The latest answer. */
  readonly answer: Answered | null
}
export interface Answered {
  readonly organisation: string
  readonly kind: Answer['kind']
  readonly day: Day
  /** When the change is made, or planned to be. */
  readonly changeDay: Day | null
}
/** A sentence of the catalogue, `say.<key>`, of twenty words at most. Values that are days are `YYYY-MM-DD`. */
export interface Sentence {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}
const say = (key: string, values: Sentence['values'] = {}): Sentence => ({ key, values })

/** "Det här kan du säga": what has been done, where it stands, and what comes. Nothing for a merged one: its other says it. */
export function sentences(sayable: Sayable): Sentence[] {
  if (sayable.state === 'merged') return []
  return [
    say('reported'),
    ...answered(sayable),
    ...STANDS[sayable.state](sayable),
    say(hasEnded(sayable) ? 'again' : 'later'),
  ]
}

const hasEnded = ({ state }: Sayable): boolean => ['resolved', 'eased', 'closed'].includes(state)

function answered({ answer }: Sayable): Sentence[] {
  if (answer === null) return []
  const { organisation, kind, day, changeDay } = answer
  const change =
    changeDay === null || !(kind === 'changed' || kind === 'planned') ? [] : [say(`${kind}Day`, { day: changeDay })]
  return [say('answered', { organisation, day }), say(kind), ...change]
}

const meeting = ({ coming }: Sayable): Sentence =>
  coming === null ? say('noMeeting') : say('meeting', { day: coming.day })

function waits({ asked, today }: Sayable): Sentence[] {
  const [first] = asked
  if (first === undefined) return [say('judges')]
  const { organisation, dueDay } = first
  return [say('asked', { organisation }), say(dueDay < today ? 'answerLate' : 'answerDue', { day: dueDay })]
}
function acts({ actions }: Sayable): Sentence[] {
  const [first] = actions
  if (first === undefined) return [say('acted')]
  return [say('acts'), ...(first.dueDay === null ? [] : [say('actsBy', { day: first.dueDay })])]
}
function lifted({ lift }: Sayable): Sentence[] {
  if (lift === null || lift.replied) return [say('lifted')]
  return [say('lifted'), say('liftedBy', { day: lift.wishedDay })]
}
const remedied = ({ effectDay }: Sayable): Sentence[] => [
  say('remedied'),
  effectDay === null ? say('checked') : say('checks', { day: effectDay }),
]

type Stands = (sayable: Sayable) => Sentence[]
const STANDS: Readonly<Record<Exclude<Situation['state'], 'merged'>, Stands>> & { readonly merged: Stands } = {
  new: sayable => [meeting(sayable)],
  on_agenda: sayable => [meeting(sayable)],
  postponed: sayable => [say('postponed'), meeting(sayable)],
  awaiting_answer: waits,
  action_under_way: acts,
  investigating: () => [say('investigated')],
  lifted,
  monitored: () => [say('monitored'), say('nothingMore')],
  remedied,
  effect_unknown: () => [say('effectUnknown')],
  returned: sayable => [say('cameBack'), meeting(sayable)],
  resolved: () => [say('resolved')],
  eased: () => [say('eased')],
  closed: () => [say('closed')],
  merged: () => [],
}
