import { actions } from '#src/features/actions/action.entity.ts'
import { completeAction } from '#src/features/actions/complete-action.ts'
import { withOwners } from '#src/features/actions/find-action.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askDirectly } from '#src/features/answers/ask-directly.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { keepOwn } from '#src/features/decisions/answer-between.ts'
import { circulations } from '#src/features/decisions/circulation.entity.ts'
import { cannotCorrect, correctAtMeeting } from '#src/features/decisions/correct-decision.ts'
import { circulationFound, groupBetween } from '#src/features/decisions/find-circulation.ts'
import { type FoundDecision, findDecision } from '#src/features/decisions/find-decision.ts'
import {
  cannotPropose,
  choicesBetween,
  matterBetween,
  type Proposing,
  proposeBetween,
} from '#src/features/decisions/propose-between.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Group, Seat } from '#src/features/groups/group.entity.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { findLinked, isMerge } from '#src/features/links/link.queries.ts'
import { obstacleTo } from '#src/features/links/merge.rules.ts'
import { mergeDeficiencies } from '#src/features/links/merge-deficiencies.ts'
import { undoMerge } from '#src/features/links/undo-merge.ts'
import { decideItem } from '#src/features/meetings/decide-item.ts'
import { decisions, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { KINDS } from '#src/features/meetings/decision-kinds.ts'
import { hasDeficiency, matterById } from '#src/features/meetings/matter.ts'
import { agendaItems, type Meeting, meetings, OPEN_AGENDA } from '#src/features/meetings/meeting.entity.ts'
import { findMeeting } from '#src/features/meetings/meeting.queries.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { suggestItem } from '#src/features/meetings/suggest-item.ts'
import { linkReport } from '#src/features/observations/link-report.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { reportSameHere } from '#src/features/observations/report-same-here.ts'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { type Office, officeMunicipalities, offices } from '#src/features/organisations/office.entity.ts'
import {
  type AgencyContact,
  agencyContacts,
  type Organisation,
} from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import type { Actor, Grant } from '#src/kernel/actor.ts'
import { addDays } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { World } from '#test/support/world.ts'
import { actionsFor, checkFor, followUp, OF_ACTIONS, OF_REQUESTS, requestsFor, type Speakers } from './exchange.ts'

/** Decisions that set something going on one systemfel only. */
export const DECIDED = ['monitor', 'ask', 'commit', 'investigate', 'lift', 'accept', 'close'] as const
type Decided = (typeof DECIDED)[number]
/** What may happen to a systemfel, whatever it is merged with. */
const WHATS = [
  ...(['report', 'join', 'place', 'decide', 'askDirectly', 'answer', 'complete'] as const),
  ...(['circulate', 'agree', 'suggest', 'correct'] as const),
  ...(['decline', 'note', 'wish', 'pass', 'moreTime', 'questionBack', 'effect'] as const),
] as const
/** What is said of questions, actions and proposals goes where they go. */
const OF_WAITING = [
  ...(['answer', 'complete', 'agree'] as const),
  ...(['decline', 'note', 'wish', 'pass', 'moreTime', 'questionBack'] as const),
] as const
type OfWaiting = (typeof OF_WAITING)[number]
const isOfWaiting = (what: string): what is OfWaiting => OF_WAITING.includes(what as OfWaiting)
const FREELY: readonly string[] = ['report', 'join', ...OF_WAITING]
/** Things that are said of what they are about then, and only of that. */
const ALONE: readonly string[] = ['circulate', 'suggest', 'correct']
/** What is tried, with choices as numbers: whoever plays it finds out what they mean in the world as it then is. */
export interface Try {
  readonly what: (typeof WHATS)[number] | 'merge' | 'undo'
  readonly one: number
  readonly other: number
  readonly more: number
}
/** What was really done, on which day, so that it can be done again without the merges. */
export interface Deed {
  readonly day: number
  readonly what: Exclude<Try['what'], 'merge' | 'undo'>
  /** Of the systemfel, 0–3; of a question or an action, which one that was made. */
  readonly at: number
  readonly office: number
  readonly month: number
  readonly type: Decided
}

const TITLES = ['Ingen svarar i telefon', 'Kön är lång', 'Besked dröjer', 'Posten kommer inte fram']
const COUNT = TITLES.length

/** A small world: two offices with a group each, an agency, four systemfel, and somebody who coordinates both offices. */
export class Play {
  readonly world: World
  readonly #given: Given
  offices: Office[] = []
  groups: Group[] = []
  made: Deficiency[] = []
  #planned: Meeting[] = []
  #seats: Seat[] = []
  #agency!: Organisation
  #contact!: AgencyContact
  #people: Person[] = []
  readonly #names = new Map<string, string>()
  /** Questions, actions and proposals between meetings in the order in which they were made. */
  readonly #requests: string[] = []
  readonly #actions: string[] = []
  readonly #asked: string[] = []
  readonly deeds: Deed[] = []
  /** Closed by a group and not reported since: what only a merge has opened is left alone. */
  readonly #closed = new Set<number>()

  private constructor(world: World) {
    this.world = world
    this.#given = new Given(world)
  }

  static async on(world: World): Promise<Play> {
    const play = new Play(world)
    play.#at(0)
    await play.#prepare()
    return play
  }

  #at(day: number): void {
    const at = new Date('2026-03-01T11:00:00Z')
    at.setUTCDate(at.getUTCDate() + day)
    this.world.clock.moveTo(at.toISOString())
  }

  async #prepare(): Promise<void> {
    const given = this.#given
    this.#agency = await given.organisation({ name: 'Försäkringskassan' })
    this.#contact = await given.contact(this.#agency)
    for (const place of ['Tyresö', 'Haninge']) {
      const employer = place === 'Haninge' ? { employer: this.#agency } : {}
      const municipality = await given.municipality({ name: place })
      const office = await given.office({ name: `PO ${place}` }, { municipality, ...employer })
      const group = await given.group([office], { name: `Gruppen ${place}` })
      this.offices.push(office)
      this.groups.push(group)
      this.#people.push(await given.person([{ role: 'ombud', officeId: office.id }]))
      for (const [name, { id }] of Object.entries({ municipality, office, group }))
        this.#names.set(id, `${name} ${place}`)
      this.#planned.push(await this.#meeting(group, '2026-12-15', 'planned'))
      this.#seats.push(await given.seat(group, { party: 'municipality' }, 'Maj Holm'))
    }
    this.#people.push(await given.person([]))
    for (const [at, title] of TITLES.entries()) this.made.push(await this.#make(at, title))
  }

  #make(at: number, title: string): Promise<Deficiency> {
    return this.world.given(ctx =>
      makeDeficiency(ctx, {
        ...{ title, description: title, level: 'caseworker', facets: [], themes: ['tillganglighet'], gap: false },
        ...{ organisationIds: at === 3 ? [this.#agency.id] : [], officeId: this.#home(at).office.id },
      }),
    )
  }
  /** The first two are of the first office. */
  #home(at: number): { readonly office: Office; readonly group: Group; readonly meeting: Meeting } {
    const nth = Math.floor(at / 2)
    return { office: this.offices[nth], group: this.groups[nth], meeting: this.#planned[nth] } as never
  }
  #meeting(group: Group, day: string, state: 'planned' | 'running'): Promise<Meeting> {
    return this.world.given(ctx =>
      ctx.rows(meetings).insert({
        ...{ id: ctx.newId(), groupId: group.id, day, time: '13:00', place: 'Kommunhuset', state },
        ...OPEN_AGENDA,
        ...{ startedAt: state === 'running' ? ctx.now : null, endedAt: null, notesDoneAt: null, version: 1 },
      }),
    )
  }

  #actor(...granted: readonly Partial<Grant>[]): Actor {
    const none = { officeId: null, groupId: null, areaId: null, organisationId: null }
    const grants = granted.map(grant => ({ role: 'ombud' as const, ...none, ...grant }))
    return { kind: 'person', id: this.#people[2]?.id ?? '', name: 'Eva', locale: 'sv', municipalityIds: [], grants }
  }
  get #coordinator(): Actor {
    return this.#actor(...this.offices.map(({ id }) => ({ role: 'coordinator' as const, officeId: id })))
  }
  get #convener(): Actor {
    return this.#actor(...this.groups.map(({ id }) => ({ role: 'convener' as const, groupId: id })))
  }
  get speakers(): Speakers {
    const organisationId = this.#agency.id
    const members = this.groups.map(({ id: groupId }) => ({ role: 'member' as const, groupId, organisationId }))
    const ombud = this.offices.map(({ id: officeId }) => ({ role: 'ombud' as const, officeId }))
    return { world: this.world, owner: this.#actor(...members, ...ombud), asker: this.#coordinator }
  }
  /** The id of the n-th question or action. */
  waiting(kind: 'request' | 'action', nth: number): string {
    return (kind === 'request' ? this.#requests : this.#actions)[nth] ?? ''
  }
  #do<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.world.works.write(actor, work)
  }
  #now(at: number): Promise<DeficiencyInCircle> {
    return this.world.given(ctx => deficiencyById(ctx, this.made[at]?.id ?? ''))
  }

  /** Tries one thing after the other, a day each; what cannot be done is left out. Undoes every merge at the end. */
  async tryAll(tries: readonly Try[]): Promise<{ readonly merges: number }> {
    let merges = 0
    for (const [index, each] of tries.entries()) {
      this.#at(index + 1)
      if (each.what === 'merge') merges += await this.#merge(each)
      else if (each.what === 'undo') await this.#undo(each.one)
      else await this.#deed(index + 1, each)
    }
    this.#at(tries.length + 1)
    while (await this.#undo(0));
    return { merges }
  }

  async #merge({ one, other }: Try): Promise<number> {
    const [from, to] = [await this.#now(one % COUNT), await this.#now(other % COUNT)]
    if (obstacleTo(from, to, this.world.clock.now().toISOString().slice(0, 10)) !== null) return 0
    const seen = { version: from.version, toVersion: to.version }
    await this.#do(this.#coordinator, ctx => mergeDeficiencies(ctx, { from, to }, seen))
    return 1
  }
  /** One of the merges that stand and are not within a chain; false when there is none. */
  async #undo(choice: number): Promise<boolean> {
    const rows = await this.world.rows(deficiencies)
    const living = new Set(rows.filter(({ mergedIntoId }) => mergedIntoId === null).map(({ id }) => id))
    const merges = (await this.world.rows(deficiencyLinks)).filter(
      link => isMerge(link) && link.undoneAt === null && living.has(link.toId),
    )
    const link = merges[choice % Math.max(1, merges.length)]
    if (link === undefined) return false
    await this.#do(this.#coordinator, async ctx => undoMerge(ctx, await findLinked(ctx, link.id), link.version))
    return true
  }

  /** What it comes to in the world as it is. A merged one's reports come to the one that it lives on in. */
  async #deed(day: number, { what, one, other, more }: Try): Promise<void> {
    // What is closed is what merges bring back: every third.
    const type = more % 3 === 0 ? 'close' : (DECIDED[more % DECIDED.length] as Decided)
    const deed = { day, what, office: other % 2, month: more % 9, type } as Deed
    const before = BEFORE[what]
    if (!(await this.#attempt(deed, one)) && before !== undefined) await this.#attempt({ ...deed, ...before }, one)
  }
  async #attempt(deed: Deed, choice: number): Promise<boolean> {
    const at = await this.#target(deed, choice)
    if (at === null || !(await this.#possible({ ...deed, at }))) return false
    await this.do({ ...deed, at })
    this.deeds.push({ ...deed, at })
    return true
  }
  /** A correction or an effect looks for something that can be corrected or followed: little can. */
  async #target(deed: Deed, choice: number): Promise<number | null> {
    const { what } = deed
    if (isOfWaiting(what)) return this.#pending(what, choice)
    for (let nth = 0; (what === 'correct' || what === 'effect') && nth < COUNT; nth += 1) {
      const at = await this.#living((choice + nth) % COUNT)
      if (await this.#possible({ ...deed, at })) return at
    }
    return this.#living(choice % COUNT)
  }
  async #living(at: number): Promise<number> {
    const { mergedIntoId } = await this.#now(at)
    return mergedIntoId === null ? at : this.#living(this.made.findIndex(({ id }) => id === mergedIntoId))
  }
  async #pending(what: OfWaiting, choice: number): Promise<number | null> {
    const [made, open] = await this.#open(what)
    return open.map(id => made.indexOf(id)).sort((one, other) => one - other)[choice % Math.max(1, open.length)] ?? null
  }
  /** All that were made, and those of which it can be said now. */
  async #open(what: OfWaiting): Promise<readonly [readonly string[], readonly string[]]> {
    if (what === 'agree') return [this.#asked, idsOf(await this.world.rows(circulations, { state: 'asking' }))]
    if (what === 'answer') return [this.#requests, idsOf(await this.world.rows(answerRequests, { state: 'sent' }))]
    if (what === 'complete') return [this.#actions, idsOf(await this.world.rows(actions, { state: 'accepted' }))]
    if (what in OF_REQUESTS) return [this.#requests, await requestsFor(this.speakers, what as keyof typeof OF_REQUESTS)]
    return [this.#actions, await actionsFor(this.speakers, what as keyof typeof OF_ACTIONS)]
  }

  /** What somebody does to a systemfel that only a merge has opened, or to all that has come together, is another story. */
  async #possible({ what, at, type }: Deed): Promise<boolean> {
    if (FREELY.includes(what)) return true
    if (this.#closed.has(at)) return false
    const { id } = await this.#now(at)
    const alone = ALONE.includes(what) || (what === 'decide' && (type === 'accept' || type === 'close'))
    if (alone && (await this.world.rows(deficiencies, { mergedIntoId: id })).length > 0) return false
    return this.#allowed(what, at, id)
  }
  async #allowed(what: Deed['what'], at: number, id: string): Promise<boolean> {
    if (what === 'correct') return (await this.#correctable(at)) !== null
    if (what === 'circulate') return this.#mayCirculate(at)
    if (what === 'effect') return (await checkFor(this.speakers, id)) !== null
    const placed = what === 'place' || what === 'suggest'
    return !placed || !(await this.#stands(id, this.#home(at).meeting.id))
  }
  async #stands(deficiencyId: string, meetingId: string): Promise<boolean> {
    return (await this.world.rows(agendaItems, { deficiencyId, meetingId })).length > 0
  }

  /** Does the same again, with no merge in between. */
  async doAll(deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) {
      this.#at(deed.day)
      await this.do(deed)
    }
  }

  async do(deed: Deed): Promise<void> {
    await DEEDS[deed.what](this, deed)
    if (deed.what === 'report' || deed.what === 'join') this.#closed.delete(deed.at)
    if ((deed.what === 'decide' && deed.type === 'close') || (await this.#isConfirmed(deed))) this.#closed.add(deed.at)
    await this.#noteNew()
  }
  async #isConfirmed({ what, at }: Deed): Promise<boolean> {
    return what === 'effect' && (await this.#now(at)).state === 'resolved'
  }
  async #noteNew(): Promise<void> {
    for (const { id } of await this.world.rows(answerRequests))
      if (!this.#requests.includes(id)) this.#requests.push(id)
    for (const { id } of await this.world.rows(actions)) if (!this.#actions.includes(id)) this.#actions.push(id)
    for (const { id } of await this.world.rows(circulations)) if (!this.#asked.includes(id)) this.#asked.push(id)
  }

  async report({ at, office, month }: Deed): Promise<void> {
    await this.#do(this.#coordinator, async ctx => {
      const met = `2025-0${month + 1}`
      const sent = await ctx.rows(observations).insert({
        ...{
          ...BLANK_REPORT,
          id: ctx.newId(),
          number: `R-2026-${String(await ctx.nextNumber('R-2026')).padStart(4, '0')}`,
        },
        ...{
          officeId: this.offices[office]?.id ?? '',
          ombudId: this.#people[office]?.id ?? '',
          whatHappened: 'Ett hinder.',
        },
        ...{
          municipalityId: await this.#place(ctx, office),
          firstMonth: met,
          lastMonth: met,
          ownEmployer: month === 4,
        },
        ...{ createdAt: ctx.now, sentAt: ctx.now },
      })
      await linkReport(ctx, sent, await deficiencyById(ctx, this.made[at]?.id ?? ''), sent.version)
    })
  }
  async join({ at, office, month }: Deed): Promise<void> {
    const officeId = this.offices[office]?.id ?? ''
    const ombud = { ...this.#actor({ role: 'ombud', officeId }), id: this.#people[office]?.id ?? '' }
    await this.#do(ombud, async ctx => {
      const met = { month: `2026-0${(month % 3) + 1}`, municipalityId: await this.#place(ctx, office) }
      const deficiency = await deficiencyById(ctx, this.made[at]?.id ?? '')
      await reportSameHere(ctx, deficiency, officeId, { ...met, clientBand: '1', line: null })
    })
  }
  async #place(ctx: Ctx, office: number): Promise<string> {
    const { municipalityId } = await ctx.rows(officeMunicipalities).get({ officeId: this.offices[office]?.id ?? '' })
    return municipalityId
  }
  async place({ at }: Deed): Promise<void> {
    const { meeting } = this.#home(at)
    await this.#do(this.#convener, async ctx =>
      placeOnAgenda(ctx, await deficiencyById(ctx, this.made[at]?.id ?? ''), meeting, 'added', {}, 'new'),
    )
  }
  async askDirectly({ at }: Deed): Promise<void> {
    const question = { contactId: this.#contact.id, question: 'Vad gör ni åt det?', termDays: 30 }
    await this.#do(this.#coordinator, async ctx =>
      askDirectly(ctx, await deficiencyById(ctx, this.made[at]?.id ?? ''), question),
    )
  }
  /** At a meeting of its own, on the day. */
  async decide({ at, type, month }: Deed): Promise<void> {
    const meeting = await this.#meeting(
      this.#home(at).group,
      this.world.clock.now().toISOString().slice(0, 10),
      'running',
    )
    await this.#do(this.#convener, async ctx => {
      const placed = await deficiencyById(ctx, this.made[at]?.id ?? '')
      await placeOnAgenda(ctx, placed, meeting, 'added', {}, 'new')
      const { id } = await ctx.rows(agendaItems).get({ meetingId: meeting.id })
      const matter = await matterById(ctx, await findMeeting(ctx, meeting.id), id)
      if (!hasDeficiency(matter)) throw new Error('No systemfel.')
      const fields = { ...(await KINDS[type].prefill(ctx, matter)), ...FIELDS[type], item: id }
      const faulty = await decideItem(ctx, matter, type, { ...fields, ...this.#asking(type, month) })
      if (faulty !== null) throw new Error(`${type}: ${JSON.stringify(faulty.errors)}`)
    })
  }
  /** Whom a decision is about; every other undertaking is proposed only. */
  #asking(type: Decided, month: number): Record<string, string> {
    if (type === 'ask') return { contactId: this.#contact.id }
    const taken = month % 2 === 0 ? {} : { acceptedBy: '', strength: '' }
    return type === 'commit' ? { ...taken, organisationId: this.#agency.id } : {}
  }
  #proposing = async (ctx: Ctx, at: number): Promise<Proposing> => ({
    group: await groupBetween(ctx, this.#home(at).group.id),
    deficiency: await deficiencyById(ctx, this.made[at]?.id ?? ''),
    corrects: null,
  })
  #mayCirculate(at: number): Promise<boolean> {
    return this.#do(this.#convener, async ctx => {
      const proposing = await this.#proposing(ctx, at)
      return (await cannotPropose(ctx, proposing)) === null && choicesBetween(proposing).includes('monitor')
    })
  }
  /** The group of its office asks its seats. */
  async circulate({ at }: Deed): Promise<void> {
    await this.#do(this.#convener, async ctx => {
      const proposing = await this.#proposing(ctx, at)
      const matter = matterBetween(ctx, proposing)
      const prefilled = await KINDS.monitor.prefill(ctx, matter)
      const body = { ...prefilled, item: matter.item.id, lastDay: addDays(ctx.today, 50) }
      const made = await proposeBetween(ctx, proposing, 'monitor', body)
      if (!made.ok) throw new Error(JSON.stringify(made.errors))
    })
  }
  /** A seat says yes, and may say so again. */
  async agree({ at }: Deed): Promise<void> {
    await this.world.given(async ctx => {
      const found = await circulationFound(ctx, await ctx.rows(circulations).get({ id: this.#asked[at] ?? '' }))
      const seat = this.#seats.find(({ groupId }) => groupId === found.group.id)
      await keepOwn(ctx, found, { seatId: seat?.id ?? '', answer: 'agree', reason: null })
    })
  }
  async suggest({ at }: Deed): Promise<void> {
    const { group, meeting } = this.#home(at)
    await this.#do(this.#actor({ role: 'member', groupId: group.id }), async ctx => {
      const { number } = await deficiencyById(ctx, this.made[at]?.id ?? '')
      await suggestItem(ctx, await findMeeting(ctx, meeting.id), { number, title: null, reason: 'Det händer igen.' })
    })
  }
  /** Its latest decision, when that can be corrected at the meeting to come. */
  #correctable(at: number): Promise<FoundDecision | null> {
    return this.#do(this.#convener, async ctx => {
      const [last] = await ctx.rows(decisions).all({ deficiencyId: this.made[at]?.id ?? '' }, { at: 'DESC' }, 1)
      const found = last === undefined ? null : await findDecision(ctx, last.id)
      return found === null || cannotCorrect(found) !== null ? null : found
    })
  }
  async correct({ at }: Deed): Promise<void> {
    const found = await this.#correctable(at)
    if (found === null) throw new Error('Nothing to correct.')
    const { id: meetingId } = this.#home(at).meeting
    await this.#do(this.#convener, ctx => correctAtMeeting(ctx, found, { meetingId }))
  }
  async answer({ at }: Deed): Promise<void> {
    const words = { kind: 'planned', text: 'Vi ändrar.', changeDay: '2027-02-01', otherBody: null } as const
    await this.world.given(async ctx =>
      receiveAnswer(ctx, await ctx.rows(answerRequests).get({ id: this.#requests[at] ?? '' }), words),
    )
  }
  async complete({ at }: Deed): Promise<void> {
    await this.#do(this.#coordinator, async ctx => {
      const found = await withOwners(ctx, await ctx.rows(actions).get({ id: this.#actions[at] ?? '' }))
      const done = {
        version: found.action.version,
        doneDay: ctx.today,
        strength: 'eases',
        proof: 'Rutinen är i bruk.',
      } as const
      await completeAction(ctx, found, done)
    })
  }

  async effect({ at, month }: Deed): Promise<void> {
    const check = await checkFor(this.speakers, this.made[at]?.id ?? '')
    if (check === null) throw new Error('Nothing to follow.')
    await followUp(this.speakers, check, month)
  }

  /** Ids that are called by the order in which they were made. */
  #numbered(): [string, readonly string[]][] {
    const asked: [string, readonly string[]][] = [
      ['question', this.#requests],
      ['action', this.#actions],
      ['proposal', this.#asked],
    ]
    return [['person', idsOf(this.#people)], ['seat', idsOf(this.#seats)], ...asked]
  }
  /** What the ids of this world are called, whatever they are. */
  async names(): Promise<Map<string, string>> {
    const names = new Map(this.#names)
    for (const { id, number } of await this.world.rows(deficiencies)) names.set(id, number)
    for (const { id, number } of await this.world.rows(observations)) names.set(id, String(number))
    for (const [name, ids] of this.#numbered()) for (const [nth, id] of ids.entries()) names.set(id, `${name} ${nth}`)
    for (const { id, groupId, day } of await this.world.rows(meetings)) names.set(id, `${names.get(groupId)} ${day}`)
    for (const { id, meetingId, title } of await this.world.rows(agendaItems))
      names.set(id, `${title} at ${names.get(meetingId)}`)
    for (const { id, at } of await this.world.rows(decisions)) names.set(id, `decision ${at.toISOString()}`)
    await this.#nameOthers(names)
    return names
  }
  async #nameOthers(names: Map<string, string>): Promise<void> {
    for (const { id, dueDay, decisionId } of await this.world.rows(effectChecks))
      names.set(id, `check ${dueDay} of ${names.get(decisionId)}`)
    for (const { id, email } of await this.world.rows(agencyContacts)) names.set(id, email)
    names.set(this.#agency.id, 'agency').set(this.#contact.id, 'contact')
    for (const { id, name } of await this.world.rows(offices)) names.set(id, name)
    for (const { id, name } of await this.world.rows(municipalities)) names.set(id, name)
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

const FIELDS: Readonly<Record<Decided, Readonly<Record<string, string>>>> = {
  ...{ monitor: {}, ask: {}, investigate: {}, accept: {} },
  // The day is given: the form proposes what an answer promised, and answers come along.
  commit: { acceptedBy: 'Enhetschef', strength: 'resolves', description: 'Öppna telefonen.', dueDay: '2026-12-01' },
  lift: { toName: 'Samordningsförbundet' },
  close: { reason: 'Lagen är ändrad.' },
}
function ofWaiting<K extends string>(
  kind: 'request' | 'action',
  says: Readonly<Record<K, (speakers: Speakers, id: string, choice: number) => Promise<unknown>>>,
): Record<K, (play: Play, deed: Deed) => Promise<void>> {
  const deeds = (Object.keys(says) as K[]).map(what => [
    what,
    async (play: Play, { at, month }: Deed) => void (await says[what](play.speakers, play.waiting(kind, at), month)),
  ])
  return Object.fromEntries(deeds)
}
/** Where there is nothing to say it of, what it is said of comes first. */
const BEFORE: Readonly<Partial<Record<Try['what'], Partial<Deed>>>> = {
  decline: { what: 'decide', type: 'commit', month: 1 },
  note: { what: 'decide', type: 'commit', month: 2 },
  wish: { what: 'decide', type: 'commit' },
  pass: { what: 'askDirectly' },
  moreTime: { what: 'askDirectly' },
  questionBack: { what: 'askDirectly' },
  effect: { what: 'decide', type: 'accept' },
}
const DEEDS: Readonly<Record<Deed['what'], (play: Play, deed: Deed) => Promise<void>>> = {
  report: (play, deed) => play.report(deed),
  join: (play, deed) => play.join(deed),
  place: (play, deed) => play.place(deed),
  decide: (play, deed) => play.decide(deed),
  askDirectly: (play, deed) => play.askDirectly(deed),
  answer: (play, deed) => play.answer(deed),
  complete: (play, deed) => play.complete(deed),
  circulate: (play, deed) => play.circulate(deed),
  agree: (play, deed) => play.agree(deed),
  suggest: (play, deed) => play.suggest(deed),
  correct: (play, deed) => play.correct(deed),
  effect: (play, deed) => play.effect(deed),
  ...ofWaiting('request', OF_REQUESTS),
  ...ofWaiting('action', OF_ACTIONS),
}
