import { expect } from 'chai'
import { linkPolicy, seesPlaces } from '#src/features/links/link.policy.ts'
import { type Actor, type Grant, NOBODY, ROLES, SYSTEM } from '#src/kernel/actor.ts'

const NONE: Grant = { role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null }
const person = (...grants: readonly Partial<Grant>[]): Actor => ({
  ...{ ...NOBODY, kind: 'person', id: 'x', grants: grants.map(grant => ({ ...NONE, ...grant })) },
})
const analyst = (...municipalityIds: string[]): Actor => ({
  ...person({ role: 'analyst', areaId: 'area' }),
  municipalityIds,
})
const from = { officeId: 'here', circle: ['here', 'group', 'both', 'tyreso'] }
const to = { officeId: 'there', circle: ['there', 'far', 'both', 'haninge'] }

/** Who asks, and what she may do about the two, reading the one that she stands at first. */
const MATRIX: readonly (readonly [string, Actor, string])[] = [
  ['nobody', NOBODY, ''],
  ['the system', SYSTEM, ''],
  ['an ombud of the one', person({ role: 'ombud', officeId: 'here' }), 'view'],
  ['a coordinator of the one', person({ role: 'coordinator', officeId: 'here' }), 'view liken unliken'],
  ['a coordinator of the other', person({ role: 'coordinator', officeId: 'there' }), 'view unliken'],
  ['a coordinator of both', person({ role: 'coordinator', officeId: 'both' }), 'view merge liken unliken'],
  [
    'a coordinator of one office in each',
    person({ role: 'coordinator', officeId: 'here' }, { role: 'coordinator', officeId: 'there' }),
    'view merge liken unliken',
  ],
  [
    'a coordinator of the one who is an ombud of the other',
    person({ role: 'coordinator', officeId: 'here' }, { role: 'ombud', officeId: 'there' }),
    'view liken unliken',
  ],
  ['a convener of the one', person({ role: 'convener', groupId: 'group' }), 'view liken unliken'],
  ['a convener of the other', person({ role: 'convener', groupId: 'far' }), 'view unliken'],
  ['a member of the one’s group', person({ role: 'member', groupId: 'group' }), 'view'],
  ['an analyst of the one’s area', analyst('tyreso'), 'view liken study'],
  ['an analyst of the other’s', analyst('haninge'), 'view'],
  ['an analyst of neither', analyst('nacka'), ''],
  ['a coordinator elsewhere', person({ role: 'coordinator', officeId: 'elsewhere' }), ''],
  ['an administrator', person({ role: 'admin' }), ''],
]

describe('Who may say what of two systemfel', () => {
  const rules = Object.keys(linkPolicy.rules) as (keyof typeof linkPolicy.rules)[]
  for (const [who, actor, allowed] of MATRIX)
    it(`${who}: ${allowed || 'nothing'}`, () => {
      const may = rules.filter(rule => linkPolicy.can(actor, rule, { from, to }))
      expect(may).to.have.members(allowed.split(' ').filter(Boolean))
    })

  it('has a row for every role', () => {
    const met = new Set(MATRIX.flatMap(([, actor]) => actor.grants.map(({ role }) => role)))
    expect([...met]).to.have.members([...ROLES])
  })

  it('tells where else it is found to coordinators and analysts of the one', () => {
    const told = MATRIX.filter(([, actor]) => seesPlaces(actor, from)).map(([who]) => who)
    expect(told).to.deep.equal([
      'a coordinator of the one',
      'a coordinator of both',
      'a coordinator of one office in each',
      'a coordinator of the one who is an ombud of the other',
      'an analyst of the one’s area',
    ])
  })
})
