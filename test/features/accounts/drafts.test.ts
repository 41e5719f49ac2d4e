import { expect } from 'chai'
import { accountSources, accountValues } from '#src/features/accounts/account.entity.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { useForms } from '#src/features/accounts/forms.ts'
import { actions } from '#src/features/actions/action.entity.ts'
import { contactAttempts } from '#src/features/groups/contact-attempt.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

const OF_2023 = readForms().get('stockholm-2023-regionens') as AccountForm

describe('Sections 5 and 6 of an account are drafted from what the system knows', () => {
  let world: World
  let board: Board
  let coordinator: Awaited<ReturnType<Board['given']['as']>>
  let municipalityId: string
  beforeEach(async () => {
    world = await World.open()
    useForms(new Map([...readForms(), ['prov-2026', { ...OF_2023, year: 2026, deadline: '2027-01-15' }]]))
    board = await Board.of(world)
    coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    municipalityId = (await world.row(officeMunicipalities, { officeId: board.office.id })).municipalityId
  })

  const begin = async (): Promise<Page> => {
    const unit = (await coordinator.get('/redovisningar/enheter/ny')).form('Spara')
    await unit.submit({ name: 'Granåsen', kind: 'office', municipalityIds: municipalityId })
    return (await coordinator.get('/redovisningar/ny')).form('Spara').submit({ form: 'prov-2026' })
  }
  const take = async (shown: Page, section: string): Promise<Page> =>
    (await shown.follow(section)).form('Fyll i förslagen').submit()
  const values = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await world.rows(accountValues)).map(({ key, value }) => [key, value]))

  it('who sits in the groups, who is missing and why, and what was tried in the year', async () => {
    const { given, group } = board
    const rsmh = await given.organisation({ name: 'RSMH' })
    await given.seat(group, { party: 'municipality' })
    await given.seat(group, { party: 'user_association', organisationId: rsmh.id })
    const seat = await given.seat(group, { party: 'primary_care', state: 'vacant', reason: 'Många privata aktörer' })
    await world.given(async ctx => {
      const note = { seatId: seat.id, way: 'mail' as const, outcome: 'no_reply' as const, note: null, at: ctx.now }
      await ctx.rows(contactAttempts).insert({ ...note, id: ctx.newId(), day: '2026-03-12' })
      await ctx.rows(contactAttempts).insert({ ...note, id: ctx.newId(), day: '2025-03-12' })
    })
    const page = await take(await begin(), '5. Organisation, ledning och samverkan')
    expect(page.notice).to.equal('Förslagen är ifyllda. Läs dem och ändra det som behövs.')
    expect(await values()).to.deep.equal({
      'provider.municipality': 'yes',
      'authorities.municipality': 'yes',
      'authorities.primary_care': 'no',
      'organisations.user': 'yes',
      'organisations.user.which': 'RSMH',
      'missing.why': 'Regionens primärvård saknas i ledningsgruppen. Många privata aktörer.',
      'missing.how': 'Regionens primärvård: kontakt i mars 2026 (e-post), inget svar.',
    })
    const sources = await world.rows(accountSources, { key: 'missing.how' })
    expect(sources.map(({ subjectType, reference }) => [subjectType, reference])).to.deep.equal([
      ['contact_attempt', 'Ledningsgruppen Granåsen'],
    ])
    expect(page.text).to.contain('Utkastet bygger på')
  })

  it('what was reported in the year and what was done, each sentence with its systemfel', async () => {
    const [one, two] = [await board.deficiency(), await board.deficiency({ title: 'Långa köer' })]
    await board.report(one)
    await board.report(two)
    await board.report(two)
    const old = await board.deficiency({ title: 'Löst i fjol' })
    await board.report(old, { sentAt: new Date('2025-12-31T22:00:00Z') })
    const elsewhere = await board.deficiency({ title: 'I en annan kommun' })
    const { id } = await board.given.municipality()
    await board.report(elsewhere, { municipalityId: id })
    const given = { kind: 'routine', strength: null, decisionId: null, officeId: null, ownerFunction: null } as const
    await world.given(ctx =>
      ctx.rows(actions).insert({
        ...{ ...given, id: ctx.newId(), deficiencyId: one.id, organisationId: board.agency.id, state: 'done' },
        ...{ description: 'Telefonen är öppen varje dag', dueDay: null, startedDay: null, doneDay: '2026-11-02' },
        ...{ proof: null, expectedEffect: null, createdAt: ctx.now, version: 1 },
        ...{ acceptedAt: null, acceptedHow: null, nextContactDay: null, closedAt: null },
      }),
    )
    const page = await take(await begin(), '6. Tillgång till samhällsservice')
    expect(await values()).to.deep.equal({
      'services.deficiencies': '1. Långa köer (Försäkringskassan).\n2. Svårt att nå handläggare (Försäkringskassan).',
      'services.actions': 'Telefonen är öppen varje dag. Klart, Försäkringskassan.',
    })
    const sources = await world.rows(accountSources, { key: 'services.deficiencies' })
    expect(sources.map(({ subjectId }) => subjectId)).to.deep.equal([two.id, one.id])
    expect(await page.follow(two.number)).to.include({ heading: 'Långa köer' })
  })

  it('only in boxes that are empty, and says nothing when there is nothing', async () => {
    const shown = await begin()
    const form = (await shown.follow('5. Organisation, ledning och samverkan')).form('Spara')
    await form.submit({ 'provider.municipality': 'no' })
    const page = await shown.follow('5. Organisation, ledning och samverkan')
    expect(page.text).not.to.contain('Förslag från systemet')
    expect(await values()).to.deep.equal({ 'provider.municipality': 'no' })
  })
})
