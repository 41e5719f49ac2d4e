import { expect } from 'chai'
import { callInvitations } from '#src/features/calls/call.entity.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { decisions, lifts } from '#src/features/meetings/decision.entity.ts'
import { attendances, type Meeting } from '#src/features/meetings/meeting.entity.ts'
import { minutes } from '#src/features/minutes/minutes.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import type { Page, PageForm } from '#test/support/page.ts'
import { describeWithPoppler, readPdf } from '#test/support/pdf.ts'
import { World } from '#test/support/world.ts'
import { reach, substitute } from '../features/calls/called.ts'
import { readCalendar } from '../features/calls/icalendar.ts'
import { Board } from '../features/meetings/board.ts'
import { objectionForm } from '../features/minutes/minuted.ts'
import { stopAtFirstFault } from './steps.ts'

const PLACES = ['Tyresö', 'Haninge', 'Nynäshamn']
const HOLDERS = {
  'Olle Berg': ['municipality', 'olle@kommun.test'],
  'Pia Strand': ['primary_care', 'pia@region.test'],
  'Rut Ek': ['psychiatry', 'rut@region.test'],
  'Kerstin Dahl': ['employment_service', 'kerstin@af.test'],
  'Vera Lind': ['insurance_agency', 'vera@fk.test'],
  'Jonna Hall': ['user_association', 'jonna@rsmh.test'],
} as const
const VERA = 'vera@fk.test'
const SIV = 'siv@fk.test'
const ADJUSTERS = ['anna@kommun.test', 'bo@region.test']
const DAYS = ['2026-02-11', '2026-05-13', '2026-09-16', '2026-12-02']
const MOVED_TO = '2026-05-20'
const NEW_EACH_TIME = 15

