import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { reporterNews } from '#src/features/following/reporter-news.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { daysLater, lettersTo } from './told.ts'

describe('How often somebody is mailed about what she reported', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.report(await board.deficiency())
  })
  const tell = () => world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', { answerKind: 'Vi utreder' }))
  const choose = async (frequency: string) => {
    const page = await (await board.given.browserOf(board.ombud)).get('/min-sida')
    return page.form('Spara valet').submit({ frequency })
  }

  it('is chosen on Min sida, shown there, and logged as a code', async () => {
    const browser = await board.given.browserOf(board.ombud)
    expect((await browser.get('/min-sida')).form('Spara valet').fields['frequency']).to.equal('prompt')
    const saved = await choose('weekly')
    expect(saved.notice).to.contain('Ditt val är sparat')
    expect(saved.form('Spara valet').fields['frequency']).to.equal('weekly')
    await choose('none')
    const events = await world.rows(auditEvents, { action: 'person.newsChosen' })
    expect(events.map(({ details }) => details)).to.deep.equal([{ frequency: 'weekly' }, { frequency: 'none' }])
  })

  it('weekly: nothing before Monday, then all of it', async () => {
    // A Saturday.
    await choose('weekly')
    await tell()
    await daysLater(world, 1)
    expect(await lettersTo(world, board.ombud)).to.deep.equal([])
    await daysLater(world, 1)
    expect((await lettersTo(world, board.ombud)).map(({ facts }) => facts['count'])).to.deep.equal([2])
  })

  it('none: no letter, not of what waits, nor of what lies in a tray, and none later of what happened meanwhile', async () => {
    await tell()
    await tell()
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'monitor')
    await choose('none')
    await board.end(meeting)
    await board.finish(meeting)
    await tell()
    await daysLater(world, 30)
    expect(await lettersTo(world, board.ombud)).to.have.length(1)
    await choose('prompt')
    await daysLater(world, 30)
    expect(await lettersTo(world, board.ombud)).to.have.length(1)
    const states = (await world.rows(reporterNews)).map(({ state }) => state)
    expect(states.filter(state => state !== 'silent')).to.deep.equal(['told'])
  })

  it('is not offered to those who report nothing', async () => {
    expect((await board.convener.get('/min-sida')).text).to.not.contain('Brev om det du har rapporterat')
    expect((await board.convener.post('/min-sida/brev', { frequency: 'none' })).status).to.equal(403)
  })
})
