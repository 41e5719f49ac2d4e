import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { circleMembers, deficiencies, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { World } from '#test/support/world.ts'
import { answered, mailedLink, openedForm } from '../answers/situation.ts'
import { Two } from './two.ts'

describe('Merging a systemfel into another', () => {
  let world: World
  let two: Two
  beforeEach(async () => {
    world = await World.open()
    two = await Two.of(world)
  })

  it('is looked at before it is done: what goes along, in numbers, and nothing has happened', async () => {
    const { board, from, to } = two
    for (const month of ['2026-02', '2026-05']) await board.report(from, { firstMonth: month, lastMonth: month })
    await board.report(to, { firstMonth: '2026-06', lastMonth: '2026-09' })
    await two.asked(from)
    await two.acting(from)
    const page = await two.look()
    expect(page.heading).to.equal('Slå ihop med ett annat systemfel')
    for (const line of [
      `Avslutas som sammanslaget ${from.number} Ingen svarar i telefon`,
      `Lever vidare ${to.number} Svårt att nå handläggare`,
      '2 rapporter flyttas.',
      'Tillsammans blir det 3 rapporter.',
      `${to.number} är då mött februari 2026 – september 2026.`,
      '1 öppen fråga flyttas. Dagarna utan svar räknas vidare.',
      '1 åtgärd som pågår flyttas.',
      `${to.number} får läget: väntar på svar.`,
      '1 ombud som har rapporterat får ett brev.',
    ])
      expect(page.text).to.contain(line)
    expect(await world.rows(deficiencyLinks)).to.deep.equal([])
    expect(await two.now(from)).to.include({ state: 'new', reportCount: 2 })
    const other = await page.follow('Byt håll')
    expect(other.text).to.contain(`Avslutas som sammanslaget ${to.number}`).and.contain('1 rapport flyttas.')
  })

  it('moves reports, months, followers and the days without answer, and ends the one', async () => {
    const { board, from, to } = two
    const elsewhere = await board.given.office({ name: 'PO i Haninge' })
    const group = await board.given.group([elsewhere])
    await board.report(from, { firstMonth: '2026-01', lastMonth: '2026-02', officeId: elsewhere.id })
    await board.report(to, { firstMonth: '2026-06', lastMonth: '2026-09', ownEmployer: true })
    await two.asked(from)
    const waiting = (await two.now(from)).waitingSince
    await two.on('2026-12-01')
    const page = await two.merge()
    expect(page.notice).to.contain('Systemfelen är sammanslagna.')
    expect(page.path).to.equal(`/systemfel/${to.number}`)
    const [merged, living] = [await two.now(from), await two.now(to)]
    expect(merged).to.include({ state: 'merged', mergedIntoId: to.id, reportCount: 0, firstMonth: null })
    expect(merged.closedAt).to.deep.equal(world.clock.now())
    expect(living).to.include({ state: 'awaiting_answer', reportCount: 2, firstMonth: '2026-01', lastMonth: '2026-09' })
    expect(living.protected).to.equal(true)
    expect([merged.waitingSince, living.waitingSince]).to.deep.equal([null, waiting])
    expect(living.circle).to.include.members([elsewhere.id, group.id, board.office.id, board.group.id])
    expect((await world.rows(observations)).every(({ deficiencyId }) => deficiencyId === to.id)).to.equal(true)
  })

  it('moves all that waits: questions, actions, a place on a coming agenda; what is finished stays', async () => {
    const { board, from, to } = two
    const done = await two.acting(from)
    await world.given(ctx => ctx.rows(actions).changeAll({ id: done }, { state: 'done', doneDay: '2026-11-01' }))
    const [open, proposed, question] = [
      await two.acting(from),
      await two.acting(from, 'proposed'),
      await two.asked(from),
    ]
    await board.report(from)
    const meeting = await board.plan('2026-12-15')
    for (const { id, deficiencyId } of await board.items(meeting))
      if (deficiencyId === to.id) await world.given(ctx => ctx.rows(agendaItems).remove({ id }))
    await two.merge()
    const of = async (id: string): Promise<string> => (await world.row(actions, { id })).deficiencyId
    expect([await of(open), await of(proposed), await of(done)]).to.deep.equal([to.id, to.id, from.id])
    expect((await world.row(answerRequests, { id: question })).deficiencyId).to.equal(to.id)
    const [item, ...others] = await board.items(meeting)
    expect(others).to.deep.equal([])
    expect(item).to.include({ deficiencyId: to.id, title: to.title })
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    expect(agenda.text).to.contain(to.number).and.not.contain(from.number)
  })

  it('takes the one off an agenda where both stand', async () => {
    const { board, from, to } = two
    for (const each of [from, to]) await board.report(each)
    const meeting = await board.plan('2026-12-15')
    expect((await board.items(meeting)).map(({ deficiencyId }) => deficiencyId)).to.have.members([from.id, to.id])
    expect((await two.look()).text).to.contain('1 ärendepunkt tas bort från ett möte där båda står.')
    await two.merge()
    const items = await board.items(meeting)
    expect(items.map(({ deficiencyId, position }) => [deficiencyId, position])).to.deep.equal([[to.id, 1]])
  })

  it('leaves what a running meeting has before it to be settled there', async () => {
    const { board, from, to } = two
    for (const each of [from, to]) await board.report(each)
    const { meeting } = await board.open('2026-11-21')
    expect((await two.look()).text).to.contain('1 ärendepunkt står kvar och avslutas på mötet.')
    await two.merge()
    const nr = (await board.items(meeting)).findIndex(({ deficiencyId }) => deficiencyId === from.id) + 1
    const item = await board.convener.get(`/moten/${meeting.id}/punkter/${nr}`)
    expect(item.text).to.contain(from.number)
    const noted = await board.form(meeting, nr, 'note')
    await noted.form('Spara och nästa').submit({ text: `Sammanslaget med ${to.number}.` })
    expect((await board.items(meeting)).find(({ deficiencyId }) => deficiencyId === from.id)?.paragraph).to.equal(1)
  })

  it('takes along an answer that nobody has judged yet, with its question', async () => {
    const { from, to } = two
    const id = await two.asked(from)
    const request = await world.row(answerRequests, { id })
    await answered(world, await mailedLink({ world }, request))
    await two.merge()
    expect((await world.row(answerRequests, { id })).deficiencyId).to.equal(to.id)
    expect((await world.row(answers, { requestId: id })).deficiencyId).to.equal(to.id)
    expect((await two.coordinator.get(`/systemfel/${to.number}`)).text).to.contain(
      'Vi inför telefontid varje förmiddag.',
    )
  })

  it('keeps an answer by its mailed link: it reaches the one that lives on', async () => {
    const { from, to } = two
    const request = await world.row(answerRequests, { id: await two.asked(from) })
    const link = await mailedLink({ world }, request)
    await two.merge()
    const { page } = await openedForm(world, link)
    expect(page.text).to.contain(`Frågan gällde från början ${from.number}`)
    const receipt = await answered(world, link)
    expect(receipt.text).to.contain(to.number)
    expect((await world.row(answers, { requestId: request.id })).deficiencyId).to.equal(to.id)
    expect((await two.now(to)).waitingSince).to.equal(null)
  })

  it('leads from the one to the other: page, number, “samma här” and candidates', async () => {
    const { board, from, to } = two
    await board.report(from)
    await two.merge()
    const page = await two.coordinator.get(`/systemfel/${from.number}`)
    expect(page.text).to.contain('Sammanslaget').and.contain(`Det lever vidare som ${to.number}.`)
    expect(page.text).to.contain(`Rapporterna räknas i ${to.number}.`)
    expect((await page.follow(to.number)).path).to.equal(`/systemfel/${to.number}`)
    const ombud = await board.given.browserOf(board.ombud)
    const here = await ombud.get(`/systemfel/${from.number}/samma-har`)
    expect(here.path).to.equal(`/systemfel/${to.number}/samma-har`)
    const like = await two.coordinator.get(`/systemfel/${from.number}/liknande`)
    expect(like.path).to.equal(`/systemfel/${to.number}/liknande`)
    const meeting = await board.plan('2026-12-15')
    for (const { id } of await board.items(meeting)) await world.given(ctx => ctx.rows(agendaItems).remove({ id }))
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    await agenda.form('Lägg till').submit({ number: from.number })
    const items = (await board.items(meeting)).map(({ deficiencyId }) => deficiencyId)
    expect(items).to.deep.equal([to.id])
  })

  it('shows on the other what was merged into it, with its history', async () => {
    const { from, to } = two
    await two.merge()
    const page = await two.coordinator.get(`/systemfel/${to.number}`)
    expect(page.text).to.contain(`Sammanslagna hit ${from.number}`)
    const history = await page.follow(`Historik för ${from.number}`)
    expect(history.text).to.contain(`Sammanslaget med ${to.number}`)
    expect(page.text).to.contain(`${from.number} slogs ihop med detta`)
    expect(await world.acts(from.id)).to.include('deficiency.merged')
    expect(await world.acts(to.id)).to.include('deficiency.absorbed')
  })

  it('names the merged one only, for those who may not open it', async () => {
    const { board, from, to } = two
    const elsewhere = await board.given.office({ name: 'PO i Haninge' })
    await board.report(to, { officeId: elsewhere.id })
    await two.merge()
    const page = await (await board.given.as('ombud', { officeId: elsewhere.id })).get(`/systemfel/${to.number}`)
    expect(page.text).to.contain(`Sammanslagna hit ${from.number}`)
    expect(page.$(`a[href*="${from.number}"]`)).to.have.length(0)
  })

  it('brings a closed one back, and never touches one closed for good', async () => {
    const { from, to } = two
    await two.act(to, 'close')
    expect((await two.look()).text).to.contain(`${to.number} är avslutat och kommer tillbaka. Läget blir: återkommet.`)
    await two.merge()
    expect(await two.now(to)).to.include({ state: 'returned', closedAt: null })
    const acts = (await world.rows(stateChanges, { deficiencyId: to.id })).map(({ act }) => act)
    expect(acts).to.have.members(['made', 'close', 'return'])
    const old = await two.board.deficiency()
    await world.given(ctx =>
      ctx.rows(deficiencies).change(old.id, { state: 'closed', closedAt: new Date('2024-01-01T12:00:00Z') }),
    )
    const again = await two.board.deficiency()
    const page = await two.look(again, old)
    expect(page.errors.join()).to.contain('avslutades för mer än två år sedan')
    expect(page.$('form[method=post][action$="sla-ihop"]')).to.have.length(0)
    expect(from.id).not.to.equal(again.id)
  })

  it('tells the ombud who reported the one, once each, by facts only', async () => {
    const { board, from, to } = two
    const second = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    for (const ombudId of [board.ombud.id, board.ombud.id, second.id]) await board.report(from, { ombudId })
    await board.report(to, { ombudId: (await board.given.person([{ role: 'ombud', officeId: board.office.id }])).id })
    await two.merge()
    const mails = await world.mails({ template: 'links.merged' })
    expect(mails.map(({ toAddress }) => toAddress)).to.have.members([board.ombud.email, second.email])
    const letter = await world.letter(mails[0] as never)
    expect(letter.subject).to.equal(`Systemfel ${from.number} lever vidare som ${to.number}`)
    expect(letter.text).to.contain(`https://systemfel.test/systemfel/${to.number}`)
    for (const { title } of [from, to]) expect(letter.text).not.to.contain(title)
  })

  it('lets those who watch over the protected path know where it lives on', async () => {
    const { board, from, to } = two
    await board.report(from, { ownEmployer: true })
    await two.merge()
    const mails = await world.rows(outboxMails, { template: 'observations.ownEmployerLinked' })
    expect(mails.map(({ toAddress, path }) => [toAddress, path])).to.deep.equal([
      [board.person.email, `/systemfel/${to.number}`],
    ])
  })

  it('is for the coordinator of both: others see no form, and nothing is changed by what they send', async () => {
    const { board, from, to } = two
    const elsewhere = await board.given.office({ name: 'PO i Haninge' })
    const theirs = await world.given(ctx =>
      makeDeficiency(ctx, {
        ...{ title: 'Ingen svarar', description: 'Ingen svarar.', level: 'local', facets: [], themes: [] },
        ...{ organisationIds: [], gap: false, officeId: elsewhere.id },
      }),
    )
    const page = await two.look(from, theirs)
    expect(page.errors.join()).to.contain('Du kan bara slå ihop systemfel som båda är din verksamhets.')
    const form = (await two.look()).form('Slå ihop')
    const sent = await form.send({ number: theirs.number })
    expect(sent.status).to.equal(422)
    for (const role of ['ombud', 'convener', 'member'] as const) {
      const scope = role === 'ombud' ? { officeId: board.office.id } : { groupId: board.group.id }
      const browser = await board.given.as(role, scope)
      expect((await browser.get(`/systemfel/${from.number}/sla-ihop`)).status, role).to.equal(403)
    }
    const stranger = await board.given.as('coordinator', { officeId: elsewhere.id })
    expect((await stranger.get(`/systemfel/${from.number}/sla-ihop`)).status).to.equal(404)
    expect((await world.rows(deficiencies)).filter(({ mergedIntoId }) => mergedIntoId !== null)).to.deep.equal([])
    expect(to.mergedIntoId).to.equal(null)
  })

  it('says what stands in the way: the same one, an unknown number, a closed or a merged one', async () => {
    const { from, to } = two
    const tried = async (number: string): Promise<string> =>
      (await two.coordinator.get(`/systemfel/${from.number}/sla-ihop?med=${number}`)).errors.join()
    expect(await tried(from.number)).to.contain('Det är samma systemfel.')
    expect(await tried('SF-1999-9999')).to.not.equal('')
    expect(await tried(to.number.toLowerCase())).to.equal('')
    await two.act(from, 'close')
    expect((await two.look()).text).to.contain('Det är avslutat. Slå i stället ihop det öppna systemfelet med detta.')
  })

  it('follows a merged number to where it lives on', async () => {
    const { board, from, to } = two
    await two.merge()
    const third = await board.deficiency({ title: 'Telefonen är stängd' })
    expect((await two.look(third, from)).text).to.contain(`Lever vidare ${to.number}`)
    expect((await two.look(to, from)).errors.join()).to.contain('Det är samma systemfel.')
  })

  it('meets two coordinators at once: the second is told, whichever of the two had been changed', async () => {
    const { board, from, to } = two
    const other = await board.given.as('coordinator', { officeId: board.office.id })
    for (const changed of [from, to]) {
      const form = (await two.look()).form('Slå ihop')
      const edit = (await other.get(`/systemfel/${changed.number}/kort-sagt`)).form('Spara')
      await edit.submit({ what: 'Ingen svarar.', forWhom: 'Den som ringer.', wanted: `Svara ${changed.number}.` })
      expect((await form.submit()).status, changed.number).to.equal(409)
    }
    expect(await world.rows(deficiencyLinks)).to.deep.equal([])
    const forms = [(await two.look()).form('Slå ihop'), (await two.look(from, to, other)).form('Slå ihop')]
    const pages = await Promise.all(forms.map(form => form.submit()))
    expect(pages.map(({ status }) => status).sort()[0]).to.equal(200)
    expect(pages.filter(({ status }) => status === 200)).to.have.length(1)
    expect(await world.rows(deficiencyLinks)).to.have.length(1)
  })

  it('shows the likely ones that she may merge it with, while none is chosen', async () => {
    const { board, from, to } = two
    await board.deficiency({ title: 'Kö till boendestöd', description: 'Kön till boendestödet är lång.' })
    const page = await two.coordinator.get(`/systemfel/${from.number}/sla-ihop`)
    expect(page.text).to.contain(to.title).and.not.contain('Kö till boendestöd')
    expect((await page.follow('Se vad som händer')).text).to.contain(`Lever vidare ${to.number}`)
  })

  it('tells those outside no more than before of how few the reports were', async () => {
    const { board, from, to } = two
    for (const each of [from, from, to]) await board.report(each)
    await two.merge()
    const member = await board.given.as('member', { groupId: board.group.id })
    const inside = await two.coordinator.get(`/systemfel/${from.number}/historik`)
    expect(inside.text).to.contain('En rapport kopplades hit')
    for (const { number } of [from, to]) {
      const history = await member.get(`/systemfel/${number}/historik`)
      expect(history.text).not.to.contain('En rapport kopplades hit')
      expect(history.text).to.contain('Rapporterna är färre än 5.')
    }
    expect((await member.get(`/systemfel/${to.number}`)).text).to.contain('färre än 5')
  })

  it('keeps what somebody was let in to by hand in both circles', async () => {
    const { board, from, to } = two
    const members = (id: string) => world.rows(circleMembers, { deficiencyId: id })
    const before = (await members(from.id)).map(({ memberId }) => memberId)
    await two.merge()
    expect((await members(from.id)).map(({ memberId }) => memberId)).to.have.members(before)
    expect((await members(to.id)).map(({ memberId }) => memberId)).to.include.members(before)
    expect(board.office.id).to.be.oneOf(before)
  })
})
