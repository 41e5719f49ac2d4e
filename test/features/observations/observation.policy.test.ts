import { expect } from 'chai'
import { OBSERVATION_STATES } from '#src/features/observations/observation.entity.ts'
import { OBSERVATION_ACTS } from '#src/features/observations/observation.lifecycle.ts'
import { isOffered, observationPolicy } from '#src/features/observations/observation.policy.ts'
import { type Actor, type Grant, NOBODY, ROLES, SYSTEM } from '#src/kernel/actor.ts'

const NONE: Grant = { role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null }
const person = (id: string, ...grants: readonly Partial<Grant>[]): Actor => ({
  ...NOBODY,
  kind: 'person',
  id,
  grants: grants.map(grant => ({ ...NONE, ...grant })),
})
const own = { officeId: 'own' }

/** Who asks, and the rules that let them, for a draft and for what has been sent. */
const MATRIX: readonly (readonly [string, Actor, draft: string, sent: string])[] = [
  ['nobody', NOBODY, '', ''],
  ['the system', SYSTEM, '', ''],
  [
    'the author',
    person('author', { role: 'ombud', ...own }),
    'view save discard add withdraw',
    'view save add withdraw',
  ],
  ['a colleague', person('other', { role: 'ombud', ...own }), 'add', 'view save add'],
  ['the coordinator', person('chief', { role: 'coordinator', ...own }), 'triage', 'view triage'],
  [
    'a lone ombud, her own coordinator',
    person('author', { role: 'ombud', ...own }, { role: 'coordinator', ...own }),
    'view save discard add withdraw triage',
    'view save add withdraw triage',
  ],
  ['the author after leaving the office', person('author', { role: 'ombud', officeId: 'new' }), 'discard', ''],
  ['an ombud of another office', person('x', { role: 'ombud', officeId: 'other' }), '', ''],
  ['the coordinator of another office', person('x', { role: 'coordinator', officeId: 'other' }), '', ''],
  ['a convener of the group', person('x', { role: 'convener', groupId: 'group' }), '', ''],
  ['a member of the group', person('x', { role: 'member', groupId: 'group' }), '', ''],
  ['an analyst', person('x', { role: 'analyst', areaId: 'area' }), '', ''],
  ['an administrator', person('x', { role: 'admin' }), '', ''],
  ['a member who was given the office by mistake', person('x', { role: 'member', ...own }), '', ''],
]

describe('Who may do what to a report', () => {
  const rules = Object.keys(observationPolicy.rules) as (keyof typeof observationPolicy.rules)[]
  for (const [who, actor, draft, sent] of MATRIX)
    for (const state of OBSERVATION_STATES)
      it(`${who}: ${state}`, () => {
        const report = { officeId: 'own', ombudId: 'author', state }
        const allowed = rules.filter(rule => observationPolicy.can(actor, rule, report))
        const expected = (state === 'draft' ? draft : sent).split(' ').filter(Boolean)
        expect(allowed).to.have.members(expected)
      })

  it('has a row for every role', () => {
    const met = new Set(MATRIX.flatMap(([, actor]) => actor.grants.map(({ role }) => role)))
    expect([...met]).to.have.members([...ROLES])
  })

  it('offers only what is both allowed and open', () => {
    const lone = person('author', { role: 'ombud', ...own }, { role: 'coordinator', ...own })
    const offered = (state: (typeof OBSERVATION_STATES)[number]): string[] =>
      OBSERVATION_ACTS.filter(act => isOffered(lone, act, { officeId: 'own', ombudId: 'author', state }))
    expect(offered('draft')).to.deep.equal(['save', 'send'])
    expect(offered('sent')).to.deep.equal(['add', 'withdraw', 'link', 'return', 'dismiss'])
    expect(offered('withdrawn')).to.deep.equal([])
    const colleague = person('other', { role: 'ombud', ...own })
    expect(isOffered(colleague, 'withdraw', { officeId: 'own', ombudId: 'author', state: 'sent' })).to.equal(false)
  })
})
