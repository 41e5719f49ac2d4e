import { expect } from 'chai'
import type { Group } from '#src/features/groups/group.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import {
  beginReport,
  fileReport,
  type Met,
  referenceOn,
  seed,
  standardOrganisations,
  stopAtFirstFault,
  triageAsNew,
} from './steps.ts'
import { rowsOf, tablesInCsv, tablesInDocx, tablesOnPage } from './summary-tables.ts'

const GROUP = 'Ledningsgruppen Tyresö, Haninge och Nynäshamn'
type Place = 'Tyresö' | 'Haninge' | 'Nynäshamn'

/** The seed's cases by where they are filed here. */
const FILED: readonly (readonly [Place, string])[] = [
  ['Tyresö', 'seed-046'],
  ['Tyresö', 'seed-049'],
  ['Tyresö', 'seed-050'],
  ['Haninge', 'seed-048'],
  ['Haninge', 'seed-051'],
  ['Nynäshamn', 'seed-047'],
  ['Nynäshamn', 'seed-003'],
  ['Nynäshamn', 'seed-060'],
]

describe('Tyresö, Haninge and Nynäshamn in the autumn of 2023', function () {
  this.timeout(240_000)
  stopAtFirstFault()
  let world: World
  let given: Given
  let group: Group
  let bodies: Map<string, string>
  let contacts: Record<'fk' | 'socialtjanst', AgencyContact>
  const people = {} as Record<Place | 'convener', Person>
  const browsers = {} as Record<Place | 'convener', Browser>
  /** Systemfel by seed. */
  const made = new Map<string, string>()
  const numberOf = (id: string): string => made.get(id) ?? `${id} is not made`
  let meeting: string

  before(async () => {
    world = await World.open()
    given = new Given(world)
    bodies = await standardOrganisations(world)
    const body = (slug: string): Promise<Organisation> => world.row(organisations, { slug })
    contacts = {
      fk: await given.contact(await body('forsakringskassan'), { email: 'lokalt@forsakringskassan.test' }),
      socialtjanst: await given.contact(await body('kommun-socialtjanst'), { email: 'bistand@kommun.test' }),
    }
    const offices = []
    for (const place of ['Tyresö', 'Haninge', 'Nynäshamn'] as const) {
      const municipality = await given.municipality({ name: place })
      const office = await given.office({ name: `PO ${place}` }, { municipality, employer: await body('kommun') })
      offices.push(office)
      const roles = ['ombud', 'coordinator'] as const
      people[place] = await given.person(
        roles.map(role => ({ role, officeId: office.id })),
        { name: `Ombudet i ${place}` },
      )
    }
    group = await given.group(offices, { name: GROUP, email: 'ledningsgruppen@tyreso.test' })
    await given.seat(group, { party: 'municipality', organisationId: (await body('kommun')).id })
    await given.seat(group, { party: 'psychiatry', organisationId: (await body('region-psykiatri')).id })
    await given.seat(group, { party: 'insurance_agency', organisationId: (await body('forsakringskassan')).id })
    const reason = 'Det är svårt att samordna primärvården då det finns flera privata aktörer.'
    await given.seat(group, { party: 'primary_care', state: 'vacant', reason, since: '2023-01-01' })
    people.convener = await given.person([{ role: 'convener', groupId: group.id }])
  })

  /** The same persons come back weeks later: their sessions are new each day. */
  async function onDay(day: string, time = '08:00'): Promise<void> {
    world.clock.moveTo(new Date(`${day}T${time}:00Z`))
    for (const who of Object.keys(people) as (Place | 'convener')[]) browsers[who] = await given.browserOf(people[who])
  }
  /** All that has been mailed to a person since the last time. */
  async function mailed(): Promise<Map<string, string[]>> {
    const before = world.letters.length
    await world.sendMails()
    const letters = new Map<string, string[]>()
    for (const { to, subject } of world.letters.slice(before))
      letters.set(to.address, [...(letters.get(to.address) ?? []), subject])
    return letters
  }
  const met = (place: Place, id: string): Met => {
    const { text, organisations: slugs, level, themes } = seed(id)
    return {
      ...{ text, level, themes, municipality: place },
      organisationIds: slugs.map(slug => bodies.get(slug) as string),
      gap: slugs.length > 1,
      // So many, and a lone ombud: it meets the national definition.
      band: id === 'seed-050' ? '5-9' : '2-4',
      firstMonth: '2023-03',
      lastMonth: '2023-09',
    }
  }

  it('Tyresö’s lone ombud files three reports and is told what happens next', async () => {
    await onDay('2023-09-05')
    for (const [index, [place, id]] of FILED.slice(0, 3).entries()) {
      const { number, check, receipt } = await fileReport(browsers[place], met(place, id))
      expect(number).to.equal(`R-2023-000${index + 1}`)
      expect(check.text).to.contain(seed(id).text).and.contain('mars 2023').and.contain(`läser ${GROUP} rubriken`)
      expect(check.text.includes('Er arbetsgivare'), id).to.equal(id === 'seed-050')
      expect(receipt.text).to.contain('Samordnaren i PO Tyresö läser rapporten')
      expect(receipt.text).to.contain('Ledningsgruppens nästa möte är inte bestämt än')
    }
    const mine = await browsers['Tyresö'].get('/rapporter')
    expect(mine.text).to.contain('R-2023-0001').and.contain('R-2023-0003').and.contain('Mottagen 5 september 2023')
    const told = await mailed()
    expect(told.get(people.convener.email)).to.deep.equal([
      'Rapport R-2023-0003 gäller verksamhetens egen arbetsgivare',
    ])
  })

  it('she is her own coordinator and makes systemfel of them', async () => {
    await onDay('2023-09-06')
    for (const [index, [place, id]] of FILED.slice(0, 3).entries())
      made.set(id, await triageAsNew(browsers[place], `R-2023-000${index + 1}`, seed(id).title))
    expect([...made.values()]).to.deep.equal(['SF-2023-0001', 'SF-2023-0002', 'SF-2023-0003'])
    const inbox = await browsers['Tyresö'].get('/inkorg')
    expect(inbox.text).to.contain('Inga nya rapporter')
    const foreign = await browsers.Haninge.get('/inkorg/R-2023-0001')
    expect(foreign.status).to.equal(404)
  })

  it('an ombud in Haninge has met the same: it is among the candidates, and “samma här” feeds it at once', async () => {
    await onDay('2023-09-12')
    const text = 'Handläggningen på Försäkringskassan och Arbetsförmedlingen drar ut på tiden sedan de skar ner.'
    const candidates = await beginReport(browsers.Haninge, { text })
    expect(candidates.text).to.contain(seed('seed-046').title).and.contain('Inget beslut än')
    const form = candidates.form('Samma här')
    const same = await form.submit({ choice: numberOf('seed-046') })
    expect(same.heading).to.equal('Samma här')
    const receipt = await same.form('Skicka samma här').submit({ clientBand: '5-9' })
    expect(receipt.errors).to.deep.equal([])
    expect(receipt.text).to.contain(`Rapporten räknas nu in i systemfelet ${numberOf('seed-046')}`)
    expect(referenceOn(receipt, /R-\d{4}-\d{4}/)).to.equal('R-2023-0004')
    const inbox = await browsers.Haninge.get('/inkorg')
    expect(inbox.text).to.contain('Inga nya rapporter')
  })

  it('Haninge and Nynäshamn file and triage what they have met', async () => {
    await onDay('2023-09-13')
    for (const [place, id] of FILED.slice(3)) {
      const { number } = await fileReport(browsers[place], met(place, id))
      made.set(id, await triageAsNew(browsers[place], number, seed(id).title))
    }
    expect(numberOf('seed-060')).to.equal('SF-2023-0008')
  })

  it('a fault on handläggarnivå goes straight to the unit’s management, which answers by its mailed link', async () => {
    await onDay('2023-09-20')
    await mailed()
    const shown = await browsers['Nynäshamn'].get(`/systemfel/${numberOf('seed-003')}`)
    const ask = (await shown.follow('Begär svar')).form('Skicka frågan')
    const sent = await ask.submit({
      question: 'Hur ser ni till att handläggare får kunskap om funktionsnedsättningar?',
    })
    expect(sent.notice, sent.errors.join()).to.equal('Frågan är skickad.')
    expect((await mailed()).get(contacts.socialtjanst.email)).to.deep.equal([
      `Begäran om svar: ${numberOf('seed-003')}`,
    ])
    await onDay('2023-09-29')
    await answer(contacts.socialtjanst, {
      kind: 'changed',
      text: 'Alla nya handläggare går en utbildning om psykiska funktionsnedsättningar.',
      changeDay: '2023-09-25',
    })
    const told = await mailed()
    expect(told.get(people['Nynäshamn'].email)).to.deep.equal([`Myndigheten har svarat: ${numberOf('seed-003')}`])
    expect(told.get(contacts.socialtjanst.email)).to.deep.equal([`Kvittens på ert svar: ${numberOf('seed-003')}`])
  })

  /** In a browser without an account, from the letter to the receipt. */
  async function answer(contact: AgencyContact, words: Record<string, string>): Promise<Page> {
    const browser = world.browser()
    const opened = await browser.get(world.lastLink(contact.email))
    const form = await opened.form('Öppna svarsformuläret').submit()
    const check = await form.form('Granska svaret').submit(words)
    expect(check.heading, check.errors.join()).to.equal('Kontrollera svaret')
    const receipt = await check.form('Skicka svaret').submit({ checked: 'ja' })
    expect(receipt.text, receipt.errors.join()).to.contain('Tack, svaret är mottaget')
    return receipt
  }

  it('the agenda of the group’s meeting builds itself and says why each item is there', async () => {
    await onDay('2023-10-02')
    const convener = browsers.convener
    const form = (await (await convener.get('/moten')).follow('Planera ett möte')).form('Skapa mötet')
    const page = await form.submit({ groupId: group.id, day: '2023-10-18', time: '13.00', place: 'Tyresö kommunhus' })
    expect(page.notice, page.errors.join()).to.contain('Det som väntade på gruppen står på dagordningen')
    meeting = page.path
    for (const [, id] of FILED) expect(page.text).to.contain(seed(id).title).and.contain(numberOf(id))
    expect(page.text).to.contain('På dagordningen eftersom Socialtjänst, bistånd svarade 29 september 2023')
    expect(page.text).to.contain('uppfyller den nationella definitionen (rapporter: färre än 5, från mars 2023)')
    expect(page.text).to.contain('nytt sedan förra mötet (registrerat 6 september 2023)')
    const next = await (await convener.get('/moten/nytt'))
      .form('Skapa mötet')
      .submit({ groupId: group.id, day: '2024-02-07', time: '13:00', place: 'Haninge kommunhus' })
    expect(next.text).to.contain('Ingenting väntar på gruppen just nu')
  })

  /** What the group decides on each: the key's words, what is filled in, and what its text says. */
  const DECISIONS = [
    [
      'seed-046',
      '1. Begär svar av myndighet',
      { termDays: '30' },
      'begär svar av Försäkringskassan. Svarstiden är 30 dagar',
    ],
    [
      'seed-050',
      '2. Åtagande',
      { acceptedBy: 'Enhetschef' },
      'åtar sig att åtgärda systemfelet senast 24 januari 2024',
    ],
    ['seed-051', '3. Utred vidare', {}, 'PO Haninge utreder systemfelet vidare och återkommer senast 24 januari 2024'],
    [
      'seed-049',
      '4. Lyft till annan grupp, nivå eller forum',
      { toName: 'Samordningsförbundet Östra Södertörn' },
      'önskar svar senast 17 december 2023',
    ],
    ['seed-047', '5. Bordlägg', {}, 'bordläggs till mötet 7 februari 2024'],
    ['seed-048', '6. Notera och bevaka', {}, 'noterar systemfelet och bevakar det'],
    ['seed-003', '7. Godta svaret och följ upp effekten', {}, 'följs upp 18 januari 2024 och 18 juli 2024'],
    ['seed-060', '8. Avsluta utan åtgärd', { reason: 'Det behandlas i den centrala gruppen.' }, 'avslutar systemfelet'],
  ] as const

  it('attendance is noted and the meeting opens', async () => {
    await onDay('2023-10-18', '11:00')
    const convener = browsers.convener
    const attendance = await (await convener.get(meeting)).follow('Närvaro')
    expect(attendance.text).to.contain('Försäkringskassan').and.not.contain('Primärvård')
    const form = attendance.form('Spara närvaron')
    const there = form.names.filter(name => name.startsWith('presence-')).map(name => [name, 'present'])
    expect(there).to.have.length(3)
    const noted = await form.submit({ ...Object.fromEntries(there), guests: 'Samordningsförbundets handläggare' })
    expect(noted.notice, noted.errors.join()).to.equal('Närvaron är sparad.')
    expect(noted.text).to.contain('Närvarande: 4.')
    const opened = await noted.form('Öppna mötet').submit()
    expect(opened.notice).to.equal('Mötet är öppnat.')
    expect(opened.text).to.contain('Punkt 1 av 8')
  })

  it('it decides each of the eight kinds once; nothing is mailed while it runs', async () => {
    const convener = browsers.convener
    for (const [at, [id, label, words, says]] of DECISIONS.entries()) {
      const item = await (await convener.get(meeting)).follow(seed(id).title)
      expect(item.heading).to.equal(seed(id).title)
      const form = (await item.follow(label)).form('Spara och nästa')
      const after = await form.submit(words)
      expect(after.notice, after.errors.join()).to.equal('Beslutet är sparat.')
      const decided = await (await convener.get(meeting)).follow(seed(id).title)
      expect(decided.text)
        .to.contain(`§ ${at + 1}/2023`)
        .and.contain(says)
      if (at === 3) {
        const early = await (await convener.get(meeting)).form('Avsluta mötet').submit()
        expect(early.status).to.equal(409)
        expect(early.text).to.contain(seed('seed-060').title).and.not.contain(seed('seed-046').title)
      }
    }
    expect((await mailed()).size).to.equal(0)
  })

  it('it ends, the notes are written as a page and as DOCX, and when they are done the letters leave', async () => {
    const convener = browsers.convener
    const ended = await (await convener.get(meeting)).form('Avsluta mötet').submit()
    expect(ended.notice, ended.text.slice(0, 300)).to.contain('Mötet är avslutat')
    const tray = await ended.follow('Utkorgen (11)')
    expect(tray.text).to.contain(contacts.fk.email).and.contain(numberOf('seed-060'))
    const notes = await ended.follow('Läs och skriv anteckningar')
    const written = await notes.form('Spara anteckningen').submit({ note: 'Försäkringskassan redogjorde för läget.' })
    expect(written.notice, written.errors.join()).to.equal('Anteckningen är sparad.')
    const document = readDocx(await convener.download(`${meeting}/minnesanteckningar.docx`))
    const said = document.paragraphs.map(({ text }) => text).join('\n')
    const cells = document.tables.flat(2).join('\n')
    for (const [, , , says] of DECISIONS) {
      expect(written.text).to.contain(says)
      expect(`${said}\n${cells}`).to.contain(says)
    }
    expect(`${said}\n${cells}`).to.contain('Försäkringskassan redogjorde för läget.').and.contain('§ 8/2023')
    expect((await mailed()).size).to.equal(0)
    const done = await (await convener.get(meeting)).form('Anteckningarna är klara').submit()
    expect(done.notice).to.contain('Anteckningarna är klara')
    const told = await mailed()
    expect(told.get(contacts.fk.email)).to.deep.equal([`Begäran om svar: ${numberOf('seed-046')}`])
    // All that a meeting decided comes in one letter to each.
    const about = {
      Tyresö: ['seed-046', 'seed-049', 'seed-050'],
      Haninge: ['seed-046', 'seed-048', 'seed-051'],
      Nynäshamn: ['seed-047', 'seed-003', 'seed-060'],
    } as const
    for (const [place, ids] of Object.entries(about) as [keyof typeof about, readonly string[]][]) {
      const { email } = people[place]
      expect(told.get(email), place).to.deep.equal(['Nytt om det du har rapporterat: 3'])
      const letter = world.letters.filter(({ to }) => to.address === email).at(-1)?.text
      for (const id of ids) expect(letter, place).to.include(numberOf(id))
    }
  })

  it('each systemfel stands as it was decided, and its history says so', async () => {
    const states: readonly (readonly [string, string, string])[] = [
      ['seed-046', 'Väntar på svar', 'Beslut § 1/2023: begär svar av myndighet'],
      ['seed-050', 'Åtgärd pågår', 'Beslut § 2/2023: åtagande'],
      ['seed-051', 'Utreds', 'Beslut § 3/2023: utred vidare'],
      ['seed-049', 'Lyft', 'Beslut § 4/2023: lyft till annan grupp, nivå eller forum'],
      ['seed-047', 'På dagordning, bordlagd', 'Beslut § 5/2023: bordlägg'],
      ['seed-048', 'Bevakas', 'Beslut § 6/2023: notera och bevaka'],
      ['seed-003', 'Åtgärdat enligt myndigheten, effekt följs', 'Beslut § 7/2023: godta svaret och följ upp effekten'],
      ['seed-060', 'Avslutat utan åtgärd', 'Beslut § 8/2023: avsluta utan åtgärd'],
    ]
    for (const [id, state, decided] of states) {
      const page = await browsers.convener.get(`/systemfel/${numberOf(id)}`)
      expect(page.$('main .govuk-tag').first().text().trim(), id).to.equal(state)
      const history = await page.follow('Hela historiken')
      expect(history.text).to.contain(`${decided} 18 oktober 2023 kl. 13.00 · ${GROUP}`)
    }
    const actions = await browsers['Tyresö'].get('/atgarder')
    expect(actions.text).to.contain('24 januari 2024').and.contain(numberOf('seed-050'))
    const unanswered = await browsers['Tyresö'].get('/obesvarade')
    expect(unanswered.text).to.contain(numberOf('seed-046')).and.contain('17 november 2023')
  })

  it('the postponed item stands on the next agenda', async () => {
    const next = await (await browsers.convener.get('/moten')).follow('7 februari 2024')
    expect(next.text).to.contain(seed('seed-047').title).and.contain('bordlades 18 oktober 2023')
    expect(next.text).not.to.contain(seed('seed-060').title)
  })

  it('Försäkringskassan answers by its mailed link without an account, and both ombud are told by mail', async () => {
    await onDay('2023-11-03')
    const opened = await world.browser().get(world.lastLink(contacts.fk.email))
    expect(opened.text).to.contain(GROUP).and.contain('17 november 2023').and.not.contain(seed('seed-046').text)
    const receipt = await answer(contacts.fk, {
      kind: 'planned',
      text: 'Vi anställer fler handläggare och väntar oss kortare tider i vår.',
      changeDay: '2024-03-01',
    })
    expect(receipt.text).to.contain('fler handläggare').and.contain('1 mars 2024')
    const told = await mailed()
    const subject = `Myndigheten har svarat: ${numberOf('seed-046')}`
    for (const place of ['Tyresö', 'Haninge'] as const) expect(told.get(people[place].email)).to.deep.equal([subject])
    expect(told.get('ledningsgruppen@tyreso.test')).to.deep.equal([`Svar har kommit: ${numberOf('seed-046')}`])
    for (const letter of world.letters) expect(letter.text).not.to.contain('fler handläggare')
    const received = await browsers['Tyresö'].get('/inkomna-svar')
    expect(received.text).to.contain('fler handläggare').and.contain(numberOf('seed-046'))
    const mine = await browsers['Tyresö'].get('/rapporter')
    expect(mine.text).to.contain('Beslut § 1, 18 oktober 2023').and.contain('Svar 3 november 2023')
  })

  it('the half-year’s summary holds the same numbers as a page, as DOCX and as CSV, and goes to the group', async () => {
    await onDay('2024-01-08')
    const coordinator = browsers['Tyresö']
    const form = (await (await coordinator.get('/sammanstallningar')).follow('Ny sammanställning')).form('Skapa utkast')
    const all = form.options('officeIds').map(({ value }) => value)
    expect(all).to.have.length(3)
    const draft = await form.submit({ officeIds: all, period: form.option('period', 'Andra halvåret 2023') })
    expect(draft.notice, draft.errors.join()).to.equal('Utkastet är skapat.')
    const texts = (await draft.follow('Skriv texterna')).form('Spara')
    const questions = ['Vem tar SIP?', 'Hur når vi primärvården?', 'När svarar regionen?'].join('\n')
    const written = await texts.submit({ introduction: 'Handläggningen drar ut på tiden.', questions })
    expect(written.notice, written.errors.join()).to.equal('Texterna är sparade.')
    const page = await written.form('Gör klar och skicka').submit()
    expect(page.errors).to.deep.equal([])
    expect(page.text).to.contain('Handläggningen drar ut på tiden.').and.contain('Hur når vi primärvården?')
    const onPage = tablesOnPage(page)
    const inDocx = tablesInDocx(await coordinator.download(`${page.path}.docx`))
    const inCsv = tablesInCsv(await coordinator.download(`${page.path}.csv`))
    for (const tables of [onPage, inDocx, inCsv]) {
      expect(rowsOf(tables, 'Systemfel under halvåret').map(row => row.slice(0, 2))).to.deep.equal([
        ['Systemfel i sammanställningen', '8'],
        ['Nya under halvåret', '8'],
        ['Öppna vid halvårets slut', '7'],
        ['Med fråga, svar, åtgärd, utredning eller lyft under halvåret', '5'],
        ['Avslutade under halvåret', '1'],
        ['Återkomna under halvåret', '0'],
        ['Väntar på svar vid halvårets slut', '0'],
        ['Längsta väntan på svar, dagar', '–'],
        ['Rapporter från ombuden under halvåret', '5–9'],
      ])
      // Långa handläggningstider is met in Tyresö and in Haninge, so the columns' sum is one more than there are systemfel.
      expect(rowsOf(tables, 'Systemfel per nivå').map(row => [row[0], row[1], ...row.slice(4)])).to.deep.equal([
        ['Handläggarnivå', '1', '0', '1', '0'],
        ['Lokal nivå', '2', '1', '0', '1'],
        ['Central nivå', '5', '2', '2', '2'],
        ['Summa', '8', '3', '3', '3'],
      ])
      const fk = rowsOf(tables, 'Systemfel per organisation och nivå').find(([name]) => name === 'Försäkringskassan')
      expect(fk?.slice(1)).to.deep.equal(['0', '0', '4', '4'])
    }
    for (const caption of ['Systemfel under halvåret', 'Systemfel per nivå', 'Systemfel per organisation och nivå'])
      expect(rowsOf(inDocx, caption)).to.deep.equal(rowsOf(onPage, caption))
    for (const [caption, rows] of onPage) expect(rowsOf(inDocx, caption), caption).to.deep.equal(rows)
    const line = rowsOf(inCsv, 'Alla systemfel').find(([number]) => number === numberOf('seed-046'))
    expect(line).to.include.members(['Väntar på svar', 'Vi planerar en ändring: Försäkringskassan, 3 november 2023'])
    expect((await mailed()).get('ledningsgruppen@tyreso.test')).to.have.length(1)
    const seen = await browsers.convener.get(page.path)
    expect(tablesOnPage(seen)).to.deep.equal(onPage)
  })

  it('the history of a systemfel tells everything that happened to it, and by whom', async () => {
    const page = await browsers['Tyresö'].get(`/systemfel/${numberOf('seed-046')}`)
    const { text } = await page.follow('Hela historiken')
    const lines = [
      'Systemfelet skapades',
      'En rapport kopplades hit 12 september 2023 kl. 10.00 · PO Haninge',
      'Beslut § 1/2023: begär svar av myndighet',
      'Svar senast 17 november 2023',
      'Försäkringskassan svarade: vi planerar en ändring 3 november 2023 kl. 09.00 · Myndigheten',
    ]
    for (const line of lines) expect(text).to.contain(line)
    expect(text).to.contain(people['Tyresö'].name).and.not.contain(people.Haninge.name)
  })
})
