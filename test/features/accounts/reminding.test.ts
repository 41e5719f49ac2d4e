import { expect } from 'chai'
import { reportingUnits } from '#src/features/accounts/account.entity.ts'
import { dueReminder } from '#src/features/accounts/due.rules.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { useForms } from '#src/features/accounts/forms.ts'
import { remindAccounts } from '#src/features/accounts/remind-accounts.job.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { begun, placesOf } from './begun.ts'

const OF_2023 = readForms().get('stockholm-2023-regionens') as AccountForm
const FORM = { ...OF_2023, year: 2026, deadline: '2027-01-15' }

describe('The reminder of an account', () => {
  for (const [today, state, due] of [
    ['2026-12-15', null, null],
    ['2026-12-16', null, 'month'],
    ['2026-12-16', 'draft', 'month'],
    ['2027-01-07', 'signed', 'month'],
    ['2027-01-08', 'signed', 'week'],
    ['2027-01-15', 'returned', 'week'],
    ['2027-01-16', 'draft', null],
    ['2027-01-08', 'sent', null],
    ['2027-01-08', 'received', null],
  ] as const)
    it(`is ${due} on ${today} when it is ${state ?? 'not begun'}`, () => {
      expect(dueReminder(FORM, state, today)).to.equal(due)
    })
})

describe('Coordinators are reminded of the account before its last day', () => {
  let world: World
  let given: Given
  let office: Office
  let places: string[]
  beforeEach(async () => {
    world = await World.open()
    useForms(new Map([...readForms(), ['prov-2026', FORM], ['prov-2026-b', { ...FORM, variant: 'b' }]]))
    given = new Given(world)
    office = await given.office({ name: 'PO Granåsen' })
    places = await placesOf(world, office.id)
    const grant = { role: 'coordinator', officeId: office.id } as const
    await given.person([grant], { email: 'samordnare@kommun.test' })
    await given.person([grant], { email: 'slutat@kommun.test', state: 'closed' })
  })
  const coordinator = async () => given.browserOf(await world.row(people, { email: 'samordnare@kommun.test' }))
  const round = async (at: string): Promise<string[]> => {
    world.clock.moveTo(at)
    const before = (await world.mails()).length
    await remindAccounts(world.works)
    return (await world.mails()).slice(before).map(({ template, toAddress }) => `${template} ${toAddress}`)
  }

  it('a month and a week before, once each, whether it is begun or not', async () => {
    const account = await begun(await coordinator(), 'prov-2026', { name: 'Granåsen', places })
    await begun(await coordinator(), 'stockholm-2023-regionens', { name: 'Älvdalen', places })
    expect(await round('2026-12-15T09:00:00Z')).to.deep.equal([])
    const month = 'accounts.month samordnare@kommun.test'
    expect(await round('2026-12-16T09:00:00Z')).to.deep.equal([month, month])
    expect(await round('2026-12-17T09:00:00Z')).to.deep.equal([])
    const week = 'accounts.week samordnare@kommun.test'
    expect(await round('2027-01-08T09:00:00Z')).to.deep.equal([week, week])
    expect(await round('2027-01-09T09:00:00Z')).to.deep.equal([])
    const [unit] = await world.rows(reportingUnits, { name: 'Granåsen' })
    expect(await world.acts(unit?.id ?? '')).to.deep.equal(['unit.made', 'unit.reminded', 'unit.reminded'])
    const [mail] = await world.mails({ subjectId: unit?.id ?? '' })
    if (mail === undefined) throw new Error('There is no letter.')
    expect(mail.path).to.equal(account.path)
    const letter = await world.letter(mail)
    expect(letter.subject).to.equal('Redovisningen för Granåsen ska vara inne 15 januari 2027')
    expect(letter.text).to.contain('Sista dag hos Länsstyrelsen är 15 januari 2027.').and.contain(account.path)
  })

  it('not when it has been sent, and not of units that do not use the system', async () => {
    const account = await begun(await coordinator(), 'prov-2026', { name: 'Granåsen', places })
    const signer = (await account.follow('9. Underskrift av behörig företrädare för kommunen')).form('Spara')
    const signed = (await signer.submit({ 'sign.name': 'Robin Exempel' })).form('Underteckna')
    await (await signed.submit({ signing: 'digital' })).form('Den är skickad').submit()
    await world.given(ctx =>
      ctx.rows(reportingUnits).insert({
        ...{ id: ctx.newId(), name: 'Grannkommunen', kind: 'municipality', county: FORM.county, officeId: null },
        version: 1,
      }),
    )
    expect(await round('2027-01-08T09:00:00Z')).to.deep.equal([])
  })

  it('once, when two rounds run at the same time', async () => {
    await begun(await coordinator(), 'prov-2026', { name: 'Granåsen', places })
    world.clock.moveTo('2027-01-08T09:00:00Z')
    await Promise.all([remindAccounts(world.works), remindAccounts(world.works)])
    expect((await world.mails()).map(({ template }) => template)).to.deep.equal(['accounts.week'])
  })
})
