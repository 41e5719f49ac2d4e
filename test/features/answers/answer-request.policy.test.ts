import { expect } from 'chai'
import { REQUEST_STATES } from '#src/features/answers/answer.entity.ts'
import { answerFaults, linkExpiry, reportBand, settled } from '#src/features/answers/answer.rules.ts'
import { REQUEST_ACTS, requestLifecycle } from '#src/features/answers/answer-request.lifecycle.ts'
import { mayAskDirectly, requestPolicy } from '#src/features/answers/answer-request.policy.ts'
import { STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { LEVELS } from '#src/features/deficiencies/words.ts'
import { type Actor, type Grant, NOBODY, ROLES, SYSTEM } from '#src/kernel/actor.ts'

const actor = (...grants: Partial<Grant>[]): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: 'p',
  grants: grants.map(grant => ({
    role: 'ombud',
    officeId: null,
    groupId: null,
    areaId: null,
    organisationId: null,
    ...grant,
  })),
})

describe('Who may do what to a question', () => {
  const subject = {
    request: { officeId: 'o1', groupId: 'g1' },
    deficiency: { circle: ['o1', 'o2', 'g1', 'g2', 'm1'], officeId: 'o1' },
  }
  const scopes = [
    { officeId: 'o1' },
    { officeId: 'o2' },
    { officeId: 'o9' },
    { groupId: 'g1' },
    { groupId: 'g2' },
    { groupId: 'g9' },
    {},
  ]
  const cells = ROLES.flatMap(role => scopes.map(scope => ({ role, scope })))
  for (const { role, scope } of cells) {
    const where = Object.values(scope)[0] ?? 'nowhere'
    const views = ['o1', 'o2', 'g1', 'g2'].includes(where)
    const keeps = (role === 'coordinator' && where === 'o1') || (role === 'convener' && where === 'g1')
    it(`${role} of ${where} ${views ? 'reads' : 'does not read'} it and ${keeps ? 'keeps' : 'does not keep'} it`, () => {
      const who = actor({ role, ...scope })
      expect(requestPolicy.can(who, 'view', subject)).to.equal(views)
      expect(requestPolicy.can(who, 'keep', subject)).to.equal(keeps)
    })
  }
  it('nobody and the system are let in nowhere, an analyst of the municipality only reads', () => {
    for (const who of [NOBODY, SYSTEM]) {
      expect(requestPolicy.can(who, 'view', subject)).to.equal(false)
      expect(requestPolicy.can(who, 'keep', subject)).to.equal(false)
    }
    const analyst = { ...actor({ role: 'analyst', areaId: 'a1' }), municipalityIds: ['m1'] }
    expect(requestPolicy.can(analyst, 'view', subject)).to.equal(true)
    expect(requestPolicy.can(analyst, 'keep', subject)).to.equal(false)
  })

  it('a question of an office alone is kept by no convener', () => {
    const own = { ...subject, request: { officeId: 'o1', groupId: null } }
    expect(requestPolicy.can(actor({ role: 'convener', groupId: 'g1' }), 'keep', own)).to.equal(false)
  })
})

describe('Asking a unit directly', () => {
  for (const state of STATES)
    for (const level of LEVELS)
      it(`is ${level === 'caseworker' && isOpen(state) ? 'open' : 'closed'} to the coordinator for ${level}, ${state}`, () => {
        const deficiency = { state, level, circle: ['o1'], officeId: 'o1' }
        const open = level === 'caseworker' && isOpen(state)
        for (const role of ROLES)
          expect(mayAskDirectly(actor({ role, officeId: 'o1' }), deficiency), role).to.equal(
            open && role === 'coordinator',
          )
        expect(mayAskDirectly(actor({ role: 'coordinator', officeId: 'o9' }), deficiency)).to.equal(false)
      })
})

describe('The life of a question (C8)', () => {
  const open: Readonly<Record<string, string>> = {
    'tray send': 'sent',
    'tray revoke': 'revoked',
    'tray close': 'closed',
    'sent answer': 'answered',
    'sent enter': 'answered',
    'sent pass': 'sent',
    'sent askMore': 'sent',
    'sent decideMore': 'sent',
    'sent askBack': 'sent',
    'sent reply': 'sent',
    'sent revoke': 'revoked',
    'sent close': 'closed',
    'answered close': 'closed',
  }
  const CONTACT_ACTS: readonly string[] = ['answer', 'pass', 'askMore', 'askBack']
  for (const state of REQUEST_STATES)
    for (const act of REQUEST_ACTS) {
      const to = open[`${state} ${act}`]
      it(to === undefined ? `${act} is refused when it is ${state}` : `${act} takes it from ${state} to ${to}`, () => {
        expect(requestLifecycle.allows(state, act)).to.equal(to !== undefined)
        if (to === undefined) expect(() => requestLifecycle.next(state, act)).to.throw('errors.notFromHere')
        else expect(requestLifecycle.next(state, act)).to.equal(to)
        const contacts = CONTACT_ACTS.includes(act)
        expect(requestLifecycle.allows(state, act, ['contact'])).to.equal(to !== undefined && contacts)
        expect(requestLifecycle.allows(state, act, ['asker'])).to.equal(to !== undefined && !contacts)
      })
    }
})

describe('The rules of an answer', () => {
  it('count reports in bands, with fewer than five as the lowest', () => {
    expect([0, 1, 4, 5, 9, 10, 400].map(reportBand)).to.deep.equal([
      'few',
      'few',
      'few',
      'several',
      'several',
      'many',
      'many',
    ])
  })
  it('ask for words and a day where a change is claimed, and for a name where it is not theirs', () => {
    const empty = { text: null, changeDay: null, otherBody: null }
    const lacking = (['changed', 'planned', 'investigating', 'will_not', 'not_ours', 'lift'] as const).map(kind =>
      Object.keys(answerFaults({ kind, ...empty }, '2026-11-21')),
    )
    expect(lacking).to.deep.equal([
      ['text', 'changeDay'],
      ['text', 'changeDay'],
      [],
      ['text'],
      ['otherBody'],
      ['otherBody'],
    ])
  })
  it('let a change be made today and a plan be for today', () => {
    const today = { text: 'x', changeDay: '2026-11-21', otherBody: null }
    expect(answerFaults({ kind: 'changed', ...today }, '2026-11-21')).to.deep.equal({})
    expect(answerFaults({ kind: 'planned', ...today }, '2026-11-21')).to.deep.equal({})
  })
  it('keep only what belongs to the kind', () => {
    const all = { text: 'x', changeDay: '2026-11-21', otherBody: 'Regionen' }
    expect(settled({ kind: 'changed', ...all })).to.include({ changeDay: '2026-11-21', otherBody: null })
    expect(settled({ kind: 'lift', ...all })).to.include({ changeDay: null, otherBody: 'Regionen' })
    expect(settled({ kind: 'will_not', ...all })).to.include({ changeDay: null, otherBody: null })
  })
  it('give a link sixty days, or thirty beyond a longer term', () => {
    const at = new Date('2026-11-21T09:00:00Z')
    expect([7, 30, 60].map(days => linkExpiry(at, days).toISOString().slice(0, 10))).to.deep.equal([
      '2027-01-20',
      '2027-01-20',
      '2027-02-19',
    ])
  })
})
