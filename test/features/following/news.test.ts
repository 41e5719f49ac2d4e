import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { tellEffect } from '#src/features/effects/effect.mails.ts'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { reporterNews } from '#src/features/following/reporter-news.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { daysLater, lettersTo, templatesTo } from './told.ts'

describe('What those who reported are told', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.report(await board.deficiency())
  })
  const tellAnswer = (about = deficiency, sourceId?: string) =>
    world.given(ctx =>
      tellReporters(
        ctx,
        about,
        'answers.told',
        { answerKind: 'Vi utreder', organisation: 'Försäkringskassan', group: board.group.name },
        sourceId === undefined ? {} : { sourceId },
      ),
    )

  it('is one letter for each of the five milestones, a week apart', async () => {
    await sendDigests(world.works)
    const meeting = await board.plan('2026-11-30')
    await daysLater(world, 7)
    await board.later('2026-11-30T12:00:00Z')
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'ask')
    await board.end(meeting)
    await board.later('2026-12-06T12:00:00Z')
    await board.finish(meeting)
    await daysLater(world, 7)
    await tellAnswer()
    await daysLater(world, 7)
    await world.given(ctx => tellEffect(ctx, deficiency, 'confirmed'))
    await daysLater(world, 30)
    expect(await templatesTo(world, board.ombud)).to.deep.equal([
      'following.received',
      'following.agenda',
      'meetings.decided',
      'answers.told',
      'effects.confirmed',
    ])
    for (const mail of await lettersTo(world, board.ombud)) {
      const { subject, text } = await world.letter(mail)
      expect(subject + text, mail.template)
        .to.contain(deficiency.number)
        .and.not.contain(deficiency.title)
        .and.not.match(/[{}]|undefined|null/)
      expect(text).to.contain('Välj på Min sida: https://systemfel.test/min-sida#brev')
    }
  })

  it('goes at once, and what else happens that week comes in one digest of facts', async () => {
    await tellAnswer()
    expect(await templatesTo(world, board.ombud)).to.deep.equal(['answers.told'])
    const other = await board.report(await board.deficiency({ title: 'Hemlig rubrik' }))
    await tellAnswer(other)
    await tellAnswer()
    await daysLater(world, 6)
    expect(await templatesTo(world, board.ombud)).to.have.length(1)
    await daysLater(world, 1)
    const [, digest, ...more] = await lettersTo(world, board.ombud)
    expect(more).to.deep.equal([])
    if (digest === undefined) throw new Error('no digest')
    const { subject, text } = await world.letter(digest)
    expect(subject).to.equal('Nytt om det du har rapporterat: 4')
    expect(text)
      .to.contain(`${other.number}: Svar. Vi utreder, Försäkringskassan, Ledningsgruppen Granåsen.\n\n`)
      .and.contain(`${deficiency.number}: Mottagen.`)
      .and.contain('https://systemfel.test/aterkoppling')
      .and.not.contain('Hemlig rubrik')
      .and.not.contain(board.ombud.name)
    await daysLater(world, 60)
    expect(await templatesTo(world, board.ombud)).to.have.length(2)
  })

  it('is told once, however often it is said', async () => {
    for (const source of ['one', 'one', 'two']) await tellAnswer(deficiency, source)
    const told = await world.rows(reporterNews, { milestone: 'answer' })
    expect(told.map(({ sourceId }) => sourceId)).to.have.members(['one', 'two'])
  })

  it('waits in the tray of its meeting; two decisions leave as one letter, and the week counts from then', async () => {
    await board.report(await board.deficiency())
    const { meeting } = await board.open()
    for (const nr of [1, 2]) await board.decide(meeting, nr, 'monitor')
    await board.end(meeting)
    await sendDigests(world.works)
    expect(await templatesTo(world, board.ombud)).to.deep.equal(['following.digest'])
    const tray = await board.convener.get(`/moten/${meeting.id}/utkorg`)
    expect(tray.$('tbody tr')).to.have.length(2)
    await board.later('2026-12-10T09:00:00Z')
    await board.finish(meeting)
    const [, told, ...more] = await lettersTo(world, board.ombud)
    expect(more).to.deep.equal([])
    expect(told?.facts['lines']).to.match(/^SF.*: Beslut\. Notera och bevaka, § 1\/2026, .*\nSF.*: Beslut\..*§ 2\/2026/)
    await tellAnswer()
    await daysLater(world, 6)
    expect(await lettersTo(world, board.ombud)).to.have.length(2)
    await daysLater(world, 1)
    expect(await templatesTo(world, board.ombud)).to.deep.equal([
      'following.digest',
      'following.digest',
      'answers.told',
    ])
  })

  it('leaves the tray into the digest for who has had a letter that week', async () => {
    await tellAnswer()
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'monitor')
    await board.end(meeting)
    await board.finish(meeting)
    expect(await templatesTo(world, board.ombud)).to.deep.equal(['answers.told'])
    expect(await world.mails({ state: 'held' })).to.deep.equal([])
    await daysLater(world, 7)
    expect((await lettersTo(world, board.ombud)).at(-1)?.facts['lines']).to.contain('Beslut. Notera och bevaka')
  })

  it('is not for who has left, nor closed her account, nor withdrawn the report', async () => {
    await tellAnswer()
    await tellAnswer()
    await world.given(ctx => ctx.rows(grants).remove({ personId: board.ombud.id }))
    await daysLater(world, 8)
    expect(await templatesTo(world, board.ombud)).to.have.length(1)

    const second = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    const third = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    for (const { id } of [second, third]) await board.report(deficiency, { ombudId: id })
    await tellAnswer()
    await tellAnswer()
    await world.given(async ctx => {
      await ctx.rows(people).change(second.id, { state: 'closed' })
      await ctx.rows(observations).changeAll({ ombudId: third.id }, { state: 'withdrawn' })
    })
    await daysLater(world, 8)
    for (const person of [second, third]) expect(await templatesTo(world, person)).to.have.length(1)
    expect(await world.rows(reporterNews, { state: 'waiting' })).to.deep.equal([])
  })

  it('follows a merge: who reported the one is told of the other', async () => {
    const other = await board.deficiency()
    await tellAnswer()
    await tellAnswer()
    await board.given.as('coordinator', { officeId: board.office.id })
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    const preview = await coordinator.get(`/systemfel/${deficiency.number}/sla-ihop?med=${other.number}`)
    await preview.form('Slå ihop').submit({ number: other.number })
    expect((await board.now(deficiency)).state).to.equal('merged')
    await tellAnswer(await board.now(other))
    await daysLater(world, 8)
    const lines = String((await lettersTo(world, board.ombud)).at(-1)?.facts['lines']).split('\n')
    expect(lines.filter(line => line.startsWith(`${deficiency.number}: Svar`))).to.have.length(1)
    expect(lines.filter(line => line.startsWith(`${other.number}: Svar`))).to.have.length(1)
    expect(lines.filter(line => line.includes('Lever vidare som'))).to.have.length(1)
  })

  it('keeps a report about the own employer to her who wrote it', async () => {
    const colleague = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    const coordinator = await board.given.person([{ role: 'coordinator', officeId: board.office.id }])
    const own = await board.report(await board.deficiency(), { ownEmployer: true })
    await tellAnswer(own)
    await daysLater(world, 8)
    expect(await templatesTo(world, board.ombud)).to.include('answers.told')
    for (const person of [colleague, coordinator]) expect(await lettersTo(world, person)).to.deep.equal([])
  })
})
