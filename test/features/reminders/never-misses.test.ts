import { expect } from 'chai'
import type { AnswerRequest } from '#src/features/answers/answer.entity.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { closeRequests, revokeRequest } from '#src/features/answers/withdraw-request.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { holdReminders } from '#src/features/reminders/hold-reminders.ts'
import { remindDue } from '#src/features/reminders/remind-due.job.ts'
import { reminders, type Step } from '#src/features/reminders/reminder.entity.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { addDays, dayOf, instantAt } from '#src/kernel/days.ts'
import { World } from '#test/support/world.ts'
import { PLANNED, requestOf, type Situation, situation } from '../answers/situation.ts'
import { another, askedOn, climbed, MANAGER, managed, setDueDay } from './climbing.ts'

const NEW = {
  title: 'Ingen svarar i telefon',
  description: 'Den som söker stöd når ingen handläggare.',
  level: 'local',
  facets: [],
  themes: ['tillganglighet'],
  gap: false,
} as const
const FIRST = '2026-10-05'
const DAYS = 400
const QUESTIONS = 40

/** Written out by hand, so that the test does not ask the same calendar as the program. */
const SHUT: readonly string[] = [
  ...['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06', '2027-03-26', '2027-03-29', '2027-05-06'],
  ...['2027-06-25', '2027-12-24', '2027-12-31', '2028-01-06'],
]
const isOpen = (day: string): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !SHUT.includes(day)
}
/** Down the whole of every tenth day, and three hours of every night, which now and then reach into the morning. */
const isUp = (day: number, hour: number): boolean => {
  if (day % 10 === 9) return false
  const from = [22, 1, 3, 6][day % 4] as number
  return hour < from || hour >= from + 3
}

/** What happens to a question besides its being sent. Days count from its sending. */
interface Life {
  readonly sent: number
  readonly term: number
  readonly due?: { readonly on: number; readonly days: number }
  readonly rest?: { readonly on: number; readonly days: number }
  readonly end?: { readonly on: number; readonly how: 'answer' | 'revoke' | 'close' }
}
/** Spread over the year and over every kind of life; the same each time. */
const LIVES: readonly Life[] = Array.from({ length: QUESTIONS }, (_, at) => ({
  sent: 1 + ((at * 37) % 330),
  term: 10 + ((at * 7) % 40),
  ...(at % 3 === 1 ? { due: { on: 12 + ((at * 5) % 45), days: 9 + ((at * 11) % 30) } } : {}),
  ...(at % 4 === 2 ? { rest: { on: 5 + ((at * 3) % 50), days: 3 + ((at * 13) % 55) } } : {}),
  ...(at % 5 === 3
    ? { end: { on: 20 + ((at * 9) % 45), how: (['answer', 'revoke', 'close'] as const)[at % 3] as 'answer' } }
    : {}),
}))
const dayAt = (day: number): string => addDays(FIRST, day)
/** Things are done by people when the application is up. */
const upDay = (day: number): number => (day % 10 === 9 ? day + 1 : day)

const OFFSETS: readonly (readonly [Step, number])[] = [
  ['before', -7],
  ['after', 1],
  ['seat', 14],
  ['superior', 21],
  ['agenda', 30],
]

