import { expect } from 'chai'
import { BadConfig } from '#src/config.ts'
import { type Column, isWritten } from '#src/db/columns.ts'
import type { AnyTable } from '#src/db/table.ts'
import { fillDemo, prepareDemo } from '#src/dev/demo/prepare-demo.ts'
import { STOCKHOLM_OFFICES } from '#src/dev/demo/real-places.ts'
import { SEED_ACTIONS, SEED_NIL_REASON } from '#src/dev/demo/seed-actions.ts'
import { SEED_DEFICIENCIES } from '#src/dev/demo/seed-cases.ts'
import { actionNotes, actions } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { requestDueChanges, requestPassings, requestQuestions } from '#src/features/answers/exchange.entity.ts'
import { jointParts, requestReroutings } from '#src/features/answers/joint.entity.ts'
import { auditEvents, auditHeads } from '#src/features/audit/audit-event.entity.ts'
import { verifyChain } from '#src/features/audit/verify-chain.ts'
import { CALL_ANSWERS, callInvitations } from '#src/features/calls/call.entity.ts'
import { circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import {
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { savedViews } from '#src/features/deficiencies/saved-view.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { DECISION_TYPES, decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, meetings } from '#src/features/meetings/meeting.entity.ts'
import { monthChecks } from '#src/features/month-check/month-check.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import { needsCheck } from '#src/features/organisations/contact.rules.ts'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { agencyContacts, organisations } from '#src/features/organisations/organisation.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { DEMO_PASSWORD } from '#src/features/people/person.page.ts'
import { reminderHolds, reminders } from '#src/features/reminders/reminder.entity.ts'
import { summaries } from '#src/features/summaries/summary.entity.ts'
import { tables } from '#src/features.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { addDays, dayOf, daysBetween, monthOf } from '#src/kernel/days.ts'
import { foundIn, type GuardMark, isBlocked } from '#src/kernel/text-review.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { DEMO_ROLES } from '#test/support/demo-world.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'

const config = { database: { kind: 'sqlite', file: 'demo.sqlite' } } as const
const MADE_UP = /påhitta[dt]/

describe('The demo', () => {
  describe('filled', () => {
    let world: World
    let real: Deficiency[]
    let invented: Deficiency[]
    before(async function () {
      this.timeout(60_000)
      world = await World.open({ mode: 'demo' })
      await prepareDemo({ config, works: world.works })
      const all = await world.rows(deficiencies)
      real = all.filter(({ source }) => source !== null)
      invented = all.filter(({ source }) => source === null)
    })

    const bySeed = (id: string): Deficiency => real.find(({ source }) => source?.includes(id)) as Deficiency

    it('has the 36 cases of the documents, each with its source, year, level and organisations', async () => {
      const named = new Map((await world.rows(organisations)).map(({ id, slug }) => [id, slug]))
      const of = await world.rows(deficiencyOrganisations)
      for (const seed of SEED_DEFICIENCIES) {
        const made = bySeed(seed.id)
        expect(made).to.include({ level: seed.level, description: seed.text, source: seed.source, fictitious: false })
        expect(made.number).to.match(new RegExp(`^SF-${seed.year}-\\d{4}$`))
        expect(dayOf(made.createdAt).slice(0, 4)).to.equal(String(seed.year))
        const bodies = of.filter(({ deficiencyId }) => deficiencyId === made.id)
        expect(bodies.map(({ organisationId }) => named.get(organisationId))).to.have.members([...seed.organisations])
      }
      expect(real).to.have.length(36)
      expect(bySeed('seed-001').number).to.equal('SF-2016-0001')
      expect(real.filter(({ levelInferred }) => levelInferred)).to.have.length(22)
    })

    it("gives Stockholm's list to its five offices together, and the others to the one that wrote it", async () => {
      const circle = await world.rows(circleMembers, { kind: 'office' })
      const officesOf = ({ id }: Deficiency) => circle.filter(({ deficiencyId }) => deficiencyId === id)
      const shared = real.filter(made => officesOf(made).length === STOCKHOLM_OFFICES.length)
      const ofList = SEED_DEFICIENCIES.slice(0, 14).map(({ id }) => bySeed(id).id)
      expect(shared.map(({ id }) => id)).to.include.members(ofList)
      for (const { id, place } of SEED_DEFICIENCIES)
        expect(officesOf(bySeed(id)), id).to.have.length(place === 'stockholm' ? 5 : 1)
    })

    it('has the 17 actions of the documents, done, with what they say', async () => {
      const ids = real.map(({ id }) => id)
      const done = (await world.rows(actions)).filter(({ deficiencyId }) => ids.includes(deficiencyId))
      expect(done).to.have.length(17)
      for (const seed of SEED_ACTIONS) {
        const action = done.find(({ proof }) => proof?.includes(seed.id))
        expect(action).to.include({ description: seed.text, kind: seed.kind, strength: seed.strength, state: 'done' })
        expect(action?.deficiencyId).to.equal(bySeed(seed.on).id)
        expect(action?.doneDay).to.equal(`${seed.year}-12-31`)
      }
    })

    it('has the nil report of 2012, frozen with its reason', async () => {
      const [nil, ...others] = await world.rows(summaries, { year: 2012 })
      expect(others).to.deep.equal([])
      expect(nil).to.include({ state: 'frozen', nilReason: SEED_NIL_REASON })
      expect(nil?.frozen?.figures.counts.all).to.equal(0)
    })

    it('shows its coordinator every case of the documents, and the nil report', async () => {
      const person = await world.row(people, { email: 'samordnare@demo.test' })
      const browser = await new Given(world).browserOf(person)
      for (const { number } of real) expect((await browser.get(`/systemfel/${number}`)).status, number).to.equal(200)
      const [nil] = await world.rows(summaries, { year: 2012 })
      expect((await browser.get(`/sammanstallningar/${nil?.id}`)).text).to.contain(SEED_NIL_REASON)
    })

    it('invents nothing about what is real: no report, question, answer or meeting', async () => {
      const ids = real.map(({ id }) => id)
      const about = [
        ...(await world.rows(observations)),
        ...(await world.rows(answerRequests)),
        ...(await world.rows(answers)),
        ...(await world.rows(agendaItems)),
        ...(await world.rows(decisions)),
      ]
      expect(about.length).to.be.greaterThan(80)
      expect(about.filter(({ deficiencyId }) => ids.includes(deficiencyId ?? ''))).to.deep.equal([])
      const made = new Set((await world.rows(groups, { fictitious: true })).map(({ id }) => id))
      expect((await world.rows(meetings)).every(({ groupId }) => made.has(groupId))).to.equal(true)
    })

    it('says of everything invented that it is, and of nothing real', async () => {
      expect(invented.length).to.be.within(16, 22)
      expect(invented.every(({ fictitious }) => fictitious)).to.equal(true)
      const named = [
        ...(await world.rows(municipalities)),
        ...(await world.rows(offices)),
        ...(await world.rows(groups)),
        ...(await world.rows(organisations)),
      ]
      expect(named.filter(({ fictitious }) => fictitious)).to.have.length(18)
      for (const { name, fictitious } of named) expect(MADE_UP.test(name), name).to.equal(fictitious)
    })

    it('lets six people sign in, one for each role, and each finds a start page', async () => {
      for (const role of DEMO_ROLES) {
        const page = await world.browser().signIn(`${role}@demo.test`, DEMO_PASSWORD)
        expect(page.status, role).to.equal(200)
        expect(page.path, role).to.equal('/')
      }
      const able = (await world.rows(people)).filter(({ passwordHash }) => passwordHash !== null)
      expect(able).to.have.length(6)
    })

    it('has a log that holds, written in the order of time, none of it ahead of now', async () => {
      const { fault } = await world.works.snapshot(SYSTEM, ctx => verifyChain(ctx))
      expect(fault).to.equal(null)
      const events = (await world.rows(auditEvents)).sort((one, other) => one.position - other.position)
      const times = events.map(({ at }) => at.getTime())
      expect(times).to.deep.equal([...times].sort((one, other) => one - other))
      expect(times.at(-1)).to.be.at.most(world.clock.now().getTime())
      expect(dayOf(events[0]?.at as Date)).to.equal('2012-01-01')
    })

    it('has every state that a systemfel has had, from its making to where it stands', async () => {
      const steps = await world.rows(stateChanges)
      for (const { id, number, state, stateSince, createdAt } of [...real, ...invented]) {
        const own = steps.filter(({ deficiencyId }) => deficiencyId === id)
        const made = own.find(({ act }) => act === 'made')
        expect(made?.at, number).to.deep.equal(createdAt)
        const current = own.filter(step => step.state === state && step.at.getTime() === stateSince.getTime())
        expect(current, number).to.have.length.greaterThan(0)
      }
    })

    it('has five meetings that decided all eight kinds, and a coming one whose agenda says why', async () => {
      const held = await world.rows(meetings, { state: 'done' })
      expect(held.filter(({ perCapsulam }) => perCapsulam === null)).to.have.length(5)
      expect(new Set((await world.rows(decisions)).map(({ type }) => type))).to.deep.equal(new Set(DECISION_TYPES))
      const [coming, ...others] = await world.rows(meetings, { state: 'planned' })
      expect(others).to.deep.equal([])
      expect(daysBetween(dayOf(world.clock.now()), coming?.day as string)).to.be.within(10, 16)
      const items = await world.rows(agendaItems, { meetingId: coming?.id as string })
      const whys = ['answer_in', 'answer_overdue', 'action_overdue', 'came_back', 'meets_definition', 'new']
      expect(items.map(({ why }) => why)).to.include.members([...whys, 'taken_directly', 'added', 'effect_no'])
    })

    it('has a reply to a lift, a decision corrected between the meetings, and a proposal that waits for its seats', async () => {
      expect((await world.rows(lifts)).filter(({ repliedAt }) => repliedAt !== null)).to.have.length(1)
      expect((await world.rows(decisions)).filter(({ correctsId }) => correctsId !== null)).to.have.length(1)
      const states = (await world.rows(circulations)).map(({ state }) => state)
      expect(states.sort()).to.deep.equal(['asking', 'recorded'])
      const asking = await world.row(circulations, { state: 'asking' })
      const said = (await world.rows(circulationReplies, { circulationId: asking.id })).map(({ answer }) => answer)
      expect(said.sort()).to.deep.equal(['abstain', 'agree'])
      expect((await world.mails({ template: 'decisions.asked' })).length).to.be.greaterThan(0)
    })

    it('has minutes out for approval: one adjuster has approved, the other wants a change', async () => {
      const [meeting, ...others] = await world.rows(meetings, { state: 'approval' })
      expect(others).to.deep.equal([])
      const person = await world.row(people, { email: 'motesansvarig@demo.test' })
      const page = await (await new Given(world).browserOf(person)).get(`/moten/${meeting?.id}/justering`)
      expect(page.text).to.match(/Godkänd.*Vill ha ändring/)
    })

    it('has views that people saved of the list, and one that the convener judged against the definition', async () => {
      const views = await world.rows(savedViews)
      expect(new Set(views.map(({ personId }) => personId)).size).to.equal(2)
      const judged = invented.filter(({ definitionOverride }) => definitionOverride !== null)
      expect(judged.map(({ definition, title }) => [definition, title])).to.deep.equal([
        ['met', 'Vårdcentralen och psykiatrin hänvisar till varandra'],
      ])
      expect(new Set(invented.map(({ definition }) => definition))).to.deep.equal(new Set(['met', 'unmet', 'untried']))
    })

    it('has a question reminded of up to the holder of the seat, and one whose reminders rest', async () => {
      const [digital] = await world.rows(deficiencies, { title: 'Försäkringskassan går bara att nå digitalt' })
      const [late] = await world.rows(answerRequests, { deficiencyId: digital?.id as string, state: 'sent' })
      const steps = await world.rows(reminders, { requestId: late?.id as string })
      expect(steps.map(({ step, outcome }) => `${step} ${outcome}`)).to.include.members([
        'before done',
        'after done',
        'seat done',
        'agenda done',
      ])
      const [rest] = await world.rows(reminderHolds)
      expect(rest?.untilDay).to.equal(addDays(dayOf(world.clock.now()), 30))
    })

    it('has an answer 37 days late, one that nobody has read, and an action overdue', async () => {
      const today = dayOf(world.clock.now())
      const waiting = await world.rows(answerRequests, { state: 'sent' })
      expect(waiting.map(({ dueDay }) => dueDay)).to.include(addDays(today, -37))
      expect((await world.rows(answers)).filter(({ notedAt }) => notedAt === null)).to.have.length(1)
      const open = await world.rows(actions, { state: 'accepted' })
      expect(open.filter(({ dueDay }) => (dueDay ?? today) < today)).to.have.length(1)
    })

    it('has contacts to check, one that has left with its question gone on, and a joint answer with an addition', async () => {
      const contacts = await world.rows(agencyContacts)
      const old = contacts.filter(contact => needsCheck(contact, dayOf(world.clock.now())))
      expect(old.length).to.be.within(1, contacts.length - 1)
      const [left] = contacts.filter(({ closedDay }) => closedDay !== null)
      const [rerouted] = await world.rows(requestReroutings)
      expect(rerouted).to.include({ fromContactId: left?.id, toContactId: left?.successorId })
      expect(await world.row(answerRequests, { id: rerouted?.requestId ?? '' })).to.include({ state: 'sent' })
      const parts = await world.rows(jointParts)
      expect(parts.map(({ leads, addition }) => [leads, addition !== null])).to.have.deep.members([
        [true, false],
        [false, true],
      ])
    })

    it('has a question passed on, one with a question back and more time asked for, and an answer by phone', async () => {
      const [passing] = await world.rows(requestPassings)
      const [change] = await world.rows(requestDueChanges)
      const [question] = await world.rows(requestQuestions)
      expect(passing?.toContactId).not.to.equal(passing?.fromContactId)
      expect(change).to.include({ outcome: null, requestId: question?.requestId })
      expect(question?.reply).to.be.a('string')
      expect(await world.rows(answers, { source: 'phone', enteredBy: 'coordinator' })).to.have.length(1)
    })

    it('has an undertaking declined and one accepted by link, with notes, and others that resolve or work around', async () => {
      const ids = invented.map(({ id }) => id)
      const all = (await world.rows(actions)).filter(({ deficiencyId }) => ids.includes(deficiencyId))
      expect(all.filter(({ state }) => state === 'declined')).to.have.length(1)
      const [byLink, ...others] = all.filter(({ acceptedHow }) => acceptedHow === 'link')
      expect(others).to.deep.equal([])
      expect(await world.rows(actionNotes, { actionId: byLink?.id as string })).to.have.length(2)
      const done = all.filter(({ state }) => state === 'done').map(({ strength }) => strength)
      expect(done).to.include.members(['resolves', 'works_around'])
    })

    it('has one that went all the way: reports, decisions, question, answer, accepted, effect to be checked', async () => {
      const checks = await world.rows(effectChecks, { state: 'planned' })
      expect(checks.map(({ months }) => months)).to.have.members([3, 9])
      const accepted = invented.find(({ id }) => id === checks[0]?.deficiencyId) as Deficiency
      expect(accepted).to.include({ state: 'remedied', reportCount: 4 })
      const acts = (await world.rows(decisions, { deficiencyId: accepted.id })).map(({ type }) => type)
      expect(acts).to.have.members(['commit', 'ask', 'accept'])
      const [answer] = await world.rows(answers, { deficiencyId: accepted.id })
      expect(answer?.kind).to.equal('changed')
    })

    it('has two that ombud confirmed are solved, one eased, and one whose effect is no and that is back on the agenda', async () => {
      const titled = (state: Deficiency['state']) =>
        invented.filter(made => made.state === state).map(({ title }) => title)
      expect(titled('resolved')).to.have.length(2)
      expect(titled('eased')).to.have.length(1)
      const [refuted] = await world.rows(effectChecks, { answer: 'no' })
      const back = invented.find(({ id }) => id === refuted?.deficiencyId)
      expect(back?.state).to.equal('on_agenda')
      const browser = await new Given(world).browserOf(await world.row(people, { email: 'ombud@demo.test' }))
      const bank = await browser.get('/losningar')
      for (const title of titled('resolved')) expect(bank.text).to.contain(title)
      const acts = await world.acts(invented.find(({ state }) => state === 'resolved')?.id ?? '')
      const course = [
        'deficiency.made',
        'decision.made',
        'answer.received',
        'effect.asked',
        'effect.confirmed',
        'solution.told',
      ]
      expect(acts.filter(act => course.includes(act))).to.deep.equal([
        ...['deficiency.made', 'decision.made', 'answer.received', 'decision.made'],
        ...['effect.asked', 'effect.asked', 'effect.confirmed', 'solution.told'],
      ])
    })

    it('has reports of every fate, one of them about the own employer', async () => {
      const all = await world.rows(observations)
      const count = (state: string): number => all.filter(report => report.state === state).length
      expect(all.length).to.be.within(48, 60)
      for (const state of ['sent', 'returned', 'not_systemic', 'withdrawn']) expect(count(state), state).to.be.above(0)
      expect(count('draft')).to.equal(3)
      expect(all.filter(({ sameHere }) => sameHere).length).to.be.above(8)
      expect(invented.filter(made => made.protected)).to.have.length(1)
      expect(invented.filter(({ what }) => what === null)).to.have.length(1)
    })

    it('has an ombud who has left: what she handed over, a draft that nobody owns, and what the office wrote for itself', async () => {
      const { id } = await world.row(people, { email: 'ombud.slutat@demo.test' })
      const hers = (await world.rows(observations)).filter(({ ombudId }) => ombudId === id)
      const { id: keeper } = await world.row(people, { email: 'ombud@demo.test' })
      expect(hers.filter(({ keeperId }) => keeperId === keeper)).to.have.length(1)
      const browser = await new Given(world).browserOf(await world.row(people, { email: 'samordnare@demo.test' }))
      expect((await browser.get('/')).text).to.contain('Utkast utan ägare 1 att lämna över')
      expect((await world.rows(officeNotes)).map(({ kind }) => kind)).to.include.members(['note', 'held', 'reopened'])
    })

    it('has one that was merged into another, two that are alike, one that was found next door, and some to judge', async () => {
      const links = await world.rows(deficiencyLinks)
      expect(links.map(({ kind }) => kind).sort()).to.deep.equal(['same', 'similar', 'similar'])
      const merged = invented.find(({ state }) => state === 'merged')
      const browser = await new Given(world).browserOf(await world.row(people, { email: 'samordnare@demo.test' }))
      const living = await (await browser.get(`/systemfel/${merged?.number}`)).follow('SF-')
      expect(living.text).to.contain(`Sammanslagna hit ${merged?.number}`).and.contain('Liknar Löften om att ringa')
      const twin = invented.find(({ title }) => title.startsWith('Boendestöd beviljas'))
      expect((await browser.get(`/systemfel/${twin?.number}`)).text).to.contain(
        'Finns även Björkviken (påhittad kommun)',
      )
      const analyst = await new Given(world).browserOf(await world.row(people, { email: 'analytiker@demo.test' }))
      const twins = await analyst.get('/systemfel/tvillingar')
      expect(twins.$('section h2').length).to.be.above(2)
      expect(twins.text).to.match(/Finns även i [^(]+ 20\d\d \(SF-/)
    })

    it('has monthly checks of the months past, one of them with nothing met, and a quick note to finish', async () => {
      const checks = await world.rows(monthChecks)
      expect(checks.map(({ ticked }) => ticked).sort()).to.deep.equal([0, 1, 1, 2])
      const now = monthOf(dayOf(world.clock.now()))
      expect(checks.every(({ month }) => month < now)).to.equal(true)
      const browser = await new Given(world).browserOf(await world.row(people, { email: 'ombud@demo.test' }))
      expect((await browser.get('/rapporter')).text).to.contain('Gör klar')
      expect((await browser.get('/')).text).to.contain('Månadsavstämning')
    })

    it("has last half-year's summary as it was sent, and a draft of this one's", async () => {
      const made = (await world.rows(summaries)).filter(({ year }) => year > 2012)
      expect(made.map(({ state }) => state)).to.have.members(['frozen', 'draft'])
      const frozen = made.find(({ state }) => state === 'frozen')
      expect(frozen?.frozen?.fictitious).to.equal(true)
      expect(frozen?.frozen?.figures.counts.all).to.be.above(0)
    })

    it('has called to the next meeting, and shows who comes', async () => {
      const invitations = await world.rows(callInvitations)
      const answers = invitations.map(({ answer }) => answer)
      for (const answer of [...CALL_ANSWERS, null]) expect(answers, String(answer)).to.include(answer)
    })

    it('has called off a meeting, and everybody who was called has been told', async () => {
      const [off, ...others] = await world.rows(meetings, { state: 'cancelled' })
      expect(others).to.deep.equal([])
      const meetingId = off?.id ?? ''
      const called = await world.rows(callInvitations, { meetingId })
      const told = (await world.rows(outboxMails, { template: 'calls.cancelled' })).map(({ subjectId }) => subjectId)
      expect(told).to.have.members(called.map(({ id }) => id))
      expect(told.length).to.be.above(2)
      const person = await world.row(people, { email: 'motesansvarig@demo.test' })
      const page = await (await new Given(world).browserOf(person)).get(`/moten/${meetingId}`)
      expect(page.text).to.contain('Inställt').and.contain('För få kan komma.')
    })

    it('has left no mail to send, and shows the newest fifty in its mailbox', async () => {
      const mails = await world.rows(outboxMails)
      expect(mails.length).to.be.above(50)
      const unsent = mails.filter(({ state }) => state !== 'sent')
      expect(unsent.every(({ state }) => state === 'failed')).to.equal(true)
      expect(new Set(unsent.map(({ failure }) => failure))).to.deep.equal(new Set(['550', 'bounce.unknown']))
      const page = await world.browser().get('/demo/brevlada')
      expect(page.status).to.equal(200)
      for (const mail of mails) expect((await world.letter(mail)).subject, mail.template).not.to.match(/[{}]/)
    })

    it('holds no personal data in any text that people write, but for the slip that it shows withheld', async () => {
      const found: string[] = []
      for (const table of tables) {
        const rows = (await world.rows(table)).filter(row => !mayBeNamed(row))
        found.push(...rows.flatMap(row => askedAbout(table, row)))
      }
      expect(found).to.deep.equal(['withheld_text: Handläggaren Berit Påhittsson'])
    })
    /** The contact persons of an account, and those who sign it (product §10). */
    const mayBeNamed = ({ key }: { readonly id: string; readonly key?: unknown }): boolean =>
      typeof key === 'string' && /^(contact|sign)\./.test(key)
    /** What the privacy guard would ask about in the texts of a row. */
    const askedAbout = ({ name: table, columns }: AnyTable, row: Readonly<Record<string, unknown>>): string[] =>
      Object.entries<Column<unknown>>(columns).flatMap(([name, kind]) => {
        const text = isWritten(kind) ? String(row[name] ?? '') : ''
        if (isBlocked(text)) return [`${table}: ${text}`]
        return foundIn(name, kind.guard as GuardMark, text).map(found => `${table}: ${found.text}`)
      })

    it('is left as it is when it starts again', async () => {
      const counts = () => Promise.all(tables.map(async table => (await world.rows(table)).length))
      const before = await counts()
      const head = await world.rows(auditHeads)
      await prepareDemo({ config, works: world.works })
      expect(await counts()).to.deep.equal(before)
      expect(await world.rows(auditHeads)).to.deep.equal(head)
    })
  })

  it('fills on any day: in the night of new year, on a leap day', async function () {
    this.timeout(120_000)
    for (const now of ['2026-12-31T23:10:00Z', '2028-02-29T12:00:00Z']) {
      const world = await World.open({ mode: 'demo' })
      world.clock.moveTo(now)
      await fillDemo(world.works)
      expect((await world.rows(summaries)).map(({ state }) => state)).to.have.members(['frozen', 'frozen', 'draft'])
    }
  })

  it('refuses a database that holds something else, and changes nothing in it', async () => {
    const world = await World.open({ mode: 'demo' })
    await new Given(world).person([{ role: 'admin' }])
    const refused = await prepareDemo({ config, works: world.works }).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(BadConfig)
    expect((refused as Error).message).to.equal(
      "demo.sqlite holds something else than the demo. Set DATA_DIR to a folder of the demo's own.",
    )
    expect(await world.rows(deficiencies)).to.deep.equal([])
    expect(await world.rows(people)).to.have.length(1)
  })

  it('refuses its own database when it was not filled to the end', async () => {
    const world = await World.open({ mode: 'demo' })
    const { settings } = world.works
    const works = new UnitsOfWork({ ...settings, db: { ...settings.db, write: failingAfter(world, 40) } })
    await fillDemo(works).catch(() => undefined)
    const refused = await prepareDemo({ config, works: world.works }).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(BadConfig)
    expect((refused as Error).message).to.contain('not filled to the end')
  })
})

/** Writes as the world's database does, so many times, and then no more. */
function failingAfter(world: World, times: number): World['db']['write'] {
  let left = times
  return work => {
    left -= 1
    return left < 0 ? Promise.reject(new Error('The machine stopped.')) : world.db.write(work)
  }
}
