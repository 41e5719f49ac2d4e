import { expect } from 'chai'
import { ACTION_KINDS, type Action, actions, dueChanges } from '#src/features/actions/action.entity.ts'
import { actionsOf } from '#src/features/actions/action.queries.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { parseCsv } from '#test/support/csv.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { readXlsx } from '#test/support/xlsx.ts'
import { type Situation, situation } from '../answers/situation.ts'

type Assignment = Parameters<typeof assignAction>[1]

describe('Actions', () => {
  let world: World
  let now: Situation
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
  })
  const assign = (values: Partial<Assignment> = {}): Promise<Action> =>
    world.given(ctx =>
      assignAction(ctx, {
        deficiencyId: now.deficiency.id,
        kind: 'routine',
        description: 'Inför telefontid varje förmiddag.',
        organisationId: now.organisation.id,
        dueDay: '2027-01-15',
        state: 'accepted',
        ...values,
      }),
    )
  const reload = ({ id }: Action): Promise<Action> => world.row(actions, { id })
  const hrefs = ({ $ }: Page): string[] =>
    $('a[href^="/atgarder/"]')
      .toArray()
      .map(link => $(link).attr('href') as string)

  describe('in the list', () => {
    it('come soonest first, with owner, due day and how late they are', async () => {
      await assign({ description: 'Senare.', dueDay: '2027-03-01', organisationId: null, officeId: now.office.id })
      await assign({ description: 'Utan dag.', dueDay: null })
      await assign({ description: 'Försenad.', dueDay: '2026-11-01', ownerFunction: 'Enhetschef' })
      const page = await coordinator.get('/atgarder')
      expect(page.text).to.match(
        /Försenad\..*Socialförvaltningen.*Enhetschef.*1 november 2026.*20 dagar försenad.*Senare\..*PO Tyresö.*Utan dag\..*Inget slutdatum/,
      )
      expect(page.text).to.contain('SF-2026-0001').and.contain('Ingen svarar i telefon')
    })

    it('are filtered by state, owner and being late, in the address', async () => {
      await assign({ description: 'Klar sak.', state: 'proposed' })
      const done = await assign({ description: 'Gjord sak.' })
      await world.given(ctx => ctx.rows(actions).update(done, { state: 'done', doneDay: '2026-11-20' }))
      await assign({ description: 'Sen sak.', dueDay: '2026-11-01', organisationId: null, officeId: now.office.id })
      const shown = async (query: string): Promise<string[]> => {
        const page = await coordinator.get(`/atgarder${query}`)
        return ['Klar sak.', 'Gjord sak.', 'Sen sak.'].filter(text => page.text.includes(text))
      }
      expect(await shown('')).to.deep.equal(['Klar sak.', 'Sen sak.'])
      expect(await shown('?lage=foreslagna')).to.deep.equal(['Klar sak.'])
      expect(await shown('?lage=genomforda')).to.deep.equal(['Gjord sak.'])
      expect(await shown('?lage=alla')).to.deep.equal(['Klar sak.', 'Gjord sak.', 'Sen sak.'])
      expect(await shown('?forsenade=ja')).to.deep.equal(['Sen sak.'])
      expect(await shown(`?agare=${now.office.id}`)).to.deep.equal(['Sen sak.'])
      expect(await shown(`?lage=alla&agare=${now.organisation.id}`)).to.deep.equal(['Klar sak.', 'Gjord sak.'])
      expect(await shown('?lage=constructor&agare=%27%3B--&forsenade=x&efter=1')).to.deep.equal([])
      const form = (await coordinator.get('/atgarder?lage=alla&forsenade=ja')).form('Visa')
      expect(form.fields).to.include({ lage: 'alla', forsenade: 'ja' })
      expect(form.options('agare').map(({ label }) => label)).to.deep.equal([
        'Alla ansvariga',
        'PO Tyresö',
        'Socialförvaltningen',
      ])
    })

    it('are filtered by group, office, kind and strength, and each choice can be taken away', async () => {
      const elsewhere = await now.given.office()
      const other = await now.given.group([now.office, elsewhere], { name: 'Centrala gruppen' })
      await world.given(ctx => enterCircle(ctx, now.deficiency.id, 'group', now.group.id))
      await assign({ description: 'Ny rutin.', kind: 'routine', strength: 'works_around' })
      await assign({ description: 'Kurs.', kind: 'training', strength: 'resolves' })
      const shown = async (query: string): Promise<string[]> => {
        const page = await coordinator.get(`/atgarder${query}`)
        return ['Ny rutin.', 'Kurs.'].filter(text => page.text.includes(text))
      }
      expect(await shown('?slag=utbildning')).to.deep.equal(['Kurs.'])
      expect(await shown('?verkan=kringgar')).to.deep.equal(['Ny rutin.'])
      expect(await shown(`?grupp=${now.group.slug}`)).to.deep.equal(['Ny rutin.', 'Kurs.'])
      expect(await shown(`?grupp=${other.slug}`)).to.deep.equal([])
      expect(await shown(`?verksamhet=${now.office.slug}&verkan=loser`)).to.deep.equal(['Kurs.'])
      expect(await shown(`?verksamhet=${elsewhere.slug}`)).to.deep.equal([])
      expect(await shown('?slag=constructor&verkan=__proto__&grupp=%27%3B--')).to.deep.equal([])
      const page = await coordinator.get(`/atgarder?slag=utbildning&grupp=${now.group.slug}`)
      expect(page.$('.app-printed').text()).to.contain('Ledningsgrupp: Ledningsgruppen Tyresö. Slag: Utbildning.')
      const chips = page
        .$('.app-chip')
        .toArray()
        .map(chip => page.$(chip).attr('href'))
      expect(chips).to.deep.equal(['/atgarder?slag=utbildning', `/atgarder?grupp=${now.group.slug}`])
      const every = page
        .form('Visa')
        .options('slag')
        .map(({ label }) => label)
      expect(every).to.have.length(ACTION_KINDS.length + 1)
    })

    it('come oldest first when that is chosen, over pages too, with how old each is', async () => {
      for (let count = 0; count < 52; count += 1) {
        world.clock.moveTo(`2026-10-01T09:${String(count).padStart(2, '0')}:00Z`)
        await assign({ description: `Sak ${count}.`, dueDay: count % 2 === 0 ? '2027-01-01' : null })
      }
      world.clock.moveTo('2026-11-21T09:00:00Z')
      const first = await coordinator.get('/atgarder?ordning=alder')
      const told = first
        .$('tbody th')
        .toArray()
        .map(cell => /Sak \d+/.exec(first.$(cell).text())?.[0])
      expect(told.slice(0, 3)).to.deep.equal(['Sak 0', 'Sak 1', 'Sak 2'])
      expect(first.$('tbody tr').first().text().replace(/\s+/g, ' ')).to.match(/51 *$/)
      const second = await first.follow('Nästa')
      expect(second.text).to.contain('Sak 50.').and.contain('Sak 51.')
      expect(second.path).to.contain('ordning=alder')
      expect(hrefs(await second.follow('Föregående'))).to.deep.equal(hrefs(first))
    }).timeout(60_000)

    it('are files of exactly what is chosen, all pages of it (I6)', async () => {
      for (let count = 0; count < 55; count += 1) await assign({ description: `Sak ${count}.`, state: 'proposed' })
      await assign({ description: 'Antagen =1+1 sak.', dueDay: '2026-11-01', strength: 'eases' })
      const page = await coordinator.get('/atgarder?lage=foreslagna')
      const csv = parseCsv(await coordinator.download(page.$('a[href^="/atgarder.csv"]').attr('href') as string))
      const xlsx = readXlsx(await coordinator.download(page.$('a[href^="/atgarder.xlsx"]').attr('href') as string))
      const told = (rows: readonly (readonly unknown[])[]) =>
        rows.map(([what]) => what).filter(what => /^Sak/.test(String(what)))
      expect(told(csv)).to.have.length(55)
      expect(told(xlsx.rows)).to.deep.equal(told(csv))
      const all = readXlsx(await coordinator.download('/atgarder.xlsx?forsenade=ja'))
      const [row] = all.rows.filter(([what]) => String(what).includes('Antagen'))
      expect(row?.slice(1, 11)).to.deep.equal([
        ...['Rutin', 'SF-2026-0001', 'Ingen svarar i telefon', 'Socialförvaltningen', null],
        ...[{ day: '2026-11-01' }, 20, null, 'Antagen', 'Lindrar'],
      ])
      expect(all.rows.filter(([, kind]) => kind === 'Rutin')).to.have.length(1)
      expect((await (await now.given.as('admin')).raw('get', '/atgarder.csv')).status).to.equal(403)
      const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
      expect(String(await foreign.download('/atgarder.csv'))).not.to.contain('Sak 1.')
    })

    it('say what to do when there are none, and when the choice leaves none', async () => {
      expect((await coordinator.get('/atgarder')).text).to.contain('Här finns inga åtgärder än')
      await assign()
      const none = await coordinator.get('/atgarder?lage=avbrutna')
      expect(none.text).to.contain('Ingen åtgärd passar urvalet')
      expect((await none.follow('Visa öppna åtgärder')).text).to.contain('telefontid')
    })

    it('run over pages of fifty, there and back, with the filter kept', async () => {
      for (let count = 0; count < 110; count += 1)
        await assign({ dueDay: count % 10 === 0 ? null : `2027-01-${10 + (count % 9)}`, state: 'proposed' })
      const first = await coordinator.get('/atgarder?lage=foreslagna')
      const second = await first.follow('Nästa')
      expect(second.path).to.contain('lage=foreslagna')
      const third = await second.follow('Nästa')
      expect([first, second, third].map(page => hrefs(page).length)).to.deep.equal([50, 50, 10])
      expect(new Set([first, second, third].flatMap(hrefs)).size).to.equal(110)
      expect(hrefs(await third.follow('Föregående'))).to.deep.equal(hrefs(second))
    }).timeout(60_000)

    it('are those of the actor’s own circle only', async () => {
      const { id } = await assign()
      const inside: readonly [string, Browser][] = [
        ['ombud', await now.given.as('ombud', { officeId: now.office.id })],
        ['convener', await now.given.as('convener', { groupId: now.group.id })],
        ['member', await now.given.as('member', { groupId: now.group.id })],
      ]
      for (const [role, browser] of inside) {
        expect((await browser.get('/atgarder')).text, role).to.contain('telefontid')
        expect((await browser.get(`/atgarder/${id}`)).status, role).to.equal(200)
      }
      const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
      const page = await foreign.get('/atgarder?lage=alla')
      expect(page.text).not.to.contain('telefontid').and.not.contain('Socialförvaltningen')
      for (const path of ['', '/antagande', '/slutdatum', '/genomford', '/avbruten'])
        expect((await foreign.get(`/atgarder/${id}${path}`)).status, path).to.equal(404)
      expect((await (await now.given.as('admin')).get('/atgarder')).status).to.equal(403)
      expect((await world.browser().raw('get', '/atgarder')).status).to.equal(303)
    })
  })

  describe('one by one', () => {
    it('show what, who and when, and offer each act to those who keep it', async () => {
      const proposed = await assign({ state: 'proposed' })
      const page = await coordinator.get(`/atgarder/${proposed.id}`)
      expect(page.heading).to.equal('Rutin')
      expect(page.text).to.contain('Inför telefontid').and.contain('Socialförvaltningen').and.contain('15 januari 2027')
      const offers = (of: Page): string[] => hrefs(of).map(href => href.split('/').at(-1) as string)
      expect(offers(page)).to.deep.equal(['antagande', 'nej', 'slutdatum', 'avbruten'])
      const accepted = await assign()
      expect(offers(await coordinator.get(`/atgarder/${accepted.id}`))).to.deep.equal([
        'lage',
        'genomford',
        'slutdatum',
        'avbruten',
      ])
      const ombud = await now.given.as('ombud', { officeId: now.office.id })
      expect(offers(await ombud.get(`/atgarder/${accepted.id}`))).to.deep.equal([])
      const convener = await now.given.as('convener', { groupId: now.group.id })
      expect(offers(await convener.get(`/atgarder/${accepted.id}`))).to.have.length(4)
    })

    it('are accepted by a function of the owner', async () => {
      const action = await assign({ state: 'proposed' })
      const form = await (await coordinator.get(`/atgarder/${action.id}`)).follow('Anta åtgärden')
      expect((await form.form('Anta åtgärden').submit()).errors).to.deep.equal(['Fyll i det här fältet.'])
      const page = await form.form('Anta åtgärden').submit({ ownerFunction: 'Enhetschef' })
      expect(page.notice).to.contain('Åtgärden är antagen')
      expect(await reload(action)).to.include({
        state: 'accepted',
        ownerFunction: 'Enhetschef',
        startedDay: '2026-11-21',
        version: 2,
      })
      expect(await world.acts(now.deficiency.id)).to.include('action.accepted')
    })

    it('keep every due day they have had, with the reason', async () => {
      const action = await assign()
      for (const [dueDay, reason] of [
        ['2027-02-15', 'Upphandlingen drog ut.'],
        ['2027-03-15', 'Sjukdom på enheten.'],
      ]) {
        const form = await coordinator.get(`/atgarder/${action.id}/slutdatum`)
        await form.form('Spara').submit({ dueDay: dueDay as string, reason: reason as string })
      }
      const page = await coordinator.get(`/atgarder/${action.id}`)
      expect(page.text).to.contain('Från 15 januari 2027 till 15 februari 2027').and.contain('Upphandlingen drog ut.')
      expect(page.text).to.contain('Från 15 februari 2027 till 15 mars 2027').and.contain('Sjukdom på enheten.')
      expect((await reload(action)).dueDay).to.equal('2027-03-15')
      const moved = await world.rows(auditEvents, { action: 'action.dueChanged' })
      expect(moved.map(({ details }) => [details['from'], details['to']])).to.deep.equal([
        ['2027-01-15', '2027-02-15'],
        ['2027-02-15', '2027-03-15'],
      ])
      expect(JSON.stringify(moved)).not.to.contain('Upphandlingen')
    })

    it('are done with proof, day and strength', async () => {
      const action = await assign()
      const form = (await coordinator.get(`/atgarder/${action.id}/genomford`)).form('Markera som genomförd')
      expect(form.fields['doneDay']).to.equal('2026-11-21')
      const page = await form.submit({
        doneDay: '2026-11-20',
        strength: 'eases',
        proof: 'Rutinen är beslutad och i bruk.',
      })
      expect(page.text).to.contain('Rutinen är beslutad').and.contain('20 november 2026').and.contain('Lindrar')
      expect(await reload(action)).to.include({ state: 'done', doneDay: '2026-11-20', strength: 'eases' })
      expect(hrefs(page)).to.deep.equal([])
    })

    it('are called off with the reason, which stays to be read', async () => {
      const action = await assign({ state: 'proposed' })
      const form = (await coordinator.get(`/atgarder/${action.id}/avbruten`)).form('Avbryt åtgärden')
      const page = await form.submit({ proof: 'Enheten läggs ned.' })
      expect(page.text).to.contain('Därför avbröts den').and.contain('Enheten läggs ned.').and.contain('Avbruten')
      expect(await world.acts(now.deficiency.id)).to.include('action.cancelled')
    })

    const wrong: readonly [string, string, Record<string, string>, string[]][] = [
      [
        'slutdatum',
        'Spara',
        { dueDay: '', reason: '' },
        ['Skriv ett datum som finns, till exempel 2026-03-12.', 'Fyll i det här fältet.'],
      ],
      ['slutdatum', 'Spara', { dueDay: '2026-11-20', reason: 'För sent.' }, ['Välj en dag som inte har varit.']],
      [
        'genomford',
        'Markera',
        { doneDay: '2026-11-22', strength: 'eases', proof: 'Klart.' },
        ['Välj dagen då den blev klar, i dag eller tidigare.'],
      ],
      [
        'genomford',
        'Markera',
        { doneDay: '2026-11-21', proof: '' },
        ['Välj ett alternativ.', 'Fyll i det här fältet.'],
      ],
      [
        'avbruten',
        'Avbryt',
        { proof: 'Gäller 19121212-1212.' },
        ['Texten innehåller ett personnummer eller ett nummer av samma slag. Ta bort det. Ingenting är sparat.'],
      ],
    ]
    for (const [path, button, fields, errors] of wrong)
      it(`give /${path} back with ${JSON.stringify(fields)}, and change nothing`, async () => {
        const action = await assign()
        const again = await (await coordinator.get(`/atgarder/${action.id}/${path}`)).form(button).submit(fields)
        expect(again.status).to.equal(422)
        expect(again.errors).to.deep.equal(errors)
        expect(again.form(button).fields).to.include(fields)
        expect(await reload(action)).to.deep.equal(action)
        expect(await world.rows(dueChanges)).to.have.length(0)
      })

    it('are not saved over one another: the second editor gets both texts, also after a faulty try (C4)', async () => {
      const action = await assign()
      const path = `/atgarder/${action.id}/avbruten`
      const [mine, theirs] = [await coordinator.get(path), await coordinator.get(path)]
      const faulty = await mine.form('Avbryt').submit({ proof: '' })
      await theirs.form('Avbryt').submit({ proof: 'Deras skäl.' })
      const conflict = await faulty.form('Avbryt').submit({ proof: 'Mitt skäl.' })
      expect(conflict.status).to.equal(409)
      expect((await reload(action)).proof).to.equal('Deras skäl.')
    })

    it('show both texts to the second editor (C4)', async () => {
      const action = await assign()
      const path = `/atgarder/${action.id}/avbruten`
      const [mine, theirs] = [await coordinator.get(path), await coordinator.get(path)]
      await theirs.form('Avbryt').submit({ proof: 'Deras skäl.' })
      const conflict = await mine.form('Avbryt').submit({ proof: 'Mitt skäl.' })
      expect(conflict.status).to.equal(409)
      expect(conflict.text).to.contain('Deras skäl.').and.contain('Mitt skäl.')
    })

    it('are changed once when the form is sent twice (C5)', async () => {
      const action = await assign()
      const path = `/atgarder/${action.id}/slutdatum`
      const form = (await coordinator.get(path)).form('Spara')
      const fields = { ...form.fields, dueDay: '2027-02-15', reason: 'Försenat.' }
      const ends = await Promise.all([coordinator.raw('post', path, fields), coordinator.raw('post', path, fields)])
      expect(ends.map(({ status }) => status)).to.deep.equal([303, 303])
      expect(await world.rows(dueChanges)).to.have.length(1)
    })

    it('take no other field than the form has (Z4)', async () => {
      const action = await assign()
      const form = (await coordinator.get(`/atgarder/${action.id}/slutdatum`)).form('Spara')
      await form.send({
        dueDay: '2027-02-15',
        reason: 'x',
        state: 'done',
        deficiencyId: 'y',
        description: 'z',
        id: 'w',
      })
      expect(await reload(action)).to.include({
        state: 'accepted',
        description: action.description,
        deficiencyId: now.deficiency.id,
      })
    })

    it('are refused to those who only read, whatever they post', async () => {
      const action = await assign({ state: 'proposed' })
      const mixed = await now.given.browserOf(
        await now.given.person([
          { role: 'member', groupId: now.group.id },
          { role: 'coordinator', officeId: (await now.given.office()).id },
        ]),
      )
      expect((await mixed.get(`/atgarder/${action.id}`)).status).to.equal(200)
      expect((await mixed.get(`/atgarder/${action.id}/antagande`)).status).to.equal(403)
      const { fields } = (await mixed.get('/')).form('Logga ut')
      const posted = await mixed.raw('post', `/atgarder/${action.id}/antagande`, {
        ...fields,
        version: '1',
        ownerFunction: 'Jag',
      })
      expect(posted.status).to.equal(403)
      expect((await reload(action)).state).to.equal('proposed')
    })

    it('are told to their systemfel by owner, soonest first', async () => {
      await assign({ dueDay: null, description: 'Sist.' })
      await assign({ dueDay: '2027-02-01', description: 'Sedan.', organisationId: null, officeId: now.office.id })
      await assign({ dueDay: '2027-01-01', description: 'Först.' })
      const all = await world.works.read(SYSTEM, ctx => actionsOf(ctx, now.deficiency.id))
      expect(all.map(({ description, ownerName }) => [description, ownerName])).to.deep.equal([
        ['Först.', 'Socialförvaltningen'],
        ['Sedan.', 'PO Tyresö'],
        ['Sist.', 'Socialförvaltningen'],
      ])
      expect((await world.acts(now.deficiency.id)).filter(act => act === 'action.assigned')).to.have.length(3)
    })
  })
})