/** A year of one group that three municipalities share: four meetings with minutes, through the pages. */
describeWithPoppler('Tyresö, Haninge and Nynäshamn in a year of four meetings', function () {
  this.timeout(400_000)
  stopAtFirstFault()
  let world: World
  let board: Board
  let central: Group
  let lifted: string
  let postponed: string
  const held: Meeting[] = []
  let met = 0

  before(async () => {
    world = await World.open()
    world.clock.moveTo('2026-01-12T09:00:00Z')
    board = await Board.of(world, {
      name: 'Ledningsgruppen Tyresö, Haninge och Nynäshamn',
      minutesKind: 'minutes',
      offices: PLACES.map(place => `PO ${place}`),
    })
    central = await board.given.group([], { name: 'Centrala ledningsgruppen', email: 'centrala@region.test' })
    for (const [name, [party, email]] of Object.entries(HOLDERS)) {
      const seat = await board.given.seat(board.group, { party, organisationId: board.agency.id }, name)
      await reach(world, name, email)
      if (name === 'Vera Lind') await substitute(world, seat, 'Siv Ek', SIV)
    }
  })

  const at = ({ id }: Pick<Meeting, 'id'>, path = ''): Promise<Page> => board.convener.get(`/moten/${id}${path}`)
  const letters = (address: string) => world.letters.filter(({ to }) => to.address === address)
  const mailed = (address: string, sought: RegExp): string =>
    letters(address)
      .flatMap(({ text }) => sought.exec(text)?.[1] ?? [])
      .at(-1) ?? `no ${sought} to ${address}`

  /** What the three offices have met since the meeting before. */
  async function report(): Promise<void> {
    const all = await world.rows(offices)
    for (let count = 0; count < NEW_EACH_TIME; count += 1) {
      met += 1
      const office = all.find(({ name }) => name === `PO ${PLACES[count % 3]}`)
      const officeId = office?.id ?? board.office.id
      const deficiency = await board.deficiency({ title: `Hinder nummer ${met}`, officeId })
      await board.report(deficiency, { officeId })
    }
  }

  async function answerCall(address: string, values: Readonly<Record<string, string>>): Promise<void> {
    const page = await world.browser().get(mailed(address, /https:\/\/[^/]+(\/kallelse\/\S+)/))
    await (await page.form('Öppna kallelsen').submit()).form('/kallelse').submit(values)
    await world.sendMails()
  }
  async function call(meeting: Meeting): Promise<void> {
    await (await at(meeting, '/kallelse')).form('till mötet').submit()
    await answerAll()
  }
  /** Vera never can; her substitute is called when she says so. */
  async function answerAll(): Promise<void> {
    await world.sendMails()
    for (const [, email] of Object.values(HOLDERS)) if (email !== VERA) await answerCall(email, { answer: 'coming' })
    await answerCall(VERA, { answer: 'not_coming' })
    await answerCall(SIV, { answer: 'coming' })
  }

  /** Each item as the group would: what is proposed, unless this year's story wants something else. */
  async function decideAll(meeting: Meeting, story: ReadonlyMap<string, string> = new Map()): Promise<number> {
    await (await at(meeting)).form('Öppna mötet').submit()
    await (await at(meeting, '/narvaro')).form('Spara närvaron').submit()
    const items = await board.items(meeting)
    for (const [index, { title }] of items.entries()) {
      const wanted = story.get(title)
      const form = (await at(meeting, itemPath(index + 1, wanted))).form('Spara och nästa')
      const done = await form.submit(filledFor(form, wanted))
      expect(done.errors, title).to.deep.equal([])
    }
    await board.end(meeting)
    return items.length
  }
  const itemPath = (nr: number, wanted: string | undefined): string =>
    `/punkter/${nr}${wanted === undefined ? '' : `?beslut=${wanted}`}`
  const filledFor = ({ fields }: PageForm, wanted: string | undefined) => ({
    ...(wanted === 'lift' ? { toGroupId: central.id, toName: '' } : {}),
    ...(fields['text'] === '' ? { text: 'Gruppen har tagit del av punkten.' } : {}),
  })

  async function approve(email: string): Promise<Page> {
    const { page } = await opened(email)
    const asked = await page.form('Skicka en kod till mig').submit()
    await world.sendMails()
    return asked.form('/justera/godkann').submit({ code: mailed(email, /Din kod är (\d{6})\./) })
  }
  async function opened(email: string) {
    await world.sendMails()
    const page = await world.browser().get(mailed(email, /https:\/\/[^/]+(\/justera\/\S+)/))
    return { page: await page.form('Läs protokollet').submit() }
  }
  async function sendMinutes(meeting: Meeting): Promise<void> {
    for (const email of ADJUSTERS)
      await (await at(meeting, '/justering')).form('Utse personen').submit({ name: `Justerare ${email}`, email })
    await (await at(meeting, '/justering')).form('Skicka till justerarna').submit()
  }

  /** Calls, holds and minutes one meeting; gives how many items it decided. */
  async function wholeMeeting(day: string, story?: ReadonlyMap<string, string>): Promise<number> {
    const meeting = await board.plan(day)
    await call(meeting)
    await board.later(`${day}T12:00:00Z`)
    const decided = await decideAll(meeting, story)
    await sendMinutes(meeting)
    for (const email of ADJUSTERS) await approve(email)
    await world.sendMails()
    held.push(meeting)
    return decided
  }
  let decided = 0

  it('begins with a meeting whose minutes are disputed, changed and then approved', async () => {
    await report()
    const day = DAYS[0] as string
    const meeting = await board.plan(day)
    await call(meeting)
    await board.later(`${day}T12:00:00Z`)
    decided += await decideAll(meeting)
    await sendMinutes(meeting)
    const [first, second] = ADJUSTERS as [string, string]
    await approve(first)
    const { page } = await opened(second)
    const text = 'Gruppen ville ha svaret före sommaren.'
    await objectionForm(page, '§ 1/2026').submit({ kind: 'change', text })
    const edited = (await at(meeting, '/protokoll/1')).form('Spara texten')
    await edited.submit({ text: `${edited.fields['text']}\n\nSvaret ska komma före sommaren.` })
    for (const email of [second, first]) await approve(email)
    expect((await board.meeting(day)).state).to.equal('done')
    await world.sendMails()
    held.push(meeting)
    expect((await at(meeting, '/protokoll')).text).to.include('Svaret ska komma före sommaren.')
  })

  it('goes on with one that is moved, which calendars follow, where one item is lifted and one postponed', async () => {
    await board.later('2026-04-20T09:00:00Z')
    await report()
    const meeting = await board.plan(DAYS[1] as string)
    await call(meeting)
    const calls = () => letters('olle@kommun.test').flatMap(({ calendar }) => (calendar ? [calendar] : []))
    const before = readCalendar(calls().at(-1)?.text ?? '').events[0]
    await (await at(meeting, '/andra')).form('Spara ändringen').submit({ day: MOVED_TO })
    await world.sendMails()
    const after = readCalendar(calls().at(-1)?.text ?? '').events[0]
    expect(after?.uid).to.equal(before?.uid)
    expect(after?.sequence).to.be.greaterThan(before?.sequence ?? 99)
    expect(after?.clock).to.equal(`${MOVED_TO}T13:00:00`)
    await answerAll()

    await board.later(`${MOVED_TO}T12:00:00Z`)
    const fresh = (await board.items(meeting)).filter(({ title }) => /^Hinder nummer (16|17)$/.test(title))
    ;[lifted, postponed] = fresh.map(({ title }) => title) as [string, string]
    const story = new Map([
      [lifted, 'lift'],
      [postponed, 'postpone'],
    ])
    decided += await decideAll(meeting, story)
    await sendMinutes(meeting)
    for (const email of ADJUSTERS) await approve(email)
    await world.sendMails()
    held.push(meeting)
    expect(letters('centrala@region.test')).to.have.length(1)
  })

  it('gets an answer from the central group, and takes up what was postponed', async () => {
    await board.later('2026-06-15T09:00:00Z')
    const theirs = await board.given.as('convener', { groupId: central.id })
    const lift = await world.row(lifts, { toGroupId: central.id })
    const waiting = await theirs.get('/beslut/lyft')
    expect(waiting.text).to.include(lifted)
    const page = await theirs.get(waiting.$('main a[href*="/systemfel/"]').first().attr('href') ?? '')
    await (await page.follow('Svara på lyftet')).form('Lämna svaret').submit({ reply: 'Vi tar det med regionen.' })
    expect((await world.row(lifts, { id: lift.id })).repliedAt).not.to.equal(null)

    await board.later('2026-08-24T09:00:00Z')
    await report()
    const meeting = await board.plan(DAYS[2] as string)
    const items = await board.items(meeting)
    expect(items.find(({ title }) => title === postponed)?.why).to.equal('postponed')
    expect(items.find(({ title }) => title === lifted)).to.include({ why: 'answer_in', section: 'answers' })
    await call(meeting)
    await board.later(`${DAYS[2]}T12:00:00Z`)
    decided += await decideAll(meeting)
    await sendMinutes(meeting)
    for (const email of ADJUSTERS) await approve(email)
    held.push(meeting)
  })

  it('ends with a fourth, and every § of the year is there once', async () => {
    await board.later('2026-11-09T09:00:00Z')
    await report()
    decided += await wholeMeeting(DAYS[3] as string)
    const paragraphs = (await world.rows(decisions))
      .filter(({ meetingId }) => held.some(({ id }) => id === meetingId))
      .map(({ paragraph }) => paragraph)
    expect(paragraphs.length).to.equal(decided).and.at.least(60)
    expect(paragraphs.sort((one, other) => one - other)).to.deep.equal(paragraphs.map((_, index) => index + 1))
    process.stdout.write(`    ${decided} items in ${held.length} meetings, ${world.letters.length} letters\n`)
  })

  it('has minutes that nobody can change any more, as PDF and in Word, each with its own hash', async () => {
    const kept = await world.rows(minutes)
    expect(new Set(kept.map(({ sha256 }) => sha256)).size).to.equal(4)
    for (const meeting of held) {
      const sha256 = kept.find(({ meetingId }) => meetingId === meeting.id)?.sha256 ?? 'none'
      const pdf = readPdf(await board.convener.download(`/moten/${meeting.id}/protokoll.pdf`))
      expect(pdf.info.get('Tagged')).to.equal('yes')
      expect(pdf.pages.join('').replace(/\s+/g, '')).to.include(sha256)
      expect(pdf.tagged.filter(({ tag }) => tag === 'H1')).to.have.length(1)
      const docx = readDocx(await board.convener.download(`/moten/${meeting.id}/protokoll.docx`))
      expect(docx.source('word/footer1.xml')).to.include(sha256)
    }
    expect(await world.mails({ state: 'held' })).to.have.length(0)
  })

  it('knows who came: the substitute each time, as she had answered', async () => {
    for (const meeting of held) {
      const there = await world.rows(attendances, { meetingId: meeting.id })
      expect(there.filter(({ presence }) => presence === 'substitute').map(({ name }) => name)).to.deep.equal([
        'Siv Ek',
      ])
    }
    expect((await world.rows(callInvitations)).length).to.be.at.least(4 * 7)
    const group = await board.convener.get(`/grupper/${board.group.slug}`)
    expect(group.text).to.include('Med på 4 av 4').and.include('Ersättare')
  })
})
