import { expect } from 'chai'
import {
  circleMembers,
  deficiencyOrganisations,
  deficiencyThemes,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { indexDeficiency } from '#src/features/search/findable.ts'
import { searchEntries } from '#src/features/search/search-entry.entity.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'

const of = (office: Office, other: Partial<NewDeficiency> = {}): NewDeficiency => ({
  title: 'Lång väntan på god man',
  description: 'Det tar över ett år att få en god man.',
  level: 'local',
  facets: ['resources'],
  themes: ['god_man', 'vantetider'],
  organisationIds: [],
  gap: false,
  officeId: office.id,
  ...other,
})

describe('Making a systemfel', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })

  it('numbers it within the year of today and starts its history', async () => {
    const office = await given.office()
    const first = await world.given(ctx => makeDeficiency(ctx, of(office)))
    world.clock.moveTo('2026-12-31T23:30:00Z')
    const second = await world.given(ctx => makeDeficiency(ctx, of(office)))
    expect([first.number, second.number]).to.deep.equal(['SF-2026-0001', 'SF-2027-0001'])
    const [step] = await world.rows(stateChanges, { deficiencyId: first.id })
    expect(step).to.include({ state: 'new', act: 'made' })
    expect(await world.acts(first.id)).to.deep.equal(['deficiency.made'])
  })

  it('lets in the office, the groups that serve it and the municipalities, and no others', async () => {
    const [office, other] = [await given.office(), await given.office()]
    const shared = await given.group([office, other])
    await given.group([other])
    const municipality = await given.municipality()
    const { id } = await world.given(ctx => makeDeficiency(ctx, of(office, { municipalityIds: [municipality.id] })))
    const circle = await world.rows(circleMembers, { deficiencyId: id })
    expect(circle.map(({ kind, memberId }) => `${kind} ${memberId}`)).to.have.members([
      `office ${office.id}`,
      `group ${shared.id}`,
      `municipality ${municipality.id}`,
    ])
  })

  it('is met in every municipality of the office unless told otherwise', async () => {
    const municipality = await given.municipality()
    const office = await given.office({}, { municipality })
    const { id } = await world.given(ctx => makeDeficiency(ctx, of(office)))
    const met = await world.rows(circleMembers, { deficiencyId: id, kind: 'municipality' })
    expect(met.map(({ memberId }) => memberId)).to.deep.equal([municipality.id])
  })

  it('keeps organisations and themes once each', async () => {
    const [office, agency] = [await given.office(), await given.organisation()]
    const made = of(office, { organisationIds: [agency.id, agency.id], themes: ['sip', 'sip'] })
    const { id } = await world.given(ctx => makeDeficiency(ctx, made))
    expect(await world.rows(deficiencyOrganisations, { deficiencyId: id })).to.have.length(1)
    expect(await world.rows(deficiencyThemes, { deficiencyId: id })).to.have.length(1)
  })

  it('is a made-up example when its office is one', async () => {
    const office = await given.office({ fictitious: true })
    const made = await world.given(ctx => makeDeficiency(ctx, of(office)))
    expect(made).to.include({ fictitious: true, protected: false, levelInferred: false, source: null })
  })

  it('is found by the words of its title and description, also after they change', async () => {
    const office = await given.office()
    const made = await world.given(ctx => makeDeficiency(ctx, of(office)))
    const stems = async (): Promise<string[]> =>
      (await world.row(searchEntries, { subjectId: made.id })).stems?.split('|') ?? []
    expect(await stems()).to.include('god man')
    await world.given(ctx => indexDeficiency(ctx, { ...made, title: 'Hyresvärdar', description: 'säger nej' }))
    expect(await stems()).to.not.include('god man')
  })
})
