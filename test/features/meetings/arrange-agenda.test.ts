import { expect } from 'chai'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Arranging the agenda', () => {
  let world: World
  let board: Board
  let meeting: Meeting
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    for (const title of ['Ett', 'Två', 'Tre']) await board.deficiency({ title })
    meeting = await board.plan('2026-12-01')
  })
  const page = () => board.convener.get(`/moten/${meeting.id}/dagordning`)
  const titles = async () => (await board.items(meeting)).map(({ title }) => title)
  /** The form of one item, by the text of its button. */
  const form = (on: Page, title: string, button: string) => on.form(`${button}: ${title}`)

  /** One that the group has met about and only watches: nothing about it waits. */
  const monitored = async (title: string): Promise<Deficiency> => {
    const deficiency = await board.deficiency({ title })
    const { meeting: held } = await board.open('2026-11-21')
    await board.decide(held, 1, 'monitor')
    await board.end(held)
    return deficiency
  }

  it('moves items up and down within their section', async () => {
    await form(await page(), 'Tre', 'Flytta upp').send({ direction: 'up' })
    expect(await titles()).to.deep.equal(['Ett', 'Tre', 'Två'])
    await form(await page(), 'Ett', 'Flytta ned').send({ direction: 'down' })
    expect(await titles()).to.deep.equal(['Tre', 'Ett', 'Två'])
    const shown = await page()
    expect(shown.html).not.to.include('Flytta upp<span class="govuk-visually-hidden">: Tre')
    expect(shown.html).not.to.include('Flytta ned<span class="govuk-visually-hidden">: Två')
  })

  it('removes an item, which then waits; adds it again one by one, or all that waits', async () => {
    await form(await page(), 'Två', 'Ta bort').submit()
    await form(await page(), 'Tre', 'Ta bort').submit()
    expect(await titles()).to.deep.equal(['Ett'])
    const waiting = await page()
    expect(waiting.text).to.match(/Väntar på gruppen.*Två.*Väntar på gruppen eftersom det är nytt.*Tre/)
    await form(waiting, 'Tre', 'Lägg till').submit()
    expect(await titles()).to.deep.equal(['Ett', 'Tre'])
    const added = await (await page()).form('Lägg till allt som väntar').submit()
    expect(added.notice).to.equal('Det som väntade på gruppen står nu på dagordningen.')
    expect(added.text).to.include('Allt som väntar på gruppen står på dagordningen.')
    expect((await board.items(meeting)).map(({ title, why, position }) => [position, title, why])).to.deep.equal([
      [1, 'Ett', 'new'],
      [2, 'Tre', 'new'],
      [3, 'Två', 'new'],
    ])
  })

  it('proposes what has come since, and only that', async () => {
    await board.deficiency({ title: 'Fyra' })
    await (await page()).form('Lägg till allt som väntar').submit()
    expect(await titles()).to.deep.equal(['Ett', 'Två', 'Tre', 'Fyra'])
  })

  it('adds a systemfel by its number, and says what is wrong with a number', async () => {
    const { number } = await monitored('Bevakat')
    const add = async (typed: string) => (await page()).form('Lägg till systemfelet').submit({ number: typed })
    await add(` ${number.toLowerCase()} `)
    expect((await board.items(meeting)).at(0)).to.include({ title: 'Bevakat', why: 'added', section: 'follow_up' })
    const elsewhere = await board.given.office()
    const foreign = await board.deficiency({ officeId: elsewhere.id })
    const closed = await board.deficiency()
    await world.given(ctx => changeState(ctx, closed, 'close'))
    for (const [typed, error] of [
      ['', 'Fyll i det här fältet.'],
      ['SF-1999-0001', 'Gruppen har inget systemfel med det numret.'],
      [foreign.number, 'Gruppen har inget systemfel med det numret.'],
      [closed.number, 'Systemfelet är avslutat. Det öppnas av en ny rapport.'],
      [number, 'Systemfelet står redan på dagordningen.'],
    ] as const) {
      const faulty = await add(typed)
      expect(faulty.status, typed).to.equal(422)
      expect(faulty.errors).to.deep.equal([error])
      expect(faulty.form('Lägg till systemfelet').fields['number']).to.equal(typed)
    }
    expect(await board.items(meeting)).to.have.length(4)
  })

  it('adds a free item, guarded as any text', async () => {
    const add = async (values: Record<string, string>) => (await page()).form('Lägg till punkten').submit(values)
    await add({ title: 'Nya representanter', section: 'information' })
    expect((await board.items(meeting)).at(-1)).to.include({
      title: 'Nya representanter',
      section: 'information',
      deficiencyId: null,
    })
    const blocked = await add({ title: 'Om 19121212-1212' })
    expect(blocked.status).to.equal(422)
    expect(blocked.errors[0]).to.include('personnummer')
    expect((await add({ title: '' })).errors).to.deep.equal(['Fyll i det här fältet.'])
    expect(await board.items(meeting)).to.have.length(4)
  })

  it('may add to a running meeting, last, and takes nothing away that is decided', async () => {
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'monitor')
    const shown = await page()
    expect(shown.html).not.to.include(': Ett</span></button>')
    await shown.form('Lägg till punkten').submit({ title: 'Kort fråga', section: 'follow_up' })
    expect(await titles()).to.deep.equal(['Ett', 'Två', 'Tre', 'Kort fråga'])
    const [decided] = await board.items(meeting)
    const removal = await form(shown, 'Två', 'Ta bort').send({ item: decided?.id ?? '' })
    expect(removal.status).to.equal(409)
    expect(await titles()).to.have.length(4)
  })
})