type Steps = readonly (readonly [Step, number])[]
/** What ought to be done: told day by day from the rules in words, with nothing of the program. People act at noon. */
class Expectation {
  readonly told: string[] = []
  readonly #born: number
  readonly #done = new Set<string>()
  #due: number
  #restsTo = -1
  #last = -1
  #lastForOther = -1
  constructor(life: Life) {
    this.#born = upDay(life.sent)
    this.#due = this.#born + life.term
    for (let day = this.#born; day < DAYS; day += 1) {
      if (day > this.#born) this.#work(day)
      if (this.#on(life.end, day)) return
      this.#noon(life, day)
      this.#work(day)
    }
  }
  #on(event: { readonly on: number } | undefined, day: number): boolean {
    return event !== undefined && day === upDay(this.#born + event.on)
  }
  #noon({ due, rest }: Life, day: number): void {
    if (due !== undefined && this.#on(due, day)) this.#change(day + due.days)
    if (rest !== undefined && this.#on(rest, day)) this.#restsTo = day + rest.days
  }
  #change(due: number): void {
    if (due !== this.#due) this.#lastForOther = this.#last
    this.#due = due
  }
  #work(day: number): void {
    if (day % 10 === 9 || !isOpen(dayAt(day)) || this.#last === day || day < this.#restsTo) return
    const ready = OFFSETS.filter(([step, offset]) => this.#isReady(step, offset, day))
    const worth = ready.filter(
      ([step, offset]) => nextOpen(this.#due + offset) > this.#lastForOther && !(step === 'before' && day > this.#due),
    )
    for (const [step] of ready) this.#done.add(`${this.#due} ${step}`)
    this.#take(worth, day)
  }
  #isReady(step: Step, offset: number, day: number): boolean {
    if (this.#done.has(`${this.#due} ${step}`) || nextOpen(this.#due + offset) > day) return false
    return step !== 'before' || this.#due + offset > this.#born
  }
  #take(worth: Steps, day: number): void {
    const latest = worth.at(-1)
    if (latest === undefined) return
    this.told.push(`${latest[0]} ${dayAt(day)}`)
    this.#last = day
  }
}
function nextOpen(day: number): number {
  return isOpen(dayAt(day)) ? day : nextOpen(day + 1)
}

describe('J4: reminders through 400 days, the application down three hours a night and every tenth day', function () {
  this.timeout(120_000)
  let world: World
  let now: Situation
  let coordinator: Actor
  let seatAddress: string
  const questions: { life: Life; request: AnswerRequest }[] = []

  before(async () => {
    world = await World.open()
    now = await situation(world)
    await now.given.seat(now.group, { organisationId: now.organisation.id })
    seatAddress = (await world.rows(seatHolders))[0]?.email ?? ''
    const person = await now.given.person([{ role: 'coordinator', officeId: now.office.id }])
    coordinator = (await world.db.read(em => findActor(em, world.db.dialect, person.id))) as Actor
    for (let day = 0; day < DAYS; day += 1) await live(day)
  })

  async function live(day: number): Promise<void> {
    for (const hour of HOURS.filter(one => isUp(day, one))) {
      world.clock.moveTo(instantAt(dayAt(day), `${String(hour).padStart(2, '0')}:00`))
      if (hour === 12) await noon(day)
      const both = [world.works, another(world)].map(works => remindDue(works, managed))
      if ((await Promise.all(both)).some(taken => taken > 0)) await world.sendMails()
    }
  }
  /** Every hour about the office's opening and shutting, and some of the others. */
  const HOURS = [0, 3, 6, 7, 8, 9, 12, 14, 16, 17, 20, 23]

  async function noon(day: number): Promise<void> {
    for (const life of LIVES.filter(({ sent }) => upDay(sent) === day)) {
      const deficiency = await world.given(ctx =>
        makeDeficiency(ctx, { ...NEW, officeId: now.office.id, organisationIds: [now.organisation.id] }),
      )
      const request = await askedOn({ ...now, deficiency }, dayAt(day), { termDays: life.term })
      questions.push({ life, request })
      world.clock.moveTo(instantAt(dayAt(day), '12:00'))
    }
    for (const { life, request } of questions) await happen(day, life, request.id)
  }

  async function happen(day: number, { sent, due, rest, end }: Life, id: string): Promise<void> {
    const on = (event: { readonly on: number } | undefined): boolean =>
      event !== undefined && upDay(upDay(sent) + event.on) === day
    const request = await requestOf(world, { id })
    if (request.state !== 'sent') return
    if (on(due)) await setDueDay(world, id, dayAt(day + (due?.days ?? 0)))
    if (on(rest))
      await world.works.write(coordinator, async ctx =>
        holdReminders(ctx, await findRequest(ctx, id), {
          untilDay: dayAt(day + (rest?.days ?? 0)),
          reason: 'Myndigheten har bett oss vänta.',
        }),
      )
    if (on(end)) await ends[end?.how ?? 'answer'](await requestOf(world, { id }))
  }

  const ends: Readonly<Record<NonNullable<Life['end']>['how'], (request: AnswerRequest) => Promise<unknown>>> = {
    answer: request =>
      world.given(ctx => receiveAnswer(ctx, request, { ...PLANNED, kind: 'planned', otherBody: null })),
    revoke: ({ id, version }) =>
      world.works.write(coordinator, async ctx => revokeRequest(ctx, await findRequest(ctx, id), { version })),
    close: ({ deficiencyId }) => world.given(ctx => closeRequests(ctx, deficiencyId)),
  }

  it('does for each question exactly what is specified, on its day or the next working day, whichever process is first', async () => {
    expect(questions).to.have.length(QUESTIONS)
    let steps = 0
    for (const { life, request } of questions) {
      const done = (await climbed(world, request.id)).filter(text => text.split(' ').length === 2)
      expect(done, JSON.stringify(life)).to.deep.equal(new Expectation(life).told)
      steps += done.length
    }
    expect(steps).to.be.greaterThan(120)
  })

  it('mails each of them once, to whom it is for, and nothing else', async () => {
    const sent = (await world.mails()).filter(({ template }) => template.startsWith('reminders.'))
    const letters = world.letters.map(({ messageId }) => messageId.slice(1, 37))
    for (const { id } of sent) expect(letters.filter(letter => letter === id)).to.have.length(1)
    const mailed = questions.flatMap(({ life, request }) =>
      new Expectation(life).told
        .filter(text => !text.startsWith('agenda'))
        .map(text => `${request.id} ${text} ${addressFor(text)}`),
    )
    const told = sent.map(
      ({ subjectId, template, createdAt, toAddress }) =>
        `${subjectId} ${/^reminders\.([a-z]+)/.exec(template)?.[1]} ${dayOf(createdAt)} ${toAddress}`,
    )
    expect(told.sort()).to.deep.equal(mailed.sort())
  })
  const addressFor = (text: string): string =>
    text.startsWith('seat') ? seatAddress : text.startsWith('superior') ? MANAGER.email : now.contact.email

  it('has every step of every due day once, those that were passed over too, each with its line in the log', async () => {
    const rows = await world.rows(reminders)
    expect(new Set(rows.map(({ requestId, dueDay, step }) => `${requestId} ${dueDay} ${step}`)).size).to.equal(
      rows.length,
    )
    expect(rows.some(({ outcome }) => outcome === 'passed_over')).to.equal(true)
    const lines = (await world.rows(auditEvents)).filter(
      ({ action, details }) => /^reminder\./.test(action) && 'reminderStep' in details,
    )
    expect(lines).to.have.length(rows.length)
  })
})
