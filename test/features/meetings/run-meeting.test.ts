import { expect } from 'chai'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { decideItem } from '#src/features/meetings/decide-item.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { endMeeting } from '#src/features/meetings/end-meeting.ts'
import { findMatter } from '#src/features/meetings/matter.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { holdMeeting, type MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { NOBODY } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Running a meeting', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const at = ({ id }: Pick<Meeting, 'id'>, rest = '') => `/moten/${id}${rest}`

  it('leads from one item to the next, and back to the meeting when all are decided', async () => {
    for (const title of ['Ett', 'Två', 'Tre']) await board.deficiency({ title })
    const { meeting, page } = await board.open()
    expect(page.notice).to.equal('Mötet är öppnat.')
    expect(page.heading).to.equal('Ett')
    expect((await board.decide(meeting, 1, 'monitor')).heading).to.equal('Två')
    expect((await board.decide(meeting, 3, 'monitor')).heading).to.equal('Två')
    const last = await board.decide(meeting, 2, 'monitor')
    expect(last.heading).to.equal('Ledningsgruppen Granåsen, 21 november 2026 kl. 13.00')
    expect(last.text).to.include('Behandlat: 3 av 3.')
    expect((await board.items(meeting)).map(({ paragraph }) => paragraph)).to.deep.equal([1, 3, 2])
  })

  it('shows what the group needs to decide, with bands and no report of anybody', async () => {
    const deficiency = await board.deficiency({ title: 'Långa köer' })
    await board.report(deficiency, { whatHappened: 'Hemlig rapporttext', clientBand: '2-4', firstMonth: '2026-02' })
    const { page } = await board.open()
    for (const text of [
      'Punkt 1 av 1 · Nya systemfel',
      deficiency.number,
      'Den som ringer får inget svar på flera veckor.',
      'På dagordningen eftersom det är nytt sedan förra mötet (registrerat 21 november 2026).',
      'Antal rapporterfärre än 5',
      'PO GranåsenKlienter: färre än 5, första halvåret 2026 – andra halvåret 2026',
      '1. Begär svar av myndighet',
      '8. Avsluta utan åtgärd',
    ])
      expect(page.text).to.include(text)
    expect(page.html).not.to.include('Hemlig rapporttext')
    expect(page.html).not.to.include('2026-02')
    expect(page.html).not.to.include('februari')
  })

  it('offers no decision before it is opened, and none to members', async () => {
    await board.deficiency()
    const meeting = await board.plan()
    expect((await board.convener.get(at(meeting, '/punkter/1'))).text).to.include('Öppna mötet för att kunna besluta.')
    await (await board.convener.get(at(meeting))).form('Öppna mötet').submit()
    const member = await board.given.as('member', { groupId: board.group.id })
    const seen = await member.get(at(meeting, '/punkter/1?beslut=monitor'))
    expect(seen.status).to.equal(200)
    expect(seen.text).not.to.include('Vad beslutar gruppen?')
    expect(seen.html).not.to.include('/beslut"')
  })

  it('words an untouched text by what was chosen, and keeps a text that somebody wrote', async () => {
    for (const title of ['Ett', 'Två']) await board.deficiency({ title })
    const other = await board.given.contact(await board.given.organisation({ name: 'Arbetsförmedlingen' }))
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask', { contactId: other.id, termDays: '45' })
    await board.decide(meeting, 2, 'ask', { contactId: other.id, text: 'Vi frågar igen.' })
    const texts = (await world.rows(decisions)).sort((a, b) => a.paragraph - b.paragraph).map(({ text }) => text)
    expect(texts).to.deep.equal([
      'Gruppen begär svar av Arbetsförmedlingen. Svarstiden är 45 dagar från att frågan skickas.',
      'Vi frågar igen.',
    ])
  })

  for (const [type, values, error] of [
    ['ask', { contactId: '' }, 'Välj ett alternativ.'],
    ['ask', { contactId: '00000000-0000-7000-8000-000000000000' }, 'Välj ett alternativ.'],
    ['ask', { termDays: '0' }, 'Skriv ett helt tal.'],
    ['ask', { question: '' }, 'Fyll i det här fältet.'],
    ['commit', { organisationId: '00000000-0000-7000-8000-000000000000' }, 'Välj ett alternativ.'],
    ['commit', { dueDay: '2026-11-20' }, 'Välj en dag efter mötet.'],
    ['commit', { description: '' }, 'Fyll i det här fältet.'],
    ['investigate', { officeId: '' }, 'Välj ett alternativ.'],
    ['lift', { toName: 'FINSAM', wishedDay: '2026-02-30' }, 'Skriv ett datum som finns, till exempel 2026-03-12.'],
    ['monitor', { text: '' }, 'Fyll i det här fältet.'],
    [
      'close',
      { reason: 'Gäller 19121212-1212.' },
      'Texten innehåller ett personnummer eller ett nummer av samma slag.',
    ],
  ] as const)
    it(`keeps what was typed and decides nothing: ${type} with ${JSON.stringify(values)}`, async () => {
      await board.deficiency()
      const { meeting } = await board.open()
      const form = (await board.form(meeting, 1, type)).form('Spara och nästa')
      const page = await form.send(values)
      expect(page.status).to.equal(422)
      expect(page.errors).to.have.length(1)
      expect(page.errors[0]).to.include(error)
      const shown = page.form('Spara och nästa').fields
      for (const [name, value] of Object.entries(values))
        if (!value.startsWith('0000')) expect(shown[name], name).to.equal(value)
      expect(await world.rows(decisions)).to.deep.equal([])
      expect(await board.items(meeting)).to.satisfy((items: { paragraph: null }[]) => items[0]?.paragraph === null)
    })

  it('decides once when a form is sent twice, at once or again (C5)', async () => {
    await board.deficiency()
    await board.deficiency()
    const { meeting } = await board.open()
    const form = (await board.form(meeting, 1, 'investigate')).form('Spara och nästa')
    const fields = form.fields
    const sent = await Promise.all([1, 2].map(() => board.convener.post(form.action, fields)))
    sent.push(await board.convener.post(form.action, fields))
    for (const page of sent) expect(page.status).to.equal(200)
    expect(await world.rows(decisions)).to.have.length(1)
  })

  it('lets the second of two editors know, with both texts, and keeps the first decision (C4)', async () => {
    await board.deficiency()
    const { meeting } = await board.open()
    const [mine, theirs] = [await board.form(meeting, 1, 'monitor'), await board.form(meeting, 1, 'close')]
    await mine.form('Spara och nästa').submit({ text: 'Vi bevakar.' })
    const late = await theirs.form('Spara och nästa').submit({ text: 'Vi avslutar.', reason: 'Löst.' })
    expect(late.status).to.equal(409)
    expect(late.text).to.include('Punkten är redan behandlad.').and.include('Vi avslutar.').and.include('Vi bevakar.')
    expect((await world.rows(decisions)).map(({ type }) => type)).to.deep.equal(['monitor'])
  })

  it('decides the item that the form was opened on, though the agenda was arranged anew around it', async () => {
    for (const title of ['Ett', 'Två']) await board.deficiency({ title })
    const { meeting } = await board.open()
    const opened = await board.form(meeting, 1, 'monitor')
    await (await board.convener.get(at(meeting, '/dagordning'))).form('Flytta ned: Ett').send({ direction: 'down' })
    await opened.form('Spara och nästa').submit()
    const [first, second] = await board.items(meeting)
    expect([first?.title, first?.paragraph, second?.title, second?.paragraph]).to.deep.equal(['Två', null, 'Ett', 1])
  })

  it('numbers 30 decisions at once 1 to 30, and goes on with the next meeting of the year', async () => {
    await world.given(async ctx => {
      for (let nr = 1; nr <= 30; nr++)
        await makeDeficiency(ctx, {
          ...{ title: `Systemfel ${nr}`, description: 'Köer.', level: 'local', facets: [], themes: [], gap: false },
          ...{ organisationIds: [], officeId: board.office.id },
        })
    })
    const { meeting } = await board.open()
    const forms = await Promise.all(Array.from({ length: 30 }, (_, index) => board.form(meeting, index + 1, 'monitor')))
    const pages = await Promise.all(forms.map(page => page.form('Spara och nästa').submit()))
    for (const page of pages) expect(page.status).to.equal(200)
    const numbers = (await world.rows(decisions)).map(({ paragraph }) => paragraph).sort((a, b) => a - b)
    expect(numbers).to.deep.equal(Array.from({ length: 30 }, (_, index) => index + 1))
    await board.end(meeting)
    await board.deficiency()
    const { meeting: second } = await board.open('2026-12-01')
    await board.decide(second, 1, 'monitor')
    await board.end(second)
    await board.deficiency()
    const { meeting: nextYear } = await board.open('2027-01-10')
    await board.decide(nextYear, 1, 'monitor')
    expect(await world.row(decisions, { meetingId: second.id })).to.include({ paragraph: 31, year: 2026 })
    expect(await world.row(decisions, { meetingId: nextYear.id })).to.include({ paragraph: 1, year: 2027 })
  }).timeout(60_000)

  it('settles a free item by a note with a §, and no decision', async () => {
    const meeting = await board.plan()
    await (await board.convener.get(at(meeting, '/dagordning')))
      .form('Lägg till punkten')
      .submit({ title: 'Nya platser' })
    const page = await (await board.convener.get(at(meeting))).form('Öppna mötet').submit()
    expect(page.heading).to.equal('Nya platser')
    const faulty = await page.form('Spara och nästa').submit({ text: '' })
    expect(faulty.errors).to.deep.equal(['Fyll i det här fältet.'])
    await faulty.form('Spara och nästa').submit({ text: 'Primärvården saknas ännu.' })
    expect((await board.items(meeting))[0]).to.include({ paragraph: 1, note: 'Primärvården saknas ännu.' })
    expect(await world.rows(decisions)).to.deep.equal([])
    expect(await world.acts(meeting.id)).to.include('meeting.noted')
  })

  it('cannot end with undecided items; one press postpones them and ends it', async () => {
    for (const title of ['Ett', 'Två']) await board.deficiency({ title })
    const meeting = await board.plan()
    await (await board.convener.get(at(meeting, '/dagordning')))
      .form('Lägg till punkten')
      .submit({ title: 'Övrig fråga' })
    await (await board.convener.get(at(meeting))).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'monitor')
    const refused = await board.end(meeting)
    expect(refused.status).to.equal(409)
    expect(refused.text).to.include('Punkt 2: Två').and.include('Punkt 3: Övrig fråga').and.not.include('Ett')
    expect(await board.meeting()).to.include({ state: 'running' })
    const ended = await refused.form('Bordlägg återstående').submit()
    expect(ended.notice).to.equal('Återstående punkter är bordlagda och mötet är avslutat.')
    expect(await board.meeting()).to.include({ state: 'held' })
    expect((await board.items(meeting)).map(({ paragraph }) => paragraph)).to.deep.equal([1, 2, 3])
    await board.later('2027-01-10T09:00:00Z')
    const next = await board.plan('2027-02-01')
    expect((await board.items(next)).map(({ title, why }) => [title, why])).to.deep.equal([
      ['Två', 'postponed'],
      ['Övrig fråga', 'postponed'],
    ])
    const third = await board.plan('2027-03-01')
    expect(await board.items(third)).to.deep.equal([])
  })

  it('ends at once when all is decided, and cannot be opened, ended or decided on again', async () => {
    await board.deficiency()
    const meeting = await board.plan()
    const hub = await board.convener.get(at(meeting))
    await hub.form('Öppna mötet').submit()
    const stale = await board.form(meeting, 1, 'monitor')
    await board.decide(meeting, 1, 'monitor')
    const running = await board.convener.get(at(meeting))
    expect((await board.end(meeting)).notice).to.include('Mötet är avslutat.')
    expect((await (await board.given.browserOf(board.person)).get(at(meeting))).text).to.include('Genomfört')
    for (const form of [hub.form('Öppna mötet'), running.form('Avsluta mötet'), stale.form('Spara och nästa')]) {
      const again = await board.convener.post(form.action, { ...form.fields, formKey: 'a'.repeat(32) })
      expect(again.status, form.action).to.equal(409)
    }
  })
})

