import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { recusals } from '#src/features/meetings/live.entity.ts'
import { attendances, type Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('A meeting while it runs', function () {
  this.timeout(60_000)
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const at = ({ id }: Pick<Meeting, 'id'>, path = ''): string => `/moten/${id}${path}`
  const many = (count: number): Promise<void> =>
    world.given(async ctx => {
      for (let nr = 1; nr <= count; nr++)
        await makeDeficiency(ctx, {
          ...{ title: `Systemfel ${nr}`, description: 'Köer.', level: 'local', facets: [], themes: [], gap: false },
          ...{ organisationIds: [], officeId: board.office.id },
        })
    })

  describe('those who come and go', () => {
    let meeting: Meeting
    beforeEach(async () => {
      await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
      await board.given.seat(board.group, { party: 'insurance_agency' }, 'Vera Lind')
      await many(1)
      meeting = (await board.open()).meeting
      await attend({ guests: 'Bo Alm' })
    })
    const page = () => board.convener.get(at(meeting, '/narvaro'))
    const attend = async (filled: Record<string, string> = {}, presence = 'present'): Promise<Page> => {
      const form = (await page()).form('Spara närvaron')
      const seats = form.names.filter(name => name.startsWith('presence-'))
      return form.submit({ ...Object.fromEntries(seats.map(name => [name, presence])), ...filled })
    }
    const timesOf = async (name: string) => {
      const { id } = await world.row(attendances, { name, meetingId: meeting.id })
      return (await page()).form(`narvaro/${id}`)
    }
    const notes = async (): Promise<string> => (await board.convener.get(at(meeting, '/protokoll'))).text

    it('are noted with their times, which the notes tell', async () => {
      const saved = await (await timesOf('Olle Berg')).send({ arrived: '10.20', now: '' })
      expect(saved.notice).to.equal('Tiderna är sparade.')
      await (await timesOf('Bo Alm')).send({ arrived: '10.20', departed: '11:05', now: '' })
      expect(await notes())
        .to.include('Olle Berg Närvarande, från kl. 10.20')
        .and.include('Bo Alm Gäst, kl. 10.20–11.05')
        .and.match(/Vera Lind Närvarande(?!,)/)
    })

    it('come and leave at one press, at the time it is in Sweden', async () => {
      await (await timesOf('Vera Lind')).send({ now: 'departed' })
      expect(await notes()).to.include('Vera Lind Närvarande, till kl. 10.00')
    })

    it('leave after they came, at a time that is one', async () => {
      const form = await timesOf('Olle Berg')
      const backwards = await form.send({ arrived: '13.20', departed: '13.10', now: '' })
      expect(backwards.status).to.equal(422)
      expect(backwards.errors).to.deep.equal(['Olle Berg: Skriv en tid efter den då personen kom.'])
      expect(backwards.form(form.action).fields).to.include({ arrived: '13.20', departed: '13.10' })
      expect((await form.send({ arrived: '25.00', now: '' })).status).to.equal(422)
    })

    it('keep their times when attendance is saved again, and lose them when they were never there', async () => {
      await (await timesOf('Olle Berg')).send({ arrived: '10.20', now: '' })
      await attend({ guests: 'Bo Alm\nEva Dal' })
      expect(await notes()).to.include('Olle Berg Närvarande, från kl. 10.20')
      await attend({}, 'absent')
      expect(await notes())
        .to.include('Olle Berg Frånvarande')
        .and.not.include('10.20')
    })

    it('are told apart by two secretaries: the second sees both times (C4)', async () => {
      const [mine, theirs] = [await timesOf('Olle Berg'), await timesOf('Olle Berg')]
      await mine.send({ arrived: '10.20', now: '' })
      const late = await theirs.send({ departed: '11.45', now: '' })
      expect(late.status).to.equal(409)
      expect(late.text).to.include('Olle Berg Närvarande, från kl. 10.20').and.include('Någon annan har ändrat')
      expect(late.html).to.include('value="11.45"')
      expect(await notes())
        .to.include('från kl. 10.20')
        .and.not.include('11.45')
    })

    it('take no part in an item: the item and the notes say so, and attendance cannot lose it', async () => {
      const item = await board.convener.get(at(meeting, '/punkter/1'))
      const form = item.form('Spara jäv')
      const saved = await form.submit({ recused: form.option('recused', 'Olle Berg') })
      expect(saved.notice).to.equal('Jävet är sparat.')
      expect(saved.text).to.include('Deltar inte (jäv) Olle Berg')
      await board.decide(meeting, 1, 'monitor')
      expect(await notes()).to.include('Deltar inte (jäv) Olle Berg')
      const refused = await attend({}, 'absent')
      expect(refused.status).to.equal(422)
      expect(refused.errors).to.deep.equal(['Personen är antecknad som jävig på en punkt. Ta bort det där först.'])
      await (await board.convener.get(at(meeting, '/punkter/1'))).form('Spara jäv').submit({ recused: [] })
      expect(await world.rows(recusals)).to.deep.equal([])
      expect((await attend({}, 'absent')).notice).to.equal('Närvaron är sparad.')
    })

    it('are recused by one secretary at a time (C4), and only if they are there', async () => {
      const open = async () => (await board.convener.get(at(meeting, '/punkter/1'))).form('Spara jäv')
      const [mine, theirs] = [await open(), await open()]
      await mine.submit({ recused: mine.option('recused', 'Olle Berg') })
      const vera = theirs.option('recused', 'Vera Lind')
      const late = await theirs.submit({ recused: vera })
      expect(late.status).to.equal(409)
      expect(late.text).to.include('Deltar inte (jäv) Olle Berg').and.include('Någon annan har ändrat punkten')
      expect(late.form('Spara jäv').fields['recused']).to.equal(vera)
      expect(await world.rows(recusals)).to.have.length(1)
      const stranger = await (await open()).send({ recused: '00000000-0000-7000-8000-000000000000' })
      expect(stranger.status).to.equal(409)
      expect(await world.rows(recusals)).to.have.length(1)
    })
  })

  it('lets one of 20 secretaries at once decide an item, and gives the others their text back (C4)', async () => {
    await many(2)
    const { meeting } = await board.open()
    const texts = Array.from({ length: 20 }, (_, nr) => `Vi bevakar detta som nummer ${nr + 1}.`)
    const forms = await Promise.all(texts.map(() => board.form(meeting, 1, 'monitor')))
    const pages = await Promise.all(
      forms.map((page, index) => page.form('Spara och nästa').submit({ text: texts[index] ?? '' })),
    )
    const made = await world.rows(decisions)
    expect(made).to.have.length(1)
    const won = texts.indexOf(made[0]?.text ?? '')
    for (const [index, page] of pages.entries()) {
      expect(page.status, texts[index]).to.equal(index === won ? 200 : 409)
      if (index !== won) expect(page.text).to.include(texts[index]).and.include(texts[won])
    }
  })

  it('numbers 50 decisions at once 1 to 50, each number once', async () => {
    await many(50)
    const { meeting } = await board.open()
    const forms = await Promise.all(Array.from({ length: 50 }, (_, index) => board.form(meeting, index + 1, 'monitor')))
    const pages = await Promise.all(forms.map(page => page.form('Spara och nästa').submit()))
    for (const page of pages) expect(page.status).to.equal(200)
    const numbers = (await world.rows(decisions)).map(({ paragraph }) => paragraph).sort((a, b) => a - b)
    expect(numbers).to.deep.equal(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('mails nothing until the notes are done, whatever is done meanwhile', async () => {
    await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
    await board.report(await board.deficiency())
    await many(1)
    const { meeting } = await board.open()
    const before = (await world.mails()).length
    const attendance = (await board.convener.get(at(meeting, '/narvaro'))).form('Spara närvaron')
    const seat = attendance.names.find(name => name.startsWith('presence-')) ?? ''
    await attendance.submit({ [seat]: 'present' })
    const { id } = await world.row(attendances, { name: 'Olle Berg', meetingId: meeting.id })
    await (await board.convener.get(at(meeting, '/narvaro'))).form(`narvaro/${id}`).send({ now: 'arrived' })
    const item = await board.convener.get(at(meeting, '/punkter/2'))
    await item.form('Visa punkten').submit()
    const recusal = (await board.convener.get(at(meeting, '/punkter/2'))).form('Spara jäv')
    await recusal.submit({ recused: recusal.option('recused', 'Olle Berg') })
    for (const nr of [1, 2]) await board.decide(meeting, nr, 'monitor')
    const letters = (await world.mails()).slice(before)
    expect(letters.length).to.be.greaterThan(0)
    expect(letters.every(({ state, heldByMeetingId }) => state === 'held' && heldByMeetingId === meeting.id)).to.equal(
      true,
    )
    world.letters.length = 0
    await world.sendMails()
    expect(world.letters.filter(({ subject }) => subject.includes('Beslut'))).to.deep.equal([])
    await board.end(meeting)
    await board.finish(meeting)
    await world.sendMails()
    expect(world.letters.filter(({ subject }) => subject.includes('Beslut'))).to.have.length(letters.length)
  })

  describe('the participants’ page', () => {
    const screen = async (meeting: Meeting, browser = board.convener) => browser.get(at(meeting, '/skarm'))
    const version = async (meeting: Meeting): Promise<string> => {
      const answer = await board.convener.raw('get', at(meeting, '/skarm/lage'))
      expect(answer.status).to.equal(200)
      return (answer.body as { version: string }).version
    }
    const member = () => board.given.as('member', { groupId: board.group.id })

    it('shows the item that is handled, then what was decided and the next', async () => {
      await board.deficiency({ title: 'Ett' })
      await board.deficiency({ title: 'Två' })
      const { meeting } = await board.open()
      const first = await screen(meeting, await member())
      expect(first.heading).to.equal('Ett')
      expect(first.text).to.include('Punkt 1 av 2')
      await board.decide(meeting, 1, 'monitor', { text: 'Vi bevakar det.' })
      const second = await screen(meeting, await member())
      expect(second.heading).to.equal('Två')
      expect(second.text).to.include('Senast beslutat: § 1/2026 Notera och bevaka').and.include('Vi bevakar det.')
      await board.decide(meeting, 2, 'monitor')
      expect((await screen(meeting, await member())).text).to.include('Alla punkter är behandlade.')
      expect((await screen(meeting)).html).not.to.include('data-over')
      await board.end(meeting)
      const ended = await screen(meeting, await member())
      expect(ended.text).to.include('Mötet är avslutat.')
      expect(ended.html, 'asks no more, and lets the session end').to.include('data-over')
    })

    it('shows what the secretary puts before it, also what has been decided', async () => {
      await board.deficiency({ title: 'Ett' })
      await board.deficiency({ title: 'Två' })
      const { meeting } = await board.open()
      await board.decide(meeting, 1, 'monitor', { text: 'Vi bevakar det.' })
      const shown = await (await board.convener.get(at(meeting, '/punkter/1'))).form('Visa punkten').submit()
      expect(shown.notice).to.equal('Punkten visas på deltagarnas sida.')
      expect(shown.text).not.to.include('Visa punkten på deltagarnas sida')
      const page = await screen(meeting)
      expect(page.heading).to.equal('Ett')
      expect(page.text).to.include('Vi bevakar det.').and.not.include('Senast beslutat')
      await board.decide(meeting, 2, 'monitor')
      expect((await screen(meeting)).text).to.include('Alla punkter är behandlade.')
    })

    it('P7: is told at its next question that a text has been withheld', async () => {
      await many(1)
      const { meeting } = await board.open()
      const before = await version(meeting)
      const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
      const { number } = await world.row(deficiencies, {})
      const form = (await coordinator.get(`/systemfel/${number}/sparra`)).form('Spärra')
      const place = form.options('places')[0]?.value ?? ''
      expect((await form.submit({ places: place, why: 'client' })).status).to.equal(200)
      expect(await version(meeting)).not.to.equal(before)
    })

    it('knows by one small answer whether anything is new', async () => {
      await many(2)
      const { meeting } = await board.open()
      const seen = [await version(meeting)]
      expect(await version(meeting)).to.equal(seen[0])
      const acts = [
        async () => (await board.convener.get(at(meeting, '/punkter/2'))).form('Visa punkten').submit(),
        () => board.decide(meeting, 2, 'monitor'),
        async () =>
          (await board.convener.get(at(meeting, '/dagordning'))).form('Lägg till punkten').submit({ title: 'Nytt' }),
        () => board.decide(meeting, 1, 'monitor'),
      ]
      for (const act of acts) {
        await act()
        const now = await version(meeting)
        expect(seen).not.to.include(now)
        seen.push(now)
      }
      const answer = await board.convener.raw('get', at(meeting, '/skarm/lage'))
      expect(answer.text.length).to.be.below(100)
    })

    it('is followed by 30 at once while a decision is made: all see it at their next question', async () => {
      await many(2)
      const { meeting } = await board.open()
      const before = await version(meeting)
      const viewers: Browser[] = []
      for (let count = 0; count < 30; count += 1) viewers.push(await member())
      const ask = (viewer: Browser) => viewer.raw('get', at(meeting, '/skarm/lage'))
      const [, ...meanwhile] = await Promise.all([board.decide(meeting, 1, 'monitor'), ...viewers.map(ask)])
      expect(meanwhile.map(({ status }) => status)).to.deep.equal(viewers.map(() => 200))
      const next = await Promise.all(viewers.map(ask))
      const versions = new Set(next.map(({ body }) => (body as { version: string }).version))
      expect(versions.size).to.equal(1)
      expect(versions).not.to.include(before)
    })

    it('is for the group’s own people, and is not there for others', async () => {
      await many(1)
      const { meeting } = await board.open()
      const others = [
        await board.given.browserOf(board.ombud),
        await board.given.as('coordinator', { officeId: board.office.id }),
        await board.given.as('admin'),
        await board.given.as('member', { groupId: (await board.given.group([board.office])).id }),
      ]
      for (const other of others)
        for (const path of ['/skarm', '/skarm/lage']) expect((await other.get(at(meeting, path))).status).to.equal(404)
      expect((await (await member()).get(at(meeting))).text).to.include('Följ mötet på deltagarnas sida')
    })

    it('shows no more than the item’s own page: no report, no note of an office', async () => {
      await board.report(await board.deficiency(), { whatHappened: 'Hemlig rapporttext' })
      const { meeting } = await board.open()
      const page = await screen(meeting, await member())
      expect(page.html).not.to.include('Hemlig rapporttext')
      expect(page.postForms().filter(({ action }) => action.startsWith('/moten'))).to.deep.equal([])
    })
  })

  describe('the keys', () => {
    it('are off until the person switches them on, and the choice is remembered (2.1.4)', async () => {
      await many(1)
      const { meeting } = await board.open()
      const item = () => board.convener.get(at(meeting, '/punkter/1'))
      const off = await item()
      expect(off.text).to.include('Kortkommandon är av').and.include('Går till föregående och nästa punkt.')
      expect(off.html).not.to.include('data-shortcuts')
      const on = await off.form('Slå på kortkommandon').submit()
      expect(on.heading).to.equal('Systemfel 1')
      expect(on.notice).to.equal('Kortkommandon är på.')
      const again = await (await board.given.browserOf(board.person)).get(at(meeting, '/punkter/1'))
      expect(again.html).to.include('data-shortcuts')
      await again.form('Stäng av kortkommandon').submit()
      expect((await item()).html).not.to.include('data-shortcuts')
    })

    it('are nothing to those who only follow', async () => {
      await many(1)
      const { meeting } = await board.open()
      const member = await board.given.as('member', { groupId: board.group.id })
      expect((await member.get(at(meeting, '/punkter/1'))).text).not.to.include('Kortkommandon')
    })
  })
})
