import { expect } from 'chai'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { deficiencies, STATES, type State, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { ACTS, type Act, EFFECT_ACTS, isOpen, lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { ROLES } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

/** What a group may decide on anything that is open, and where it leads; only its convener may. */
const DECISIONS: Partial<Record<Act, State>> = {
  ask: 'awaiting_answer',
  commit: 'action_under_way',
  investigate: 'investigating',
  lift: 'lifted',
  postpone: 'postponed',
  monitor: 'monitored',
  accept: 'remedied',
  close: 'closed',
}
/** Where being put on an agenda leads from each open state: what is under way stays what it is. */
const PLACED: Partial<Record<State, State>> = {
  new: 'on_agenda',
  on_agenda: 'on_agenda',
  postponed: 'on_agenda',
  awaiting_answer: 'awaiting_answer',
  action_under_way: 'action_under_way',
  investigating: 'investigating',
  lifted: 'lifted',
  monitored: 'on_agenda',
  remedied: 'remedied',
  effect_unknown: 'effect_unknown',
  returned: 'on_agenda',
}
/** What a merged one brings along that waits, and where that leads what has nothing under way. */
const INHERITED: Partial<Record<Act, State>> = {
  inheritRequest: 'awaiting_answer',
  inheritAction: 'action_under_way',
  inheritLift: 'lifted',
}
const IDLE: readonly State[] = ['new', 'on_agenda', 'postponed', 'monitored', 'returned']
/** What comes of the words of ombud on what was accepted; and of what the group makes of them. */
const EFFECTS: Partial<Record<Act, { to: State; by: readonly string[] }>> = {
  confirm: { to: 'resolved', by: ['ombud'] },
  refute: { to: 'on_agenda', by: ['ombud', 'coordinator'] },
  ease: { to: 'eased', by: ['convener'] },
  keepOpen: { to: 'monitored', by: ['convener'] },
}
/** What a new report opens again. */
const CLOSED: readonly State[] = ['resolved', 'eased', 'closed']

/** The whole table by hand: for a state and an act, who may do it and where it leads. */
function expected(state: State, act: Act): { to: State; by: readonly string[] } | null {
  const placed = PLACED[state]
  if (placed === undefined) return ended(state, act)
  if (act === 'place') return { to: placed, by: ['convener', 'coordinator'] }
  if (act === 'askDirectly') return { to: 'awaiting_answer', by: ['coordinator'] }
  if (act === 'merge') return { to: 'merged', by: ['coordinator'] }
  if (act in INHERITED) return inherited(state, act)
  if ((EFFECT_ACTS as readonly Act[]).includes(act)) return ofEffect(state, act)
  const decided = DECISIONS[act]
  return decided === undefined ? null : { to: decided, by: ['convener'] }
}

function ended(state: State, act: Act): ReturnType<typeof expected> {
  if (state === 'closed' && act === 'correct') return { to: 'on_agenda', by: ['convener'] }
  return act === 'return' && CLOSED.includes(state) ? { to: 'returned', by: ['ombud', 'coordinator'] } : null
}

function ofEffect(state: State, act: Act): ReturnType<typeof expected> {
  if (state === 'remedied' && act === 'effectUnknown') return { to: 'effect_unknown', by: [] }
  if (state === 'effect_unknown' && act === 'followEffect') return { to: 'remedied', by: ['ombud', 'coordinator'] }
  return state === 'remedied' || state === 'effect_unknown' ? (EFFECTS[act] ?? null) : null
}

function inherited(state: State, act: Act): ReturnType<typeof expected> {
  return IDLE.includes(state) ? { to: INHERITED[act] as State, by: ['coordinator'] } : null
}

function checkCell(state: State, act: Act): void {
  const cell = expected(state, act)
  const allowed = ROLES.filter(role => lifecycle.allows(state, act, [role]))
  expect(allowed, `${state} ${act}`).to.have.members([...(cell?.by ?? [])])
  expect(lifecycle.allows(state, act), `${state} ${act}`).to.equal(cell !== null)
  if (cell === null) expect(() => lifecycle.next(state, act), `${state} ${act}`).to.throw(Conflict)
  else expect(lifecycle.next(state, act), `${state} ${act}`).to.equal(cell.to)
}

describe('C8: the life of a systemfel', () => {
  it('has 15 states, 22 acts and 6 roles', () => {
    expect([STATES.length, ACTS.length, ROLES.length]).to.deep.equal([15, 22, 6])
  })

  for (const state of STATES)
    it(`lets exactly those act on “${state}” who may, and leads where it should`, () => {
      for (const act of ACTS) checkCell(state, act)
    })

  it('asks for a reason to close without action, and for nothing else', () => {
    const withReason = ACTS.filter(act => lifecycle.table.new[act]?.reason)
    expect(withReason).to.deep.equal(['close'])
  })

  it('asks for a reason to set it as eased, or to keep it open', () => {
    const withReason = ACTS.filter(act => lifecycle.table.remedied[act]?.reason)
    expect(withReason).to.deep.equal(['close', 'ease', 'keepOpen'])
  })

  it('lets nobody but an ombud confirm, from any state', () => {
    for (const state of STATES)
      for (const role of ROLES)
        expect(lifecycle.allows(state, 'confirm', [role]), `${state} ${role}`).to.equal(
          role === 'ombud' && (state === 'remedied' || state === 'effect_unknown'),
        )
    const resolving = STATES.flatMap(state => ACTS.filter(act => lifecycle.table[state][act]?.to === 'resolved'))
    expect(new Set(resolving)).to.deep.equal(new Set(['confirm']))
  })

  it('is open in eleven states', () => {
    expect(STATES.filter(isOpen)).to.deep.equal(Object.keys(PLACED))
  })
})

describe('C8: changing the state of a systemfel', () => {
  it('refuses every act that the table has not, and leaves nothing behind', async () => {
    const world = await World.open()
    const office = await new Given(world).office()
    const deficiency = await deficiencyOf(world, office)
    for (const state of STATES)
      for (const act of ACTS.filter(act => expected(state, act) === null)) {
        const attempt = world.given(ctx => changeState(ctx, { ...deficiency, state }, act))
        expect(await attempt.catch((error: unknown) => error), `${state} ${act}`).to.be.instanceOf(Conflict)
      }
    expect(await world.row(deficiencies, { id: deficiency.id })).to.include({ state: 'new', version: 1 })
    expect(await world.rows(stateChanges, { deficiencyId: deficiency.id })).to.have.length(1)
  })

  it('keeps when each state began, and when it ended', async () => {
    const world = await World.open()
    const { id } = await deficiencyOf(world, await new Given(world).office())
    world.clock.moveTo('2026-12-01T10:00:00Z')
    const closed = await world.given(async ctx => changeState(ctx, await ctx.rows(deficiencies).get({ id }), 'close'))
    expect(closed.closedAt).to.deep.equal(new Date('2026-12-01T10:00:00Z'))
    world.clock.moveTo('2026-12-24T10:00:00Z')
    const again = await world.given(async ctx => changeState(ctx, await ctx.rows(deficiencies).get({ id }), 'return'))
    expect(again).to.deep.include({ state: 'returned', closedAt: null, stateSince: new Date('2026-12-24T10:00:00Z') })
    const steps = await world.rows(stateChanges, { deficiencyId: id })
    expect(steps.map(({ state, act }) => [state, act])).to.have.deep.members([
      ['new', 'made'],
      ['closed', 'close'],
      ['returned', 'return'],
    ])
  })
})
