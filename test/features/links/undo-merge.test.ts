import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { completeAction } from '#src/features/actions/complete-action.ts'
import { withOwners } from '#src/features/actions/find-action.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { circleMembers, type Deficiency, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { World } from '#test/support/world.ts'
import { answered, mailedLink } from '../answers/situation.ts'
import { contentOf } from './content.ts'
import { Two } from './two.ts'

describe('Undoing a merge', () => {
  let world: World
  let two: Two
  beforeEach(async () => {
    world = await World.open()
    two = await Two.of(world)
  })

  /** Merges and undoes on two later days; what there is must be as it was. */
  async function thereAndBack(from: Deficiency = two.from, to: Deficiency = two.to): Promise<void> {
    const before = await contentOf(world)
    await two.on('2026-12-01')
    await two.merge(from, to)
    expect(await contentOf(world)).not.to.deep.equal(before)
    await two.on('2026-12-08')
    const page = await two.undo(from)
    expect(page.notice).to.contain('Sammanslagningen är ångrad.')
    expect(await contentOf(world)).to.deep.equal(before)
  }

  it('makes both as they were: reports, months, circle, questions, actions and the days without answer', async () => {
    const { board, from, to } = two
    const elsewhere = await board.given.office({ name: 'PO i Haninge' })
    await board.given.group([elsewhere])
    await board.report(from, { firstMonth: '2026-01', lastMonth: '2026-02', officeId: elsewhere.id, ownEmployer: true })
    await board.report(from)
    await board.report(to, { firstMonth: '2026-06', lastMonth: '2026-09' })
    await two.asked(from)
    await two.asked(to)
    await two.acting(from)
    await two.act(from, 'askDirectly')
    await thereAndBack()
  })

  for (const act of ['close', 'monitor', 'postpone'] as const)
    it(`makes one that was left by “${act}” as it was`, async () => {
      const { from, to } = two
      await two.board.report(from)
      await two.act(to, act)
      await two.asked(from)
      await thereAndBack()
    })

  it('puts back what was taken off an agenda, at its place, and what was moved on another', async () => {
    const { board, from, to } = two
    for (const each of [from, to]) await board.report(each)
    const both = await board.plan('2026-12-15')
    await board.plan('2027-01-15')
    const later = await board.meeting('2027-01-15')
    await world.given(async ctx => {
      const [item] = await ctx.rows(agendaItems).all({ meetingId: both.id, deficiencyId: from.id })
      await ctx
        .rows(agendaItems)
        .insert({ ...(item as never as object), id: ctx.newId(), meetingId: later.id } as never)
    })
    await thereAndBack()
    await thereAndBack(to, from)
  })

  it('makes effect checks, lifts and decided meetings as they were', async () => {
    const { board, from } = two
    for (const each of [from, two.to]) await board.report(each)
    const { meeting } = await board.open()
    const nr = async (of: Deficiency): Promise<number> =>
      (await board.items(meeting)).findIndex(({ deficiencyId }) => deficiencyId === of.id) + 1
    await board.decide(meeting, await nr(from), 'accept')
    await board.decide(meeting, await nr(two.to), 'lift', { toName: 'Samordningsförbundet' })
    await board.end(meeting)
    await board.finish(meeting)
    expect(await world.rows(effectChecks)).to.have.length(2)
    await thereAndBack()
    await thereAndBack(two.to, from)
  })

  it('leaves what has really happened: a report since stays, an answer goes back with its question', async () => {
    const { board, from, to } = two
    await board.report(from)
    await board.report(to)
    const question = await two.asked(from)
    const [task, other] = [await two.acting(from), await two.acting(from)]
    await two.on('2026-11-24')
    await two.merge()
    const ombud = await board.given.browserOf(board.ombud)
    const join = await ombud.get(`/systemfel/${from.number}/samma-har`)
    expect((await join.form('Skicka samma här').submit({ clientBand: '1' })).status).to.equal(200)
    await answered(world, await mailedLink({ world }, await world.row(answerRequests, { id: question })))
    await complete(task)
    await two.on('2026-11-27')
    const page = await two.coordinator.get(`/systemfel/${to.number}/dela`)
    for (const line of [
      '1 rapport går tillbaka.',
      '1 rapport som har kommit sedan dess står kvar.',
      '1 fråga går tillbaka.',
      '1 av dem har besvarats sedan dess. Svaret följer med.',
      '2 åtgärder går tillbaka.',
    ])
      expect(page.text).to.contain(line)
    await two.undo(to)
    expect(await two.now(from)).to.include({ reportCount: 1, waitingSince: null, mergedIntoId: null })
    expect(await two.now(to)).to.include({ reportCount: 2, waitingSince: null })
    expect((await world.row(answers, { requestId: question })).deficiencyId).to.equal(from.id)
    expect(await world.row(actions, { id: task })).to.include({ deficiencyId: from.id, state: 'done' })
    expect(await world.row(actions, { id: other })).to.include({ deficiencyId: from.id, state: 'accepted' })
    expect((await world.rows(observations, { deficiencyId: to.id })).some(({ sameHere }) => sameHere)).to.equal(true)
  })
  async function complete(id: string): Promise<void> {
    await world.works.write(actorOf(two.person.id, two.board.office.id), async ctx => {
      const found = await withOwners(ctx, await ctx.rows(actions).get({ id }))
      const done = {
        version: found.action.version,
        doneDay: '2026-11-24',
        strength: 'eases',
        proof: 'Rutinen är i bruk.',
      }
      await completeAction(ctx, found, done as never)
    })
  }

  it('does not undo what a group has decided since: the state, the item and its decision stay', async () => {
    const { board, from, to } = two
    await two.act(to, 'close')
    await board.report(from)
    const { id: planned } = await board.plan('2026-12-02')
    await two.on('2026-12-01')
    await two.merge()
    await two.on('2026-12-02')
    const meeting = { id: planned }
    await (await board.convener.get(`/moten/${planned}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'monitor')
    await two.on('2026-12-03')
    await two.undo()
    expect(await two.now(to)).to.include({ state: 'monitored', closedAt: null })
    expect(await two.now(from)).to.include({ state: 'on_agenda', mergedIntoId: null })
    const [item] = await board.items(meeting)
    expect(item).to.include({ deficiencyId: to.id, paragraph: 1 })
  })

  it('closes again what only the merge had brought back, but not what a report has brought back since', async () => {
    const { board, from, to } = two
    await board.report(from)
    await two.act(to, 'close')
    await two.on('2026-12-01')
    await two.merge()
    await two.on('2026-12-05')
    await board.report(to)
    const came = world.clock.now()
    await two.on('2026-12-08')
    await two.undo()
    expect(await two.now(to)).to.deep.include({ state: 'returned', stateSince: came, closedAt: null, reportCount: 1 })
    const steps = await world.rows(stateChanges, { deficiencyId: to.id })
    expect(steps.filter(({ act }) => act === 'return').map(({ at }) => at)).to.deep.equal([came])
  })

  it('is done once, tells both histories, and tells those who reported', async () => {
    const { board, from, to } = two
    await board.report(from)
    await two.merge()
    const [form, again] = [
      (await two.coordinator.get(`/systemfel/${from.number}/dela`)).form('Ångra sammanslagningen'),
      (await two.coordinator.get(`/systemfel/${to.number}/dela`)).form('Ångra sammanslagningen'),
    ]
    expect((await form.submit()).status).to.equal(200)
    expect((await again.submit()).status).to.equal(409)
    expect(await world.acts(from.id)).to.include.members(['deficiency.merged', 'deficiency.unmerged'])
    expect(await world.acts(to.id)).to.include.members(['deficiency.absorbed', 'deficiency.parted'])
    const history = await two.coordinator.get(`/systemfel/${from.number}/historik`)
    expect(history.text).to.contain(`Sammanslaget med ${to.number}`)
    expect(history.text).to.contain(`Sammanslagningen med ${to.number} ångrades`)
    const letters = (await world.mails()).filter(({ toAddress }) => toAddress === board.ombud.email)
    expect(letters.map(({ template }) => template)).to.deep.equal(['links.merged'])
    const page = await two.coordinator.get(`/systemfel/${to.number}/dela`)
    expect(page.text).to.contain('Ingen sammanslagning att ångra')
    // One letter a week: what has happened since is gathered in the next.
    world.clock.moveTo('2026-12-21T09:00:00Z')
    await sendDigests(world.works)
    const [digest, ...others] = await world.mails({ template: 'following.digest' })
    expect([digest?.toAddress, others.length]).to.deep.equal([board.ombud.email, 0])
    expect(digest?.facts['lines']).to.contain(`${from.number}: Åter ett eget systemfel, skilt från. ${to.number}.`)
  })

  it('keeps no words in what it keeps, nor in the log', async () => {
    const { board, from } = two
    for (const each of [from, two.to]) await board.report(each)
    await board.plan('2026-12-15')
    await two.merge()
    const kept = JSON.stringify(await world.rows(deficiencyLinks)) + JSON.stringify(await world.rows(auditEvents))
    for (const { title } of [from, two.to]) expect(kept).not.to.contain(title)
  })

  it('goes from the last of a chain to the first, and says so', async () => {
    const { board, from, to } = two
    const third = await board.deficiency({ title: 'Telefonen är stängd' })
    for (const each of [from, to, third]) await board.report(each)
    const before = await contentOf(world)
    await two.on('2026-12-01')
    await two.merge(from, to)
    const form = (await two.coordinator.get(`/systemfel/${from.number}/dela`)).form('Ångra sammanslagningen')
    const between = await contentOf(world)
    await two.on('2026-12-02')
    await two.merge(to, third)
    expect(await two.now(third)).to.include({ reportCount: 3 })
    const page = await two.coordinator.get(`/systemfel/${from.number}/dela`)
    expect(page.text).to.contain(`${to.number} är i sin tur sammanslaget med ${third.number}. Ångra den`)
    expect(page.postForms().filter(({ action }) => action.endsWith('/dela'))).to.deep.equal([])
    const early = await two.coordinator.post(form.action, {
      ...form.fields,
      ...Object.fromEntries(['_csrf', 'formKey'].map(name => [name, String(page.$(`[name=${name}]`).attr('value'))])),
    })
    expect([early.status, early.errors.join()]).to.deep.equal([422, 'Den senare sammanslagningen måste ångras först.'])
    await two.undo(to)
    expect(await contentOf(world)).to.deep.equal(between)
    await two.undo(from)
    expect(await contentOf(world)).to.deep.equal(before)
  })

  it('takes any of several that were merged into one, in any order', async () => {
    const { board, from, to } = two
    const third = await board.deficiency({ title: 'Telefonen är stängd' })
    const elsewhere = await board.given.office({ name: 'PO i Haninge' })
    for (const each of [from, third]) {
      await board.report(each, { officeId: elsewhere.id })
      await two.asked(each)
    }
    await two.act(to, 'close')
    const before = await contentOf(world)
    await two.on('2026-12-01')
    await two.merge(from, to)
    await two.on('2026-12-02')
    await two.merge(third, to)
    await two.on('2026-12-03')
    await two.undo(from)
    const waiting = await two.now(to)
    expect(waiting).to.include({ state: 'awaiting_answer', reportCount: 1 })
    expect(waiting.stateSince).to.deep.equal(new Date('2026-12-02T11:00:00Z'))
    expect(waiting.circle).to.include(elsewhere.id)
    await two.undo(third)
    expect(await contentOf(world)).to.deep.equal(before)
    expect((await world.rows(circleMembers, { deficiencyId: to.id })).map(({ memberId }) => memberId)).not.to.include(
      elsewhere.id,
    )
  })

  it('lets the next one of several stand on the agenda for the one that they were merged into', async () => {
    const { board, from, to } = two
    const third = await board.deficiency({ title: 'Telefonen är stängd' })
    for (const each of [from, third]) await board.report(each)
    const meeting = await board.plan('2026-12-15')
    for (const { id, deficiencyId } of await board.items(meeting))
      if (deficiencyId === to.id) await world.given(ctx => ctx.rows(agendaItems).remove({ id }))
    const standing = async () =>
      (await board.items(meeting)).map(item => [item.deficiencyId, item.title, item.position])
    const before = await contentOf(world)
    await two.on('2026-12-01')
    await two.merge(from, to)
    await two.on('2026-12-02')
    await two.merge(third, to)
    expect(await standing()).to.deep.equal([[to.id, to.title, 1]])
    await two.undo(from)
    expect(await standing()).to.have.deep.members([
      [from.id, from.title, 1],
      [to.id, to.title, 2],
    ])
    await two.undo(third)
    expect((await contentOf(world)).map(line => line.replace(/"position":\d/, ''))).to.deep.equal(
      before.map(line => line.replace(/"position":\d/, '')),
    )
  })

  it('is for whoever coordinates both', async () => {
    const { board, from } = two
    await two.merge()
    const { id, version } = await two.mergeOf()
    const stranger = await board.given.as('coordinator', { officeId: (await board.given.office()).id })
    expect((await stranger.get(`/systemfel/${from.number}/dela`)).status).to.equal(404)
    const convener = await board.given.as('convener', { groupId: board.group.id })
    expect((await convener.get(`/systemfel/${from.number}/dela`)).status).to.equal(403)
    const third = await board.deficiency()
    const page = await two.coordinator.get(`/systemfel/${third.number}/dela`)
    const [csrf, formKey] = ['_csrf', 'formKey'].map(name => String(page.$(`[name=${name}]`).attr('value')))
    const sent = { _csrf: csrf as string, formKey: formKey as string, link: id, version: String(version) }
    expect((await two.coordinator.post(`/systemfel/${third.number}/dela`, sent)).status).to.equal(404)
    expect((await two.now(from)).state).to.equal('merged')
  })
})

const actorOf = (id: string, officeId: string): Actor => ({
  ...{ kind: 'person', id, name: 'Samordnare', locale: 'sv', municipalityIds: [] },
  grants: [{ role: 'coordinator', officeId, groupId: null, areaId: null, organisationId: null }],
})
