import { expect } from 'chai'
import { ACTION_STATES } from '#src/features/actions/action.entity.ts'
import { ACTION_ACTS, actionLifecycle } from '#src/features/actions/action.lifecycle.ts'
import { actionPolicy } from '#src/features/actions/action.policy.ts'
import { type Actor, type Grant, NOBODY, ROLES, SYSTEM } from '#src/kernel/actor.ts'

const actor = (...granted: Partial<Grant>[]): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: 'p',
  grants: granted.map(grant => ({
    ...{ role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null },
    ...grant,
  })),
})
const RULES = ['view', 'change', 'answer', 'askDue'] as const
const allowed = (who: Actor, subject: Parameters<typeof actionPolicy.can>[2]): string[] =>
  RULES.filter(rule => actionPolicy.can(who, rule, subject))

const deficiency = { circle: ['o1', 'g1', 'm1'], officeId: 'o1' }
const ofAgency = { deficiency, owners: ['unit', 'agency'] }
const ofOffice = { deficiency, owners: ['o1'] }

describe('Who reads and keeps an action', () => {
  const scopes = [{ officeId: 'o1' }, { officeId: 'o9' }, { groupId: 'g1' }, { groupId: 'g9' }, {}]
  const keepers = ['coordinator of o1', 'convener of g1']
  for (const { role, scope } of ROLES.flatMap(each => scopes.map(one => ({ role: each, scope: one })))) {
    const where = Object.values(scope)[0] ?? 'nowhere'
    const views = ['o1', 'g1'].includes(where)
    const keeps = keepers.includes(`${role} of ${where}`)
    it(`${role} of ${where} ${views ? 'reads' : 'does not read'} it and ${keeps ? 'keeps' : 'does not keep'} it`, () => {
      expect(allowed(actor({ role, ...scope }), ofAgency)).to.deep.equal([
        ...(views ? ['view'] : []),
        ...(keeps ? ['change', 'answer'] : []),
      ])
    })
  }
})

describe('Who answers for an action', () => {
  const answering: readonly [string, Actor, boolean][] = [
    ['for the unit itself', actor({ role: 'member', groupId: 'g1', organisationId: 'unit' }), true],
    ['for the body it is a unit of', actor({ role: 'member', groupId: 'g1', organisationId: 'agency' }), true],
    ['for another organisation', actor({ role: 'member', groupId: 'g1', organisationId: 'other' }), false],
    ['in a group outside the circle', actor({ role: 'member', groupId: 'g9', organisationId: 'unit' }), false],
    ['for nobody', actor({ role: 'member', groupId: 'g1' }), false],
  ]
  for (const [speaking, who, answers] of answering)
    it(`a member who speaks ${speaking} ${answers ? 'answers for it, and asks for more time' : 'does not answer for it'}`, () => {
      expect(allowed(who, ofAgency).filter(rule => rule !== 'view')).to.deep.equal(answers ? ['answer', 'askDue'] : [])
    })
  it('what is the office’s own is answered for by its ombud', () => {
    const ombud = actor({ role: 'ombud', officeId: 'o1' })
    expect(allowed(ombud, ofOffice)).to.deep.equal(['view', 'answer', 'askDue'])
    expect(allowed(ombud, ofAgency)).to.deep.equal(['view'])
  })
  it('who keeps it changes the day and does not ask for it, also when she speaks for the owner', () => {
    const both = actor({ role: 'convener', groupId: 'g1' }, { role: 'member', groupId: 'g1', organisationId: 'unit' })
    expect(allowed(both, ofAgency)).to.deep.equal(['view', 'change', 'answer'])
  })
  it('who comes by a link that has been checked answers, and keeps nothing', () => {
    expect(allowed(NOBODY, { ...ofAgency, invitation: {} })).to.deep.equal(['answer', 'askDue'])
  })
  it('nobody and the system are let in nowhere, an analyst of the municipality only reads', () => {
    for (const who of [NOBODY, SYSTEM]) expect(allowed(who, ofAgency)).to.deep.equal([])
    const analyst = { ...actor({ role: 'analyst', areaId: 'a1' }), municipalityIds: ['m1'] }
    expect(allowed(analyst, ofAgency)).to.deep.equal(['view'])
  })
})

describe('The life of an action (C8)', () => {
  const keepers = ['coordinator', 'convener']
  const doers = [...keepers, 'member', 'ombud']
  const owners = ['member', 'ombud']
  const open: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'proposed accept': ['accepted', doers],
    'proposed decline': ['declined', doers],
    'proposed askDue': ['proposed', owners],
    'proposed changeDue': ['proposed', keepers],
    'proposed cancel': ['cancelled', keepers],
    'accepted note': ['accepted', doers],
    'accepted complete': ['done', doers],
    'accepted askDue': ['accepted', owners],
    'accepted changeDue': ['accepted', keepers],
    'accepted cancel': ['cancelled', keepers],
  }
  for (const state of ACTION_STATES)
    for (const act of ACTION_ACTS) {
      const [to, by = []] = open[`${state} ${act}`] ?? []
      it(to === undefined ? `${act} is refused when it is ${state}` : `${act} takes it from ${state} to ${to}`, () => {
        expect(actionLifecycle.allows(state, act)).to.equal(to !== undefined)
        if (to === undefined) expect(() => actionLifecycle.next(state, act)).to.throw('errors.notFromHere')
        else expect(actionLifecycle.next(state, act)).to.equal(to)
        for (const role of ROLES) expect(actionLifecycle.allows(state, act, [role]), role).to.equal(by.includes(role))
      })
    }
})
