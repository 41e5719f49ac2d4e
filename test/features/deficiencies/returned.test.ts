import { expect } from 'chai'
import { answers, BY_LINK } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { lastReturn, latestBefore, type Step } from '#src/features/deficiencies/returned.rules.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

const returned = (page: Page): string => page.$('.app-returned').text().replace(/\s+/g, ' ').trim()

describe('A systemfel that came back', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.deficiency()
  })
  const show = async (): Promise<Page> => board.convener.get(`/systemfel/${deficiency.number}`)
  const change = (act: 'close' | 'accept') =>
    world.given(async ctx => changeState(ctx, await ctx.rows(deficiencies).get({ id: deficiency.id }), act))

  it('says first when it ended and came back, and what was decided, answered and found out then', async () => {
    world.clock.moveTo('2026-01-10T09:00:00Z')
    await world.given(async ctx => {
      const asked = { contactId: board.contact.id, question: 'När?', termDays: 30 }
      const { id: requestId } = await askAgency(ctx, {
        ...asked,
        deficiency,
        groupId: board.group.id,
        officeId: board.office.id,
      })
      const answer = { kind: 'changed', text: 'Vi har en ny rutin.', changeDay: '2026-01-05', otherBody: null } as const
      const at = { receivedAt: ctx.now, notedAt: null }
      await ctx
        .rows(answers)
        .insert({ ...BY_LINK, id: ctx.newId(), requestId, deficiencyId: deficiency.id, ...answer, ...at })
    })
    await board.later('2026-02-02T09:00:00Z')
    const { meeting } = await board.open('2026-02-02')
    await board.decide(meeting, 1, 'accept')
    await board.end(meeting)
    await world.given(async ctx => {
      const [first, later] = await ctx.rows(effectChecks).all({ deficiencyId: deficiency.id }, { months: 'ASC' })
      await ctx
        .rows(effectChecks)
        .change(first?.id ?? '', { state: 'answered', answer: 'partly', dueDay: '2026-05-02' })
      await ctx.rows(effectChecks).change(later?.id ?? '', { state: 'answered', answer: 'yes', dueDay: '2026-06-02' })
    })
    await board.later('2026-06-10T09:00:00Z')
    await world.given(async ctx => {
      await ctx.rows(deficiencies).change(deficiency.id, { state: 'remedied' })
      await changeState(ctx, await ctx.rows(deficiencies).get({ id: deficiency.id }), 'close')
    })
    expect(returned(await show()), 'not while it is closed').to.equal('')
    await board.later('2026-11-21T09:00:00Z')
    await board.report(deficiency)
    const page = await show()
    expect(returned(page)).to.equal(
      'Det avslutades 10 juni 2026 (avslutat utan åtgärd) och kom tillbaka 21 november 2026. Förra gången: ' +
        'beslut § 1 2 februari 2026: Godta svaret och följ upp effekten' +
        'svar 10 januari 2026: Vi har ändrateffekt efter 9 månader: Ja, hindret är borta',
    )
    const order = page.html.indexOf('app-returned')
    expect(order).to.be.lessThan(page.html.indexOf('app-hero'))
    const next = await board.open('2026-11-21')
    expect(returned(await show()), 'until it is decided on anew').to.contain('kom tillbaka')
    await board.decide(next.meeting, 1, 'monitor')
    expect(returned(await show())).to.equal('')
  })

  it('says so also where nothing was done the last time', async () => {
    await change('close')
    await board.later('2026-12-01T09:00:00Z')
    await board.report(deficiency)
    expect(returned(await show()))
      .to.contain('kom tillbaka 1 december 2026')
      .and.contain('inget beslut, svar eller effekt')
  })

  const step = (state: Step['state'], act: string, day: string): Step => ({
    state,
    act,
    at: new Date(`${day}T09:00:00Z`),
  })
  const HISTORIES: readonly (readonly [string, readonly Step[], string | null])[] = [
    ['none that is new', [step('new', 'made', '2026-01-01')], null],
    ['none that is closed', [step('new', 'made', '2026-01-01'), step('closed', 'close', '2026-02-01')], null],
    [
      'one that came back',
      [step('closed', 'close', '2026-02-01'), step('returned', 'return', '2026-03-01')],
      '2026-02-01 2026-03-01',
    ],
    [
      'the last of two times',
      [
        step('closed', 'close', '2026-02-01'),
        step('returned', 'return', '2026-03-01'),
        step('eased', 'x', '2026-04-01'),
        step('returned', 'return', '2026-05-01'),
        step('on_agenda', 'place', '2026-06-01'),
      ],
      '2026-04-01 2026-05-01',
    ],
    [
      'none that has ended again',
      [step('returned', 'return', '2026-03-01'), step('closed', 'close', '2026-04-01')],
      null,
    ],
  ]
  for (const [claim, steps, wanted] of HISTORIES)
    it(`is ${claim}`, () => {
      const back = lastReturn(steps)
      const day = (at: Date | undefined): string => at?.toISOString().slice(0, 10) ?? ''
      expect(back && `${day(back.ended?.at)} ${day(back.at)}`).to.equal(wanted)
    })

  it('takes the latest before, of several, and none that is not dated', () => {
    const days = ['2026-01-03', '2026-01-01', null, '2026-01-05', '2026-01-02']
    const at = (day: string | null): Date | null => (day === null ? null : new Date(day))
    expect(latestBefore(days, at, new Date('2026-01-05'))).to.equal('2026-01-03')
    expect(latestBefore(days, at, new Date('2026-01-01'))).to.equal(null)
  })
})
