import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { requestsOf } from '#src/features/answers/answer.queries.ts'
import { askAgency, sendTrayedRequests } from '#src/features/answers/ask-agency.ts'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { meetings, OPEN_AGENDA } from '#src/features/meetings/meeting.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { thrownBy } from '#test/support/thrown-by.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, QUESTION, requestOf, type Situation, situation } from './situation.ts'

describe('Asking an agency', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })

  it('sends the question at once, with its due day counted from today', async () => {
    const request = await asked(now, { termDays: 14 })
    expect(request).to.include({ state: 'sent', dueDay: '2026-12-05' })
    expect(await world.acts(now.deficiency.id)).to.include('request.made')
    await world.sendMails()
    const letter = world.letters.find(({ to }) => to.address === now.contact.email)
    expect(letter?.subject).to.equal('Begäran om svar: SF-2026-0001')
    expect(letter?.text)
      .to.contain('PO Tyresö ber Socialförvaltningen')
      .and.contain('Svara senast: 5 december 2026')
      .and.contain('Handläggarnivå')
      .and.contain('Tillgänglighet')
      .and.contain('Kommun: Tyresö')
      .and.contain(now.office.email)
      .and.contain('08-123 45 67')
    expect(letter?.text).not.to.contain(QUESTION).and.not.contain(now.deficiency.title)
  })

  it('leaves the version of the systemfel alone, so that nobody who edits it is disturbed', async () => {
    const before = await world.row(deficiencies, { id: now.deficiency.id })
    await world.given(ctx => askAgency(ctx, { ...asking(now) }))
    expect(await world.row(deficiencies, { id: now.deficiency.id })).to.include({ version: before.version })
  })

  it('refuses a contact that is no longer used, and an asker whom the receiver could not reach', async () => {
    await world.given(ctx => ctx.rows(agencyContacts).change(now.contact.id, { active: false }))
    expect(await thrownBy(() => world.given(ctx => askAgency(ctx, asking(now))))).to.include({ status: 404 })
    await world.given(async ctx => {
      await ctx.rows(agencyContacts).change(now.contact.id, { active: true })
      await ctx.rows(offices).change(now.office.id, { email: null, phone: null })
    })
    expect(await thrownBy(() => world.given(ctx => askAgency(ctx, asking(now))))).to.include({ status: 409 })
    expect(await world.rows(answerRequests)).to.have.length(0)
  })

  it('lives sixty days, or a month beyond a longer term', async () => {
    for (const [termDays, expiry] of [
      [30, '2027-01-20'],
      [90, '2027-03-21'],
    ] as const) {
      const { linkId } = await world.given(ctx => askAgency(ctx, { ...asking(now), termDays }))
      const link = await world.row(accessLinks, { id: linkId as string })
      expect(link.expiresAt.toISOString().slice(0, 10)).to.equal(expiry)
    }
  })

  it('tells of each request who was asked, when, and how long without an answer', async () => {
    await asked(now)
    world.clock.moveTo('2026-11-28T09:00:00Z')
    const of = () => world.works.read(SYSTEM, ctx => requestsOf(ctx, now.deficiency.id))
    expect((await of())[0]).to.deep.include({
      contactFunction: 'Enhetschef, försörjningsstöd',
      organisationName: 'Socialförvaltningen',
      dueDay: '2026-12-21',
      daysWithoutAnswer: 7,
      answer: null,
    })
    await answered(world, await mailedLink(now))
    const [request] = await of()
    expect(request?.daysWithoutAnswer).to.equal(null)
    expect(request?.answer).to.include({ kind: 'planned' })
  })
})

describe('A question decided at a meeting', () => {
  let world: World
  let now: Situation
  let meetingId: string
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    meetingId = await world.given(async ctx => {
      const id = ctx.newId()
      await ctx.rows(meetings).insert({
        id,
        groupId: now.group.id,
        day: '2026-11-21',
        time: '09:00',
        place: 'Kommunhuset',
        state: 'running',
        startedAt: ctx.now,
        endedAt: null,
        notesDoneAt: null,
        ...OPEN_AGENDA,
        version: 1,
      })
      return id
    })
  })
  const tray = () => world.given(ctx => askAgency(ctx, { ...asking(now), groupId: now.group.id, meetingId }))

  it('lies in the tray: no letter leaves, no day is counted, and its link opens nothing', async () => {
    const request = await tray()
    expect(request).to.include({ state: 'tray', sentAt: null, dueDay: null })
    await world.sendMails()
    expect(world.letters).to.have.length(0)
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.equal(null)
    const [mail] = await world.mails({ state: 'held', heldByMeetingId: meetingId })
    const letter = await world.letter(mail as never)
    expect(letter.text).not.to.match(/\{\w+\}/)
    const path = new URL(/https:\/\/\S+/.exec(letter.text)?.[0] ?? '').pathname
    expect((await world.browser().get(path)).status).to.equal(404)
  })

  it('leaves when the notes are done, with everything counted from then, and only once', async () => {
    const { id } = await tray()
    world.clock.moveTo('2026-12-01T09:00:00Z')
    expect(await world.given(ctx => sendTrayedRequests(ctx, meetingId))).to.equal(1)
    expect(await world.given(ctx => sendTrayedRequests(ctx, meetingId))).to.equal(0)
    const request = await requestOf(world, { id })
    expect(request).to.deep.include({ state: 'sent', sentAt: new Date('2026-12-01T09:00:00Z'), dueDay: '2026-12-31' })
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.deep.equal(request.sentAt)
    const link = await mailedLink(now)
    expect(world.letters).to.have.length(1)
    expect(world.letters[0]?.text).to.contain('Svara senast: 31 december 2026')
    world.clock.moveTo('2027-01-29T09:00:00Z')
    expect((await world.browser().get(link)).status).to.equal(200)
    expect(await world.acts(now.deficiency.id)).to.include('request.sent')
  })

  it('is sent once also when the whole tray was released first', async () => {
    await tray()
    await world.given(async ctx => {
      await ctx.rows(outboxMails).changeAll({ heldByMeetingId: meetingId, state: 'held' }, { state: 'waiting' })
      await sendTrayedRequests(ctx, meetingId)
    })
    await mailedLink(now)
    await world.sendMails()
    expect(world.letters).to.have.length(1)
  })

  it('is taken out of the tray when the group asks no more, and no letter leaves', async () => {
    await tray()
    expect(await world.given(ctx => closeRequests(ctx, now.deficiency.id))).to.equal(1)
    expect(await world.mails()).to.have.length(0)
    expect(await world.given(ctx => sendTrayedRequests(ctx, meetingId))).to.equal(0)
  })
})

const asking = ({ deficiency, contact, office }: Situation) => ({
  deficiency,
  contactId: contact.id,
  question: QUESTION,
  termDays: 30,
  groupId: null,
  officeId: office.id,
})
