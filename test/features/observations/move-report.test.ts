import { expect } from 'chai'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import {
  circleMembers,
  type Deficiency,
  deficiencies,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { letIn } from '#src/features/deficiencies/let-group-in.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Browser } from '#test/support/world.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('A report that was linked by mistake', () => {
  let world: World
  let board: Board
  let haninge: Office
  let coordinator: Browser
  let right: Deficiency
  let wrong: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    haninge = await board.given.office({ name: 'PO i Haninge' }, { municipality: await board.given.municipality() })
    coordinator = await board.given.as('coordinator', { officeId: haninge.id })
    right = await board.deficiency({ title: 'Kön är lång' })
    wrong = await board.deficiency({ title: 'Ingen svarar', municipalityIds: [] })
  })

  const at = (moment: string): void => world.clock.moveTo(moment)
  async function reported(of: Deficiency, values: Partial<Observation> = {}): Promise<Observation> {
    const number = await world.given(async ctx => `R-2026-${String(await ctx.nextNumber('R-2026')).padStart(4, '0')}`)
    const { municipalityId } = await world.row(officeMunicipalities, { officeId: haninge.id })
    await board.report(of, { number, officeId: haninge.id, municipalityId, ...values })
    return world.row(observations, { number })
  }
  const circle = async ({ id }: Deficiency): Promise<string[]> =>
    (await world.rows(circleMembers, { deficiencyId: id })).map(({ memberId }) => memberId)
  const page = ({ number }: Observation) => coordinator.get(`/inkorg/${number}/flytta`)

  it('goes to the right one: counts, months, circle and definition follow', async () => {
    await reported(wrong, { firstMonth: '2026-05', lastMonth: '2026-05' })
    const mistake = await reported(wrong, { firstMonth: '2026-01', lastMonth: '2026-10', ownEmployer: true })
    expect(await board.now(wrong)).to.include({ reportCount: 2, firstMonth: '2026-01', protected: true })
    const form = (await page(mistake)).form('Flytta till numret')
    const done = await form.submit({ number: right.number })
    expect(done.notice).to.contain('Rapporten är flyttad.')
    expect(done.text).to.contain(right.title)
    expect(await board.now(wrong)).to.include({
      reportCount: 1,
      firstMonth: '2026-05',
      lastMonth: '2026-05',
      protected: false,
    })
    expect(await board.now(right)).to.include({
      reportCount: 1,
      firstMonth: '2026-01',
      lastMonth: '2026-10',
      protected: true,
    })
    expect(await circle(right)).to.include(haninge.id)
    expect(await world.acts(mistake.id)).to.deep.equal([
      'observation.linked',
      'observation.unlinked',
      'observation.linked',
    ])
    expect(await world.acts(wrong.id)).to.include('deficiency.reportGone')
    const watchers = await world.mails({ template: 'observations.ownEmployerLinked' })
    expect(watchers.every(({ facts }) => facts['reference'] === right.number)).to.equal(true)
  })

  it('comes back to the inbox as it was sent; the systemfel stays, without reports, and says so', async () => {
    const mistake = await reported(wrong)
    const shown = await page(mistake)
    expect(shown.text).to.contain(`Det är den enda rapporten. ${wrong.number} står kvar utan rapporter.`)
    const done = await shown.form('Ta tillbaka till inkorgen').submit()
    expect(done.notice).to.contain('Rapporten ligger i inkorgen igen.')
    const after = await world.row(observations, { id: mistake.id })
    expect(after).to.include({ state: 'sent', deficiencyId: null, triagedAt: null, whatHappened: mistake.whatHappened })
    expect((await coordinator.get('/inkorg')).$('#nya').parent().text()).to.contain(String(mistake.number))
    expect(await board.now(wrong)).to.include({ state: 'new', reportCount: 0, firstMonth: null, lastMonth: null })
    const own = await board.given.as('coordinator', { officeId: board.office.id })
    expect((await own.get(`/systemfel/${wrong.number}`)).text).to.contain('Inga rapporter är kopplade hit.')
  })

  it('takes its office, groups and municipality along, but nobody who is there for another reason', async () => {
    const group = await board.given.group([haninge])
    const mistake = await reported(wrong)
    const brought = [haninge.id, group.id, mistake.municipalityId as string]
    expect(await circle(wrong)).to.include.members(brought)
    await (await page(mistake)).form('Ta tillbaka').submit()
    expect(await circle(wrong)).to.have.members([board.office.id, board.group.id])

    const [one, two] = [await reported(wrong), await reported(wrong)]
    await (await page(one)).form('Ta tillbaka').submit()
    expect(await circle(wrong)).to.include.members(brought)
    await world.given(async ctx => letIn(ctx, { ...(await deficiencyById(ctx, wrong.id)), circle: [] }, group.id))
    await (await page(two)).form('Ta tillbaka').submit()
    expect(await circle(wrong)).to.have.members([board.office.id, board.group.id, group.id])
  })

  it('closes again what only it had brought back; not what another report has brought back since', async () => {
    const close = (day: string) =>
      world.given(async ctx => {
        at(`${day}T09:00:00Z`)
        await changeState(ctx, await deficiencyById(ctx, wrong.id), 'close')
      })
    at('2026-12-01T09:00:00Z')
    await close('2026-12-01')
    at('2026-12-02T09:00:00Z')
    const closed = await board.now(wrong)
    const mistake = await reported(wrong)
    expect((await board.now(wrong)).state).to.equal('returned')
    coordinator = await board.given.as('coordinator', { officeId: haninge.id })
    await (await page(mistake)).form('Ta tillbaka').submit()
    const again = await board.now(wrong)
    expect(again).to.deep.include({ state: 'closed', closedAt: closed.closedAt, stateSince: closed.stateSince })
    const acts = (await world.rows(stateChanges, { deficiencyId: wrong.id })).map(({ act }) => act)
    expect(acts).to.have.members(['made', 'close'])

    const first = await reported(wrong)
    at('2026-12-03T09:00:00Z')
    await reported(wrong)
    coordinator = await board.given.as('coordinator', { officeId: haninge.id })
    await (await page(first)).form('Ta tillbaka').submit()
    expect(await board.now(wrong)).to.deep.include({ state: 'returned', stateSince: new Date('2026-12-03T09:00:00Z') })
  })

  it('tells those who watch over the protected path when it lies in the inbox again', async () => {
    const group = await board.given.group([haninge], { name: 'Ledningsgruppen Haninge' })
    const convener = await board.given.person([{ role: 'convener', groupId: group.id }])
    const mistake = await reported(wrong, { ownEmployer: true })
    await (await page(mistake)).form('Ta tillbaka').submit()
    const mails = await world.mails({ template: 'observations.ownEmployerUnlinked' })
    expect(mails.map(({ toAddress, facts }) => [toAddress, facts['reference']])).to.deep.equal([
      [convener.email, mistake.number],
    ])
  })

  it('is moved by the coordinator of its office only, once, and not to where it is', async () => {
    const mistake = await reported(wrong)
    const own = await board.given.as('coordinator', { officeId: board.office.id })
    expect((await own.get(`/inkorg/${mistake.number}/flytta`)).status).to.equal(404)
    const ombud = await board.given.as('ombud', { officeId: haninge.id })
    expect((await ombud.get(`/inkorg/${mistake.number}/flytta`)).status).to.equal(403)
    expect((await ombud.get(`/rapporter/${mistake.number}`)).text).not.to.contain('hör hemma någon annanstans')
    const same = await (await page(mistake)).form('Flytta till numret').submit({ number: wrong.number })
    expect([same.status, same.errors.join()]).to.deep.equal([422, 'Rapporten är redan kopplad dit.'])
    const unknown = await (await page(mistake)).form('Flytta till numret').submit({ number: 'SF-1999-0001' })
    expect(unknown.status).to.equal(422)
    const forms = [(await page(mistake)).form('Ta tillbaka'), (await page(mistake)).form('Flytta till numret')]
    expect((await forms[0]?.submit())?.status).to.equal(200)
    expect((await forms[1]?.submit({ number: right.number }))?.status).to.equal(409)
    expect(await world.row(deficiencies, { id: right.id })).to.include({ reportCount: 0 })
    expect((await page(mistake)).path).to.equal(`/inkorg/${mistake.number}`)
  })

  it('is reached from its own page', async () => {
    const mistake = await reported(wrong)
    const read = await coordinator.get(`/rapporter/${mistake.number}`)
    expect((await read.follow('Rapporten hör hemma någon annanstans')).heading).to.equal('Flytta rapporten')
    const triage = await coordinator.get(`/inkorg/${mistake.number}`)
    expect((await triage.follow('Rapporten hör hemma någon annanstans')).heading).to.equal('Flytta rapporten')
  })
})
