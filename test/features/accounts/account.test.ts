import { expect } from 'chai'
import { osteraker2023 } from '#src/dev/demo/accounts/osteraker-2023.ts'
import { accounts, accountValues } from '#src/features/accounts/account.entity.ts'
import { fieldsOf, fieldsOfSection } from '#src/features/accounts/fields.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { type Office, officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'

const FORM = 'stockholm-2023-landstingets'
const DOCUMENT = readForms().get(FORM) as AccountForm
type Person = Awaited<ReturnType<Given['as']>>

describe('The yearly account to Länsstyrelsen', () => {
  let world: World
  let given: Given
  let office: Office
  let municipalityId: string
  let coordinator: Person
  let analyst: Person
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    municipalityId = (await world.row(officeMunicipalities, { officeId: office.id })).municipalityId
    coordinator = await given.as('coordinator', { officeId: office.id })
    const area = await world.given(async ctx => {
      const made = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' })
      await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: made.id, municipalityId })
      return made
    })
    analyst = await given.as('analyst', { areaId: area.id })
  })

  const addUnit = async (person: Person, values: Record<string, string> = {}): Promise<Page> => {
    const form = (await (await person.get('/redovisningar')).follow('Ny redovisande enhet')).form('Spara')
    return form.submit({ name: 'Österåker', kind: 'municipality', municipalityIds: municipalityId, ...values })
  }
  const begin = async (person: Person): Promise<Page> => {
    await addUnit(person)
    const form = (await (await person.get('/redovisningar')).follow('Ny redovisning')).form('Spara')
    return form.submit({ form: FORM })
  }
  /** Types the users’ own account in, section by section. */
  const typeIn = async (shown: Page): Promise<Page> => {
    let last = shown
    for (const section of DOCUMENT.sections) {
      const form = (await last.follow(section.heading)).form('Spara')
      const boxes = fieldsOfSection(section).flatMap(({ key }) => {
        const value = osteraker2023.values[key]
        return value === undefined ? [] : [[key, value] as const]
      })
      const values = Object.fromEntries(boxes)
      last = await form.submit(values)
      if (last.status === 422) last = await last.form('Spara').submit({ ...values, ...last.form('Spara').reviewed() })
      expect(last.status, section.key).to.equal(200)
    }
    return last
  }

  it('is begun for a unit and a year, once, on a form of its county', async () => {
    const empty = await coordinator.get('/redovisningar')
    expect(empty.text).to.contain('Lägg först till den enhet som ska redovisa')
    const bad = await addUnit(coordinator, { name: '', kind: '', municipalityIds: '' })
    expect(bad.errors).to.deep.equal(['Skriv enhetens namn.', 'Välj vad enheten är.', 'Välj ett alternativ.'])
    const shown = await begin(coordinator)
    expect([shown.heading, shown.notice]).to.deep.equal(['Redovisning Österåker 2023', 'Redovisningen är påbörjad.'])
    expect(shown.text).to.contain('1041 dagar sen, skulle ha kommit 15 januari 2024')
    const again = (await coordinator.get('/redovisningar/ny')).form('Spara')
    const twice = await again.submit({ form: FORM })
    expect(twice.errors).to.deep.equal(['Enheten har redan en redovisning för det året.'])
    expect(await world.rows(accounts)).to.have.length(1)
  })

  it('takes the users’ own account box by box, and gives it back in Word, in the form’s order', async () => {
    const shown = await typeIn(await begin(coordinator))
    const [account] = await world.rows(accounts)
    const kept = Object.fromEntries((await world.rows(accountValues)).map(({ key, value }) => [key, value]))
    expect(kept).to.deep.equal(osteraker2023.values)
    expect(shown.text).to.contain('Ikryssad utan namn Annan är ikryssad. Skriv vilken.')

    const word = readDocx(await coordinator.download(`/redovisningar/${account?.id}.docx`))
    const cells = word.tables.flat(2)
    const texts = [...word.paragraphs.map(({ text }) => text), ...cells].join('\n')
    const written = fieldsOf(DOCUMENT).filter(({ holds }) => holds === 'text')
    const lines = written.flatMap(({ key }) => (osteraker2023.values[key] ?? '').split('\n').filter(Boolean))
    expect(lines.filter(line => !texts.includes(line))).to.deep.equal([])
    const headings = word.paragraphs.filter(({ style }) => style === 'Heading2').map(({ text }) => text)
    expect(headings).to.deep.equal(DOCUMENT.sections.map(({ heading }) => heading))
    expect(word.tables.flat()).to.deep.include(['Totalt antal klienter', '64', '63'])
    expect(word.tables.flat()).to.deep.include(['Landstingets primärvård', 'x', '–'])
    expect(texts).to.contain('1\u00a0184\u00a0619')
  })

  it('gives a faulty box back with what was typed, and keeps nothing of it', async () => {
    const form = (await (await begin(coordinator)).follow('2. Klienter')).form('Spara')
    const back = await form.submit({ 'clients.new.women': 'tolv', 'clients.new.men': '3' })
    expect(back.errors).to.deep.equal(['Antal nya klienter, Kvinnor: Skriv ett helt tal.'])
    expect(back.form('Spara').fields).to.include({ 'clients.new.women': 'tolv', 'clients.new.men': '3' })
    expect(await world.rows(accountValues)).to.deep.equal([])
  })
  it('stops a personnummer, and tells the second of two writers (C4)', async () => {
    const begun = await begin(coordinator)
    const [opened, beside] = [await begun.follow('8. Övrigt'), await begun.follow('8. Övrigt')].map(one =>
      one.form('Spara'),
    )
    if (opened === undefined || beside === undefined) throw new Error('There is no form.')
    const blocked = await opened.submit({ 'other.reflections': 'Klienten 19121212-1212 hörde av sig.' })
    expect([blocked.status, await world.rows(accountValues)]).to.deep.equal([422, []])
    expect((await opened.submit({ 'other.reflections': 'Ett bra år.' })).notice).to.equal('Delen är sparad.')
    const late = await beside.submit({ 'other.reflections': 'Ett annat år.' })
    expect(late.status).to.equal(409)
    expect(late.text).to.contain('Ett annat år.')
  })

  it('is signed by somebody, sent, received, and returned with what is missing', async () => {
    const begun = await begin(coordinator)
    const refused = await begun.form('Underteckna').submit({ signing: 'digital' })
    expect(refused.errors).to.deep.equal(['Fyll först i vem som undertecknar, i den sista delen.'])
    const path = begun.path
    expect((await analyst.raw('get', path)).status, 'not sent').to.equal(404)
    const signer = (await begun.follow('9. Underskrift av behörig företrädare för kommunen')).form('Spara')
    const filled = await signer.submit({ 'sign.name': 'Robin Exempel', 'sign.title': 'Socialdirektör' })
    const signed = await filled.form('Underteckna').submit({ signing: 'digital' })
    expect(signed.text).to.contain('Detta dokument har beslutats digitalt och saknar därmed underskrift')
    expect((await coordinator.raw('get', `${path}/avsnitt/other`)).status).to.equal(409)
    await signed.form('Den är skickad').submit()
    const atCounty = await analyst.get(path)
    expect(atCounty.text).not.to.contain('Blankettens delar')
    const back = await atCounty.form('Lämna åter').submit({ reason: 'Fyll i antalet klienter.' })
    expect(back.notice).to.equal('Redovisningen är lämnad åter för komplettering.')
    const returned = await coordinator.get(path)
    expect(returned.text).to.contain('Fyll i antalet klienter.')
    const again = await returned.form('Underteckna').submit({ signing: 'digital' })
    await again.form('Den är skickad').submit()
    await (await analyst.get(path)).form('Ta emot').submit()
    expect((await coordinator.get('/redovisningar')).text).to.contain('Mottagen')
    const [account] = await world.rows(accounts)
    expect(await world.acts(account?.id ?? '')).to.deep.equal([
      'account.made',
      'account.written',
      ...['account.sign', 'account.send', 'account.sendBack', 'account.sign', 'account.send', 'account.receive'],
    ])
  })

  it('is surveyed at Länsstyrelsen: what has come in, is returned and is missing', async () => {
    const begun = await begin(coordinator)
    await addUnit(analyst, { name: 'Grannkommunen' })
    const signer = (await begun.follow('9. Underskrift av behörig företrädare för kommunen')).form('Spara')
    const signed = (await signer.submit({ 'sign.name': 'Robin Exempel' })).form('Underteckna')
    await (await signed.submit({ signing: 'paper' })).form('Den är skickad').submit()
    const survey = await (await analyst.get('/redovisningar')).follow('Vad som har kommit in till Länsstyrelsen')
    expect(survey.heading).to.equal('Redovisningar för 2025')
    const of2023 = await analyst.get('/redovisningar/lage?ar=2023')
    expect(of2023.text).to.contain('0 Mottagna 1 Inkomna, inte granskade 0 Åter för komplettering 1 Saknas')
    expect((await of2023.follow('Österåker')).heading).to.equal('Redovisning Österåker 2023')
    expect((await analyst.get('/redovisningar/lage?ar=tolv')).heading).to.equal('Redovisningar för 2025')
    expect((await coordinator.raw('get', '/redovisningar/lage')).status).to.equal(403)
  })

  it('of a unit that does not use the system is typed in at Länsstyrelsen, and is nobody else’s', async () => {
    const begun = await (async () => {
      await addUnit(analyst, { name: 'Grannkommunen' })
      const form = (await (await analyst.get('/redovisningar')).follow('Ny redovisning')).form('Spara')
      return form.submit({ form: FORM })
    })()
    expect(begun.heading).to.equal('Redovisning Grannkommunen 2023')
    expect((await coordinator.raw('get', begun.path)).status).to.equal(404)
    const elsewhere = await given.office()
    const strangers = [
      [await given.as('coordinator', { officeId: elsewhere.id }), 404],
      [await given.as('ombud', { officeId: office.id }), 403],
      [await given.as('admin'), 403],
    ] as const
    for (const [person, status] of strangers) expect((await person.raw('get', begun.path)).status).to.equal(status)
  })
})
