import { expect } from 'chai'
import { accountSources, accounts, accountValues, reportingUnits } from '#src/features/accounts/account.entity.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { useForms } from '#src/features/accounts/forms.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { begun, placesOf } from './begun.ts'

const OF_2023 = readForms().get('stockholm-2023-regionens') as AccountForm

describe('Two municipalities of one office account each for itself', () => {
  let world: World
  let board: Board
  let coordinator: Awaited<ReturnType<Board['given']['as']>>
  let home: string
  let beside: string
  beforeEach(async () => {
    world = await World.open()
    useForms(new Map([...readForms(), ['prov-2026', { ...OF_2023, year: 2026, deadline: '2027-01-15' }]]))
    board = await Board.of(world)
    coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    ;[home = ''] = await placesOf(world, board.office.id)
    const { id } = await board.given.municipality()
    beside = id
    await world.given(ctx =>
      ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: board.office.id, municipalityId: beside }),
    )
  })
  const begin = (name: string, ...places: string[]): Promise<Page> => begun(coordinator, 'prov-2026', { name, places })
  const take = async (account: Page): Promise<Page> =>
    (await account.follow('6. Tillgång till samhällsservice')).form('Fyll i förslagen').submit()
  /** What stands in a box, by unit. */
  const written = async (key: string): Promise<Record<string, string | undefined>> => {
    const units = new Map((await world.rows(reportingUnits)).map(({ id, name }) => [id, name]))
    const boxes = await world.rows(accountValues, { key })
    return Object.fromEntries(
      (await world.rows(accounts)).map(({ id, unitId }) => [
        units.get(unitId) ?? '',
        boxes.find(({ accountId }) => accountId === id)?.value,
      ]),
    )
  }

  it('with what was reported from its own, and what was reported from no municipality in both', async () => {
    const [near, far, both, nowhere] = [
      await board.deficiency({ title: 'Långa köer' }),
      await board.deficiency({ title: 'Ingen god man' }),
      await board.deficiency({ title: 'Brev som inte går att förstå' }),
      await board.deficiency({ title: 'Telefonen är stängd' }),
    ]
    for (const [deficiency, municipalityId] of [
      [near, home],
      [far, beside],
      [both, home],
      [both, home],
      [both, beside],
      [both, beside],
      [nowhere, null],
    ] as const)
      await board.report(deficiency, { municipalityId })
    const [here, there] = [await begin('Granåsen', home), await begin('Älvdalen', beside)]
    await take(here)
    await take(there)
    const by = (...titles: string[]): string =>
      titles.map((title, at) => `${at + 1}. ${title} (Försäkringskassan).`).join('\n')
    expect(await written('services.deficiencies')).to.deep.equal({
      Granåsen: by('Brev som inte går att förstå', 'Långa köer', 'Telefonen är stängd'),
      Älvdalen: by('Brev som inte går att förstå', 'Ingen god man', 'Telefonen är stängd'),
    })
    const ofFar = await world.rows(accountSources, { subjectId: far.id })
    const [unit] = await world.rows(reportingUnits, { name: 'Älvdalen' })
    const [account] = await world.rows(accounts, { unitId: unit?.id ?? '' })
    expect(ofFar.map(({ accountId }) => accountId)).to.deep.equal([account?.id])
  })

  it('and a unit of both has all of it', async () => {
    await board.report(await board.deficiency({ title: 'Långa köer' }), { municipalityId: home })
    await board.report(await board.deficiency({ title: 'Ingen god man' }), { municipalityId: beside })
    await take(await begin('Hela verksamheten', home, beside))
    expect(await written('services.deficiencies')).to.deep.equal({
      'Hela verksamheten': '1. Långa köer (Försäkringskassan).\n2. Ingen god man (Försäkringskassan).',
    })
  })

  it('in an account of its own of the same year: neither is changed, signed or sent with the other', async () => {
    const [here, there] = [await begin('Granåsen', home), await begin('Älvdalen', beside)]
    expect(here.path).not.to.equal(there.path)
    await (await here.follow('2. Klienter')).form('Spara').submit({ 'clients.total.women': '12' })
    await (await there.follow('2. Klienter')).form('Spara').submit({ 'clients.total.women': '7' })
    expect(await written('clients.total.women')).to.deep.equal({ Granåsen: '12', Älvdalen: '7' })
    const signer = (await here.follow('9. Underskrift av behörig företrädare för kommunen')).form('Spara')
    const signed = (await signer.submit({ 'sign.name': 'Robin Exempel' })).form('Underteckna')
    await (await signed.submit({ signing: 'digital' })).form('Den är skickad').submit()
    expect((await coordinator.get('/redovisningar')).text)
      .to.match(/Granåsen 2026 \S+ ?\S* ?\S* Skickad/)
      .and.match(/Älvdalen 2026 .* Skrivs/)
    const again = (await coordinator.get('/redovisningar/ny')).form('Spara')
    const { unitId } = await world.row(accounts, { state: 'draft' })
    expect((await again.submit({ unitId, form: 'prov-2026' })).errors).to.deep.equal([
      'Enheten har redan en redovisning för det året.',
    ])
  })
})
