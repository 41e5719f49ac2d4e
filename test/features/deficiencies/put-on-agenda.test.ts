import { expect } from 'chai'
import { circleMembers, type Deficiency, deficiencies, STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { agendaItems, type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

describe('Putting a systemfel on an agenda', () => {
  let world: World
  let given: Given
  let office: Office
  let group: Group
  let deficiency: Deficiency
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    group = await given.group([office], { name: 'Ledningsgruppen Södertörn' })
    deficiency = await deficiencyOf(world, office)
    coordinator = await given.as('coordinator', { officeId: office.id })
  })
  const meetingOf = ({ id }: Group, values: Partial<Meeting> = {}): Promise<Meeting> =>
    world.given(ctx =>
      ctx.rows(meetings).insert({
        id: ctx.newId(),
        groupId: id,
        day: '2026-12-08',
        time: '13:00',
        place: 'Kommunhuset',
        state: 'planned',
        startedAt: null,
        endedAt: null,
        notesDoneAt: null,
        perCapsulam: null,
        version: 1,
        ...values,
      }),
    )
  const path = (): string => `/systemfel/${deficiency.number}/dagordning`

  it('puts it on the planned meeting that is chosen, says so and logs it', async () => {
    const meeting = await meetingOf(group)
    const page = await coordinator.get(`/systemfel/${deficiency.number}`)
    const form = (await page.follow('Lägg på dagordning')).form('Lägg på dagordning')
    expect(form.options('meetingId')).to.deep.equal([
      { value: meeting.id, label: 'Ledningsgruppen Södertörn, 8 december 2026 kl. 13:00' },
    ])
    const placed = await form.submit()
    expect(placed.notice, placed.errors.join()).to.equal('Systemfelet står på dagordningen.')
    expect(placed.text)
      .to.contain('På dagordning')
      .and.contain('Ledningsgruppen Södertörn tar upp det 8 december 2026.')
    const [item] = await world.rows(agendaItems, { meetingId: meeting.id })
    expect(item).to.include({ deficiencyId: deficiency.id, why: 'added', section: 'new' })
    expect(await world.acts(deficiency.id)).to.include('deficiency.placed')
  })

  it('offers the meetings to come of the groups that serve it, not those whose agenda it is on', async () => {
    const other = await given.group([office], { name: 'Den andra' })
    const foreign = await given.group([await given.office()])
    await meetingOf(group, { day: '2027-02-02' })
    await meetingOf(other, { day: '2026-12-01' })
    await meetingOf(foreign)
    await meetingOf(group, { day: '2026-11-20' })
    await meetingOf(group, { state: 'running' })
    await meetingOf(group, { state: 'done' })
    const form = (await coordinator.get(path())).form('Lägg på dagordning')
    const offered = form.options('meetingId')
    expect(offered.map(({ label }) => label.split(',')[0])).to.deep.equal(['Den andra', 'Ledningsgruppen Södertörn'])
    await form.submit({ meetingId: offered[0]?.value ?? '' })
    const left = (await coordinator.get(path())).form('Lägg på dagordning')
    expect(left.options('meetingId')).to.have.length(1)
  })

  it('lets a group that was not in its circle in', async () => {
    const late = await given.group([office])
    const meeting = await meetingOf(late)
    await (await coordinator.get(path())).form('Lägg på dagordning').submit({ meetingId: meeting.id })
    const circle = await world.rows(circleMembers, { deficiencyId: deficiency.id, memberId: late.id })
    expect(circle).to.have.length(1)
    expect(await world.acts(deficiency.id)).to.include('deficiency.routed')
  })

  it('offers a convener the meetings of her own group only', async () => {
    const other = await given.group([office])
    await meetingOf(group)
    await meetingOf(other)
    const convener = await given.as('convener', { groupId: group.id })
    const form = (await convener.get(path())).form('Lägg på dagordning')
    expect(form.options('meetingId')).to.have.length(1)
    expect((await form.submit()).notice).to.equal('Systemfelet står på dagordningen.')
  })

  it('asks for a meeting, and refuses one that was not offered', async () => {
    await meetingOf(group)
    await meetingOf(await given.group([office]))
    const form = (await coordinator.get(path())).form('Lägg på dagordning')
    const page = await form.submit()
    expect([page.status, page.errors]).to.deep.equal([422, ['Välj ett möte.']])
    const foreign = await meetingOf(await given.group([await given.office()]))
    expect((await form.send({ meetingId: foreign.id })).status).to.equal(404)
    expect(await world.rows(agendaItems)).to.deep.equal([])
  })

  it('says what to do when no meeting is planned', async () => {
    expect((await coordinator.get(path())).text).to.contain('Inget möte att välja')
  })

  it('C8: is refused from every state that is closed, and open from every other', async () => {
    const meeting = await meetingOf(group)
    const form = (await coordinator.get(path())).form('Lägg på dagordning')
    const closed = ['resolved', 'eased', 'closed', 'merged']
    for (const state of STATES) {
      await world.given(ctx => ctx.rows(deficiencies).change(deficiency.id, { state }))
      expect((await coordinator.get(path())).status, state).to.equal(closed.includes(state) ? 409 : 200)
      if (!closed.includes(state)) continue
      const fields = { ...form.fields, meetingId: meeting.id }
      expect((await coordinator.post(path(), fields)).status, state).to.equal(409)
      const shown = await coordinator.get(`/systemfel/${deficiency.number}`)
      expect(shown.text, state).to.not.contain('Lägg på dagordning')
    }
    expect(await world.rows(agendaItems)).to.deep.equal([])
  })

  it('is neither for ombud nor for members', async () => {
    for (const browser of [
      await given.as('ombud', { officeId: office.id }),
      await given.as('member', { groupId: group.id }),
    ]) {
      expect((await browser.get(path())).status).to.equal(403)
      expect((await browser.get(`/systemfel/${deficiency.number}`)).text).to.not.contain('Lägg på dagordning')
    }
  })
})

describe('Letting a group in', () => {
  it('lets a group that serves one of the offices see it, once', async () => {
    const world = await World.open()
    const given = new Given(world)
    const office = await given.office()
    const deficiency = await deficiencyOf(world, office)
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const path = `/systemfel/${deficiency.number}/grupp`
    expect((await coordinator.get(path)).text).to.contain('Ingen grupp att lägga till')

    const group = await given.group([office], { name: 'Nya gruppen' })
    const foreign = await given.group([await given.office()])
    const member = await given.as('member', { groupId: group.id })
    expect((await member.get(`/systemfel/${deficiency.number}`)).status).to.equal(404)
    const form = (await (await coordinator.get(`/systemfel/${deficiency.number}`)).follow('Lägg till')).form(
      'Lägg till',
    )
    expect((await form.send({ groupId: '' })).status).to.equal(422)
    expect((await form.send({ groupId: foreign.id })).status).to.equal(404)
    const page = await form.submit({ groupId: group.id })
    expect(page.notice).to.equal('Ledningsgruppen ser nu systemfelet.')
    expect(page.text).to.contain('Nya gruppen').and.not.contain('Lägg till')
    expect((await member.get(`/systemfel/${deficiency.number}`)).status).to.equal(200)
    expect((await world.acts(deficiency.id)).filter(act => act === 'deficiency.routed')).to.have.length(1)
    expect((await member.get(path)).status).to.equal(403)
  })
})