describe('The commands themselves', () => {
  let board: Board
  let meeting: Meeting
  beforeEach(async () => {
    board = await Board.of(await World.open())
    await board.deficiency()
    meeting = (await board.open()).meeting
  })
  /** In a unit of work of the convener. */
  const asConvener = <T>(work: (ctx: Ctx, found: MeetingInGroup) => Promise<T>): Promise<T> => {
    const grant = {
      role: 'convener',
      groupId: board.group.id,
      officeId: null,
      areaId: null,
      organisationId: null,
    } as const
    const actor = { ...NOBODY, kind: 'person', id: board.person.id, grants: [grant] } as const
    return board.world.works.write(actor, async ctx => work(ctx, await holdMeeting(ctx, meeting.id)))
  }
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      error => error,
    )

  it('end no meeting with undecided items', async () => {
    const error = await refusal(asConvener((ctx, found) => endMeeting(ctx, found, { version: found.version })))
    expect(error).to.be.instanceOf(Conflict).and.include({ messageKey: 'meetings.undecidedLeft' })
  })
  it('decide no item twice', async () => {
    await board.decide(meeting, 1, 'monitor')
    const again = asConvener(async (ctx, found) => decideItem(ctx, await findMatter(ctx, found, '1'), 'monitor', {}))
    expect(await refusal(again))
      .to.be.instanceOf(Conflict)
      .and.include({ messageKey: 'meetings.decidedAlready' })
  })
  it('put nothing on an agenda once the meeting has been held', async () => {
    await board.decide(meeting, 1, 'monitor')
    await board.end(meeting)
    const late = await board.deficiency()
    const placed = asConvener((ctx, found) => placeOnAgenda(ctx, late, found, 'added', {}, 'other'))
    expect(await refusal(placed)).to.be.instanceOf(Conflict)
    expect(await board.now(late)).to.include({ state: 'new' })
  })
})
