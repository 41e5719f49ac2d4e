import { expect } from 'chai'
import { actionNotes, dueChanges, dueWishes, taskInvitations } from '#src/features/actions/action.entity.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { World } from '#test/support/world.ts'
import { reach } from '../calls/called.ts'
import { CONVENER, Undertaking, VERA } from './undertaking.ts'

describe('An undertaking, by link', () => {
  let world: World
  let now: Undertaking

  describe('that was proposed at a meeting', () => {
    beforeEach(async () => {
      world = await World.open()
      now = await Undertaking.decided(world)
    })

    it('is accepted by a function, with a tick last, and the convener is told', async () => {
      const { browser, page } = await now.opened()
      expect(page.path).to.equal('/uppdrag')
      expect(page.text).to.include('Ge besked inom fem dagar.').and.include('Svårt att nå handläggare')
      const form = await page.follow('Anta åtgärden')
      const unticked = await form.form('/uppdrag/antagande').submit({ ownerFunction: 'Enhetschef' })
      expect([unticked.status, unticked.errors]).to.deep.equal([
        422,
        ['Kryssa i rutan, så att vi vet att det är du som svarar.'],
      ])
      const done = await unticked.form('/uppdrag/antagande').submit({ checked: 'ja', expectedEffect: 'Färre väntar.' })
      expect(done.notice).to.equal('Åtgärden är antagen.')
      expect(done.text).to.include('Färre väntar.').and.include('via länk')
      expect(await now.action()).to.include({
        ...{ state: 'accepted', ownerFunction: 'Enhetschef', acceptedHow: 'link', startedDay: '2026-11-21' },
        expectedEffect: 'Färre väntar.',
      })
      const event = await world.row(auditEvents, { action: 'action.accepted' })
      expect(event.details).to.include({ how: 'link', holderId: (await now.invitation()).holderId })
      expect(JSON.stringify(event)).not.to.include('Färre').and.not.include('Enhetschef')
      await world.sendMails()
      expect(now.subjects(CONVENER)).to.deep.equal(['Försäkringskassan har tagit på sig en åtgärd: SF-2026-0001'])
      expect((await browser.get('/uppdrag')).text).to.include('Berätta hur det går')
    })

    it('is declined with the reason: the convener sees it, and the systemfel is on the next agenda', async () => {
      const bare = await now.act('nej', { proof: '' })
      expect(bare.errors).to.deep.equal(['Skriv varför, så att gruppen kan hitta en annan väg.'])
      const done = await now.act('nej', { proof: 'Reglerna är nationella.' })
      expect(done.heading).to.equal('Rutin')
      expect(done.text)
        .to.include('Ni tackade nej 21 november 2026')
        .and.include('Därför blev det nej')
        .and.include('Reglerna är nationella.')
      expect(done.$('a[href^="/uppdrag/"]')).to.have.length(0)
      expect(now.subjects(CONVENER)).to.deep.equal(['Försäkringskassan tackar nej till en åtgärd: SF-2026-0001'])
      const { convener } = now.board
      const letter = now.lettersTo(CONVENER)[0]?.text ?? ''
      expect(letter).not.to.include('nationella')
      const action = await convener.get(`/atgarder/${(await now.action()).id}`)
      expect(action.text).to.include('Avböjd').and.include('Reglerna är nationella.')
      await now.board.later('2026-12-01T09:00:00Z')
      const { id } = await now.board.plan('2026-12-10')
      const agenda = await now.board.convener.get(`/moten/${id}/dagordning`)
      const [item] = (await now.board.items({ id })).filter(one => one.deficiencyId === now.deficiency.id)
      expect(item).to.deep.include({ why: 'action_overdue', section: 'follow_up' })
      expect(agenda.text).to.include('Försäkringskassan tackade nej till en åtgärd 21 november 2026')
    })

    it('shows the guard’s questions in every box, and keeps nothing that is a number', async () => {
      const { browser } = await now.opened()
      for (const [path, name, more] of [
        ['nej', 'proof', {}],
        ['ny-dag', 'reason', { wishedDay: '2027-03-01' }],
      ] as const) {
        const form = (await browser.get(`/uppdrag/${path}`)).form(`/uppdrag/${path}`)
        const refused = await form.submit({ [name]: 'Gäller 19121212-1212.', checked: 'ja', ...more })
        expect(refused.status, path).to.equal(422)
        expect(refused.errors.join(), path).to.include('personnummer')
      }
      expect((await now.action()).state).to.equal('proposed')
      expect(await world.rows(dueWishes)).to.have.length(0)
    })
  })

  describe('that was accepted at a meeting', () => {
    beforeEach(async () => {
      world = await World.open()
      now = await Undertaking.decided(world, { acceptedBy: 'Enhetschef' })
    })

    it('tells whoever holds the seat, and says at which meeting it was accepted', async () => {
      expect(now.subjects(VERA)).to.deep.equal(['Försäkringskassan har tagit på sig en åtgärd: SF-2026-0001'])
      expect(await now.action()).to.include({ state: 'accepted', acceptedHow: 'meeting', ownerFunction: 'Enhetschef' })
      const { page } = await now.opened()
      expect(page.text).to.include('vid mötet').and.not.include('Tacka nej')
    })

    it('has notes that are added and never overwritten, with the next contact', async () => {
      await now.act('lage', { text: 'Rutinen är skriven.', nextContactDay: '2026-12-05' })
      world.clock.moveTo('2026-12-04T09:00:00Z')
      const page = await now.act('lage', { text: 'Rutinen prövas i Granåsen.', nextContactDay: '2027-01-08' })
      const told = page.$('.app-timeline__text').text()
      expect(told.indexOf('prövas i Granåsen')).to.be.lessThan(told.indexOf('Rutinen är skriven.'))
      expect(told).to.include('Nästa kontakt 5 december 2026').and.include('Nästa kontakt 8 januari 2027')
      const notes = await world.rows(actionNotes)
      expect(notes.map(({ text, nextContactDay }) => [text, nextContactDay])).to.deep.equal([
        ['Rutinen är skriven.', '2026-12-05'],
        ['Rutinen prövas i Granåsen.', '2027-01-08'],
      ])
      expect((await now.action()).nextContactDay).to.equal('2027-01-08')
      await now.board.later('2026-12-04T10:00:00Z')
      const list = await now.board.convener.get('/atgarder')
      expect(list.text).to.include('Nästa kontakt 8 januari 2027')
      const shown = await now.board.convener.get(`/atgarder/${(await now.action()).id}`)
      expect(shown.text).to.match(/4 december 2026 · via länk.*prövas i Granåsen.*via länk.*Rutinen är skriven/)
    })

    it('is done with day, strength and proof, and the link shows the receipt from then on', async () => {
      const values = { doneDay: '2026-11-20', strength: 'resolves', proof: 'Rutinen gäller från i dag.' }
      const faulty = await now.act('genomford', { ...values, strength: '' })
      expect(faulty.errors).to.deep.equal(['Välj ett alternativ.'])
      const done = await now.act('genomford', values)
      expect(done.text)
        .to.include('Här finns ert kvitto')
        .and.include('Rutinen gäller från i dag.')
        .and.include('Löser')
      expect(done.$('a[href^="/uppdrag/"]')).to.have.length(0)
      expect(now.subjects(CONVENER)).to.deep.equal(['Försäkringskassan har genomfört en åtgärd: SF-2026-0001'])
      const { page, browser } = await now.opened()
      expect(page.text).to.include('Här finns ert kvitto')
      for (const path of ['lage', 'genomford', 'ny-dag'])
        expect((await browser.get(`/uppdrag/${path}`)).path).to.equal('/uppdrag')
    })

    it('that resolves it proposes to accept and follow the effect at the next meeting', async () => {
      await now.act('genomford', { doneDay: '2026-11-20', strength: 'resolves', proof: 'Rutinen gäller.' })
      await now.board.later('2026-12-01T09:00:00Z')
      const { meeting } = await now.board.open('2026-12-01')
      const [item] = await now.board.items(meeting)
      expect(item).to.deep.include({ why: 'answer_in', section: 'answers' })
      const open = await now.board.convener.get(`/moten/${meeting.id}/punkter/1`)
      expect(open.text).to.include('Försäkringskassan har 21 november 2026 genomfört en åtgärd som ska lösa det')
      expect(open.form('Spara och nästa').fields['text']).to.include('följs upp')
      await now.board.decide(meeting, 1, 'accept')
      expect((await now.board.now(now.deficiency)).state).to.equal('remedied')
    })

    it('that only eases it is not put on the agenda', async () => {
      await now.act('genomford', { doneDay: '2026-11-20', strength: 'eases', proof: 'Rutinen gäller.' })
      await now.board.later('2026-12-01T09:00:00Z')
      const meeting = await now.board.plan('2026-12-10')
      expect((await now.board.items(meeting)).map(({ deficiencyId }) => deficiencyId)).to.deep.equal([])
    })

    it('is given another due day that the holder asked for, with the reason kept', async () => {
      const asked = await now.act('ny-dag', { wishedDay: '2027-03-01', reason: 'Upphandlingen drar ut.' })
      expect(asked.notice).to.equal('Önskan är skickad till mötesansvarig.')
      expect(asked.text).to.include('Er önskan om nytt slutdatum är skickad')
      expect(asked.$('a[href="/uppdrag/ny-dag"]')).to.have.length(0)
      expect(now.subjects(CONVENER)).to.deep.equal(['Försäkringskassan ber om nytt slutdatum: SF-2026-0001'])
      expect(now.lettersTo(CONVENER)[0]?.text).to.include('1 mars 2027').and.not.include('Upphandlingen')
      expect((await now.action()).dueDay).to.equal('2027-01-15')
      const page = await now.board.convener.get(`/atgarder/${(await now.action()).id}`)
      expect(page.text).to.include('Nytt slutdatum önskas: 1 mars 2027').and.include('Upphandlingen drar ut.')
      const form = (await page.follow('Ändra slutdatumet')).form('Spara')
      expect(form.fields).to.include({ dueDay: '2027-03-01', reason: 'Upphandlingen drar ut.' })
      const granted = await form.submit()
      expect(granted.text).to.include('Det blev så.').and.include('Från 15 januari 2027 till 1 mars 2027')
      await world.sendMails()
      expect(now.subjects(VERA).at(-1)).to.equal('Nytt slutdatum för en åtgärd: SF-2026-0001')
      expect((await now.action()).dueDay).to.equal('2027-03-01')
      expect((await now.opened()).page.text).to.include('1 mars 2027')
    })

    it('keeps the due day when the convener says no, and tells the holder; one wish waits at a time', async () => {
      const { browser } = await now.opened()
      const again = (await browser.get('/uppdrag/ny-dag')).form('/uppdrag/ny-dag')
      await now.act('ny-dag', { wishedDay: '2027-03-01', reason: 'Upphandlingen drar ut.' })
      expect((await again.submit({ wishedDay: '2027-04-01', reason: 'Mer tid.', checked: 'ja' })).path).to.equal(
        '/uppdrag',
      )
      expect(await world.rows(dueWishes)).to.have.length(1)
      const page = await now.board.convener.get(`/atgarder/${(await now.action()).id}`)
      const refused = await page.form('Behåll slutdatumet').submit()
      expect(refused.text).to.include('Det blev inte så.').and.not.include('Behåll slutdatumet')
      await world.sendMails()
      expect(now.subjects(VERA).at(-1)).to.equal('Svar om slutdatum för en åtgärd: SF-2026-0001')
      expect(await world.rows(dueChanges)).to.have.length(0)
      expect((await world.row(dueWishes, {})).state).to.equal('refused')
    })

    it('is called off: whoever got the letter is told, and the link says so', async () => {
      const form = (await now.board.convener.get(`/atgarder/${(await now.action()).id}/avbruten`)).form('Avbryt')
      await form.submit({ proof: 'Enheten läggs ned.' })
      await world.sendMails()
      expect(now.subjects(VERA).at(-1)).to.equal('En åtgärd är avbruten: SF-2026-0001')
      const { page } = await now.opened()
      expect(page.text).to.include('Åtgärden avbröts 21 november 2026').and.include('Enheten läggs ned.')
    })
  })

  describe('and its letters', () => {
    beforeEach(async () => {
      world = await World.open()
      now = await Undertaking.of(world)
    })

    it('lie in the tray until the notes are done', async () => {
      await now.decide()
      await world.sendMails()
      expect(now.subjects(VERA)).to.deep.equal([])
      expect((await world.mails({ template: 'actions.proposed' }))[0]?.state).to.equal('held')
      await now.finish()
      expect(now.subjects(VERA)).to.deep.equal(['En åtgärd för Försäkringskassan: SF-2026-0001'])
      expect(now.lettersTo(VERA)[0]?.text).not.to.include('Ge besked').and.not.include('Vera')
    })

    it('go to the one who holds the seat of the body that the unit belongs to, not to a substitute', async () => {
      const { given, agency, group } = now.board
      const other = await given.seat(
        group,
        { party: 'psychiatry', organisationId: (await given.organisation()).id },
        'Per',
      )
      await reach(world, 'Per', 'per@region.test')
      await world.given(ctx =>
        ctx.rows(seatHolders).insert({
          ...{ id: ctx.newId(), seatId: now.seat.id, name: 'Siv', email: 'siv@fk.test', personId: null },
          ...{ substitute: true, shared: null, fromDay: '2020-01-01', toDay: null, version: 1 },
        }),
      )
      await now.decide({ organisationId: agency.id })
      await now.finish()
      expect(other.id).not.to.equal(now.seat.id)
      expect((await world.mails({ template: 'actions.proposed' })).map(({ toAddress }) => toAddress)).to.deep.equal([
        VERA,
      ])
    })

    it('lead who has an account to the page that she signs in to, and she says yes there', async () => {
      const { given, group, agency } = now.board
      const person = await given.person([{ role: 'member', groupId: group.id, organisationId: agency.id }], {
        email: VERA,
      })
      await now.decide()
      await now.finish()
      const path = now.link
      expect(path).to.equal(`/atgarder/${(await now.action()).id}`)
      expect(await world.rows(taskInvitations)).to.have.length(0)
      const vera = await given.browserOf(person)
      const page = await vera.get(path)
      const offered = page
        .$('a[href^="/atgarder/"]')
        .toArray()
        .map(link => page.$(link).text().trim())
      expect(offered).to.include.members(['Anta åtgärden', 'Tacka nej till åtgärden', 'Be om nytt slutdatum'])
      expect(offered).not.to.include('Ändra slutdatum').and.not.include('Avbryt åtgärden')
      await (await page.follow('Anta åtgärden')).form('Anta åtgärden').submit({ ownerFunction: 'Enhetschef' })
      expect(await now.action()).to.include({ state: 'accepted', acceptedHow: 'member' })
      const other = await given.as('member', { groupId: group.id, organisationId: (await given.organisation()).id })
      expect((await other.get(path)).status).to.equal(200)
      expect((await other.get(`${path}/lage`)).status).to.equal(403)
    })

    it('are taken back with a decision that is corrected, as long as they have not left', async () => {
      await now.decide()
      const action = await now.action()
      const form = (await now.board.convener.get(`/atgarder/${action.id}/avbruten`)).form('Avbryt')
      await form.submit({ proof: 'Fel organisation.' })
      await now.finish()
      expect(now.subjects(VERA)).to.deep.equal([])
    })

    it('go to whoever has taken the seat since, when the link is sent again; the old link is dead', async () => {
      await now.decide()
      await now.finish()
      const old = now.link
      await now.replaced('2026-11-20')
      await world.given(ctx =>
        ctx.rows(seatHolders).insert({
          ...{ id: ctx.newId(), seatId: now.seat.id, name: 'Bo', email: 'bo@fk.test', personId: null },
          ...{ substitute: false, shared: null, fromDay: '2026-11-21', toDay: null, version: 1 },
        }),
      )
      const page = await now.board.convener.get(`/atgarder/${(await now.action()).id}`)
      expect((await page.form('Skicka länken igen').submit()).notice).to.equal('Brevet är på väg.')
      await world.sendMails()
      expect((await world.browser().get(old)).status).to.equal(404)
      const link = world.lastLink('bo@fk.test')
      expect((await world.browser().get(link)).status).to.equal(200)
    })

    it('say that nobody got one where the seat has no address', async () => {
      await reach(world, 'Vera Lind', null)
      await now.decide()
      await now.finish()
      const page = await now.board.convener.get(`/atgarder/${(await now.action()).id}`)
      expect((await page.form('Skicka länken igen').submit()).notice).to.include('Inget brev skickades')
    })
  })
})
