import { expect } from 'chai'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { answered, asked, mailedLink, openedForm } from './situation.ts'

describe('An answer that it is somebody else’s responsibility', () => {
  let board: Board
  let deficiency: Deficiency
  let other: Organisation
  let contact: AgencyContact
  let requestId: string
  let link: string
  beforeEach(async () => {
    board = await Board.of(await World.open())
    deficiency = await board.report(await board.deficiency({ level: 'caseworker', facets: ['attitude'] }))
    other = await board.given.organisation({ name: 'Regionens psykiatri' })
    contact = await board.given.contact(other, { function: 'Verksamhetschef' })
    const request = await asked({ ...board, organisation: board.agency, deficiency } as never, { byGroup: true })
    requestId = request.id
    link = await mailedLink(board, request)
  })
  const say = (fields: Readonly<Record<string, string>>): Promise<Page> =>
    answered(board.world, link, { kind: 'not_ours', text: 'Vi gör inte de bedömningarna.', ...fields })

  it('names an organisation of the register, by the name that it has', async () => {
    const { page } = await openedForm(board.world, link)
    const offered = page.form('Granska svaret').options('otherOrganisationId')
    expect(offered.map(({ value }) => value))
      .to.include(other.id)
      .and.not.include(board.agency.id)
    const check = await page.form('Granska svaret').submit({ kind: 'not_ours', otherOrganisationId: other.id })
    expect(check.text).to.contain('Vems ansvar').and.contain('Regionens psykiatri')
    await check.form('Skicka svaret').submit({ checked: 'ja' })
    expect(await board.world.row(answers, {})).to.include({
      otherOrganisationId: other.id,
      otherBody: 'Regionens psykiatri',
    })
  })

  it('is given back when it names nobody, or one that is not offered', async () => {
    const { page } = await openedForm(board.world, link)
    const form = page.form('Granska svaret')
    expect((await form.submit({ kind: 'not_ours' })).errors).to.deep.equal(['Skriv vems ansvar det är.'])
    const own = await form.send({ ...form.fields, kind: 'not_ours', otherOrganisationId: board.agency.id })
    expect(own.status).to.equal(422)
    expect(await board.world.rows(answers)).to.have.length(0)
  })

  it('comes on the next agenda with the proposal to ask there, which the group decides in one act', async () => {
    await say({ otherOrganisationId: other.id })
    const { meeting, page } = await board.open()
    const item = await board.convener.get(`/moten/${meeting.id}/punkter/1`)
    expect(item.text).to.contain('Försäkringskassan svarade 21 november 2026 att Regionens psykiatri är ansvarig')
    const form = item.form('Spara och nästa')
    expect(form.fields).to.include({ contactId: contact.id })
    expect(page.status).to.equal(200)
    await form.submit()
    const [next] = await board.world.rows(answerRequests, { contactId: contact.id })
    expect(next).to.include({ deficiencyId: deficiency.id, groupId: board.group.id, state: 'tray' })
  })

  it('is put on an agenda that is there already by one button of the convener’s', async () => {
    await board.plan('2026-12-01')
    await say({ otherOrganisationId: other.id })
    const page = await board.convener.get(`/obesvarade/${requestId}`)
    expect(page.text).to.contain('Regionens psykiatri anges som ansvarig')
    const agenda = await page.form('Lägg på dagordningen 1 december 2026').submit()
    expect(agenda.text).to.contain(deficiency.title).and.contain('Regionens psykiatri är ansvarig')
    expect(agenda.text).to.contain('Gruppen begär svar av Regionens psykiatri')
    const after = await board.convener.get(`/obesvarade/${requestId}`)
    expect(after.text).not.to.contain('Lägg på dagordningen')
    expect(await board.world.rows(answerRequests)).to.have.length(1)
  })

  it('asks nobody by itself, and proposes to investigate where the one that is named cannot be asked', async () => {
    await say({ otherBody: 'Bostadsbolaget' })
    expect((await board.convener.get(`/obesvarade/${requestId}`)).text).to.contain(
      'Bostadsbolaget anges som ansvarig, men har ingen kontakt i registret',
    )
    const { meeting } = await board.open()
    const item = await board.convener.get(`/moten/${meeting.id}/punkter/1`)
    expect(item.form('Spara och nästa').fields['officeId']).to.equal(board.office.id)
    expect(await board.world.rows(answerRequests)).to.have.length(1)
  })

  it('is not the coordinator’s to put on the group’s agenda by that button', async () => {
    await board.plan('2026-12-01')
    await say({ otherOrganisationId: other.id })
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    const page = await coordinator.get(`/obesvarade/${requestId}`)
    expect(page.text).to.contain('Regionens psykiatri anges som ansvarig').and.not.contain('Lägg på dagordningen')
  })
})
