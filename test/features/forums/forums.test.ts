import { expect } from 'chai'
import { forumOccasions, forumRaisings, forums } from '#src/features/forums/forum.entity.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { makeCouncil } from './hall.ts'

describe('A forum beside the group', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })

  it('is added to a group, listed and found from the group', async () => {
    const empty = await (await board.convener.get('/moten')).follow('Alla forum')
    expect(empty.text).to.contain('Inget forum att visa')
    const form = (await empty.follow('Nytt forum')).form('Spara')
    const none = await form.submit({ place: '' })
    expect(none.errors).to.deep.equal([
      'Välj vilket slags forum det är.',
      'Skriv ett namn.',
      'Välj vad forumet hör till.',
    ])
    const shown = await form.submit({
      ...{ kind: 'board', name: 'Socialnämnden' },
      place: form.option('place', board.group.name),
    })
    expect([shown.heading, shown.notice]).to.deep.equal(['Socialnämnden', 'Forumet är tillagt.'])
    expect(shown.text).to.contain('Nämnd').and.to.contain(board.group.name)
    expect((await board.convener.get('/forum')).text).to.contain('Socialnämnden')
    const group = await board.convener.get(`/grupper/${board.group.slug}`)
    const changing = (await (await group.follow('Socialnämnden')).follow('Ändra forumet')).form('Spara')
    expect((await changing.submit({ name: 'Omsorgsnämnden' })).heading).to.equal('Omsorgsnämnden')
    const [forum] = await world.rows(forums)
    expect(await world.acts(forum?.id ?? '')).to.deep.equal(['forum.made', 'forum.changed'])
    expect((await changing.submit({ name: 'Nämnden' })).status).to.equal(409)
  })
  it('of a municipality is for the offices there, the groups that serve them, and its analysts', async () => {
    const { given, office } = board
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const { municipalityId } = await world.row(officeMunicipalities, { officeId: office.id })
    const form = (await coordinator.get('/forum/ny')).form('Spara')
    await form.submit({ kind: 'consultation', name: 'Vårdsamrådet', place: municipalityId })
    const forum = await world.row(forums, { name: 'Vårdsamrådet' })
    expect(forum).to.include({ municipalityId, groupId: null })
    const area = await world.given(async ctx => {
      const made = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' })
      await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: made.id, municipalityId })
      return made
    })
    const elsewhere = await given.office()
    const visitors = [
      [board.convener, 200, 200],
      [await given.as('member', { groupId: board.group.id }), 200, 403],
      [await given.as('ombud', { officeId: office.id }), 200, 403],
      [await given.as('analyst', { areaId: area.id }), 200, 403],
      [await given.as('coordinator', { officeId: elsewhere.id }), 404, 404],
      [await given.as('convener', { groupId: (await given.group([elsewhere])).id }), 404, 404],
      [await given.as('admin'), 403, 403],
    ] as const
    for (const [browser, reads, writes] of visitors) {
      expect((await browser.raw('get', `/forum/${forum.id}`)).status).to.equal(reads)
      for (const end of ['redigera', 'tillfallen/nytt', 'fragor/ny'])
        expect((await browser.raw('get', `/forum/${forum.id}/${end}`)).status, end).to.equal(writes)
      if (reads !== 403) expect((await browser.get('/forum')).text.includes('Vårdsamrådet')).to.equal(reads === 200)
    }
  })
  it('cannot be given to a group or municipality of others', async () => {
    const other = await board.given.group([])
    const form = (await board.convener.get('/forum/ny')).form('Spara')
    const sent = await form.send({ kind: 'council', name: 'Rådet', place: other.id })
    expect([sent.status, await world.rows(forums)]).to.deep.equal([422, []])
  })

  describe('meets', () => {
    it('and what was raised and said stands there, and on the page and in the history of the systemfel', async () => {
      const [one, two] = [await board.deficiency(), await board.deficiency({ title: 'Lång väntan' })]
      const forum = await makeCouncil(board)
      const form = (await (await board.convener.get(`/forum/${forum.id}`)).follow('Anteckna ett tillfälle')).form(
        'Spara',
      )
      expect((await form.submit({ said: '' })).errors).to.deep.equal(['Skriv vad som sades.'])
      const late = await form.submit({ day: '2026-11-22', numbers: 'SF-2020-0001', said: 'Rådet känner igen det.' })
      expect(late.errors).to.deep.equal([
        'Dagen kan inte ligga i framtiden.',
        'Hittar inte SF-2020-0001. Kontrollera numren.',
      ])
      const numbers = `${one.number.toLowerCase()} ${two.number}`
      const shown = await form.submit({ day: '2026-11-10', numbers, said: 'Rådet känner igen det.' })
      expect(shown.text).to.contain('10 november 2026 Rådet känner igen det.').and.to.contain('Lång väntan')

      const page = await board.convener.get(`/systemfel/${one.number}`)
      expect(page.text).to.contain('Togs upp i Funktionsrättsrådet 10 november 2026 Rådet känner igen det.')
      const history = await board.convener.get(`/systemfel/${one.number}/historik`)
      expect(history.text).to.contain('Togs upp i ett forum den 10 november 2026')

      const change = (await shown.follow('Ändra tillfället')).form('Spara')
      expect(change.fields['numbers']).to.equal(`${one.number}, ${two.number}`)
      await change.submit({ numbers: two.number, said: 'Rådet vill ha svar.' })
      expect((await board.convener.get(`/systemfel/${one.number}`)).text).not.to.contain('Funktionsrättsrådet')
      expect((await board.convener.get(`/systemfel/${two.number}`)).text).to.contain('Rådet vill ha svar.')
      expect((await change.submit({ said: 'För sent' })).status).to.equal(409)
    })
    it('and shows nobody a systemfel that she may not see, nor drops it when she changes the rest', async () => {
      const { given, office } = board
      const shared = await given.office()
      const hidden = await board.deficiency({ title: 'Hemligt', officeId: shared.id })
      const forum = await makeCouncil(board)
      const coordinator = await given.person([
        { role: 'coordinator', officeId: office.id },
        { role: 'coordinator', officeId: shared.id },
      ])
      const both = await given.browserOf(coordinator)
      const form = (await both.get(`/forum/${forum.id}/tillfallen/nytt`)).form('Spara')
      await form.submit({ numbers: hidden.number, said: 'Rådet undrar.' })
      const seen = await board.convener.get(`/forum/${forum.id}`)
      expect(seen.text).to.contain('Rådet undrar.').and.not.to.contain('Hemligt')
      const change = (await seen.follow('Ändra tillfället')).form('Spara')
      expect(change.fields['numbers']).to.equal('')
      await change.submit({ said: 'Rådet undrar mycket.' })
      expect(await world.rows(forumRaisings)).to.have.length(1)
      const refused = await (await board.convener.get(`/forum/${forum.id}/tillfallen/nytt`))
        .form('Spara')
        .submit({ numbers: hidden.number, said: 'Samma.' })
      expect(refused.status).to.equal(422)
      expect((await both.get(`/systemfel/${hidden.number}`)).text).to.contain('Togs upp i Funktionsrättsrådet')
    })
    it('and what points somebody out is asked about, and may be withheld', async () => {
      const forum = await makeCouncil(board)
      const form = (await board.convener.get(`/forum/${forum.id}/tillfallen/nytt`)).form('Spara')
      expect((await form.submit({ said: 'Hon heter 19121212-1212' })).status).to.equal(422)
      const asked = await form.submit({ said: 'Ring 08-123 45 67' })
      expect([asked.status, await world.rows(forumOccasions)]).to.deep.equal([422, []])
      await asked.form('Spara').submit(asked.form('Spara').reviewed())
      const withhold = await (await board.convener.get(`/forum/${forum.id}`)).follow('Spärra')
      expect(withhold.text).to.contain('Forum: Vad som sades')
      const done = withhold.form('sparra')
      await done.submit({ why: done.options('why')[0]?.value ?? '' })
      expect((await board.convener.get(`/forum/${forum.id}`)).text)
        .to.contain('[Spärrad i väntan på beslut]')
        .and.not.to.contain('08-123')
    })
  })
})
