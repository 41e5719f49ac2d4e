import { expect } from 'chai'
import { accounts, accountValues } from '#src/features/accounts/account.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { begun, placesOf } from './begun.ts'

const LINK = 'Klistra in siffror från ett kalkylblad'
const SHEET = '\tMän\tKvinnor\r\nTotalt antal klienter\t63\t64\r\ndärav mellan 18 och 29 år\t16\t18'

describe('Figures about clients are pasted from a spreadsheet', () => {
  let world: World
  let given: Given
  let office: Office
  let coordinator: Awaited<ReturnType<Given['as']>>
  let account: Page
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    coordinator = await given.as('coordinator', { officeId: office.id })
    const places = await placesOf(world, office.id)
    account = await begun(coordinator, 'stockholm-2023-landstingets', { name: 'Österåker', places })
  })

  const paste = async (text: string, section = '2. Klienter'): Promise<Page> =>
    (await (await account.follow(section)).follow(LINK)).form('Visa').submit({ text })
  const kept = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await world.rows(accountValues)).map(({ key, value }) => [key, value]))

  it('are shown before anything is kept, and kept as they were shown', async () => {
    const shown = await paste(SHEET)
    expect([shown.status, await kept()]).to.deep.equal([200, {}])
    expect(shown.text).to.contain('Totalt antal klienter 64 63 därav mellan 18 och 29 år 18 16')
    const filled = await shown.form('Fyll i siffrorna').submit()
    expect([filled.heading, filled.notice]).to.deep.equal(['2. Klienter', 'Siffrorna är ifyllda.'])
    expect(await kept()).to.deep.equal({
      ...{ 'clients.total.women': '64', 'clients.total.men': '63' },
      ...{ 'clients.total_18.women': '18', 'clients.total_18.men': '16' },
    })
    const [row] = await world.rows(accounts)
    expect(await world.acts(row?.id ?? '')).to.deep.equal(['account.made', 'account.written'])
  })

  it('take the place of what stood there, and leave other boxes alone', async () => {
    await (await account.follow('2. Klienter')).form('Spara').submit({
      ...{ 'clients.total.women': '60', 'clients.total.men': '62', 'clients.new.men': '35' },
    })
    const shown = await paste('Totalt antal klienter;64;')
    expect(shown.text).to.contain('64 i stället för 60 62 står kvar')
    await shown.form('Fyll i siffrorna').submit()
    expect(await kept()).to.deep.equal({
      ...{ 'clients.total.women': '64', 'clients.total.men': '62', 'clients.new.men': '35' },
    })
  })

  it('are not kept while a row is wrong, and each row is told of', async () => {
    const back = await paste('Bostad;4;6\nHusdjur;1;2\nEkonomi;4,5;6', '3. Kontakt med verksamheten')
    expect(back.errors).to.deep.equal(['2 rader behöver rättas. Inget är ifyllt.'])
    expect(back.text)
      .to.contain('Rad 2: ”Husdjur;1;2”. Blanketten har ingen sådan rad.')
      .and.contain('Rad 3: ”Ekonomi;4,5;6”. Skriv hela tal.')
      .and.not.contain('Fyll i siffrorna')
    expect(back.form('Visa').fields).to.include({ text: 'Bostad;4;6\nHusdjur;1;2\nEkonomi;4,5;6' })
    expect((await paste('')).errors).to.deep.equal(['Klistra in raderna först.'])
    expect((await paste('Kontaktorsak')).errors).to.deep.equal(['Raderna har inga siffror att fylla i.'])
  })

  it('stop at a personnummer and ask about what may point somebody out', async () => {
    const blocked = await paste('Totalt antal klienter;64;63\nNr 19121212-1212;1;0')
    expect([blocked.status, blocked.errors.length]).to.deep.equal([422, 1])
    expect(blocked.text).not.to.contain('Blanketten har ingen sådan rad')
    const asked = await paste('Totalt antal klienter;64;63\nring 070-123 45 67;1;0')
    expect(asked.form('Visa').fields).to.satisfy((fields: object) =>
      Object.keys(fields).some(name => name.startsWith('granskat-')),
    )
    expect(await kept()).to.deep.equal({})
  })

  it('take no other boxes and nothing but whole numbers, and tell the second of two writers (C4)', async () => {
    const shown = await paste(SHEET)
    const forged = await coordinator.post(shown.form('Fyll i siffrorna').action, {
      ...shown.form('Fyll i siffrorna').fields,
      ...{ 'clients.new.men': '<b>', 'other.reflections': 'Kim' },
    })
    expect([forged.status, forged.errors.length, await kept()]).to.deep.equal([422, 1, {}])
    await (await account.follow('8. Övrigt')).form('Spara').submit({ 'other.reflections': 'Ett bra år.' })
    expect((await shown.form('Fyll i siffrorna').submit()).status).to.equal(409)
    expect(await kept()).to.deep.equal({ 'other.reflections': 'Ett bra år.' })
  })

  it('belong where people are counted, and to those who write', async () => {
    const path = `${account.path}/avsnitt`
    expect((await account.follow('7. Ekonomi')).text).not.to.contain(LINK)
    expect((await coordinator.raw('get', `${path}/money/klistra`)).status).to.equal(404)
    const elsewhere = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await elsewhere.raw('get', `${path}/clients/klistra`)).status).to.equal(404)
    expect(
      (await (await given.as('ombud', { officeId: office.id })).raw('get', `${path}/clients/klistra`)).status,
    ).to.equal(403)
  })
})
