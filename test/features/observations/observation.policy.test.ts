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
/** Written by herself, and with her. */
const HERS = { officeId: 'own', ombudId: 'author', writtenById: null, keeperId: null, handedAt: null }
const HANDED = new Date('2026-11-01T08:00:00Z')

/** Who asks, and the rules that let them, for a draft and for what has been sent. */
const MATRIX: readonly (readonly [string, Actor, draft: string, sent: string])[] = [
  ['nobody', NOBODY, '', ''],
  ['the system', SYSTEM, '', ''],
  [
    'the author',
    person('author', { role: 'ombud', ...own }),
    'view save discard add withdraw handOver',
    'view save add withdraw handOver',
  ],
  ['a colleague', person('other', { role: 'ombud', ...own }), 'add', 'view save add'],
  ['the coordinator', person('chief', { role: 'coordinator', ...own }), 'triage handOver', 'view triage handOver'],
  [
    'a lone ombud, her own coordinator',
    person('author', { role: 'ombud', ...own }, { role: 'coordinator', ...own }),
    'view save discard add withdraw triage handOver',
    'view save add withdraw triage handOver',
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

const STAFF = {
  author: person('author', { role: 'ombud', ...own }),
  colleague: person('other', { role: 'ombud', ...own }),
  keeper: person('keeper', { role: 'ombud', ...own }),
  coordinator: person('chief', { role: 'coordinator', ...own }),
  'the author who has left': person('author', { role: 'ombud', officeId: 'new' }),
  'a coordinator elsewhere': person('x', { role: 'coordinator', officeId: 'other' }),
} as const
const KEPT = { keeperId: 'keeper', handedAt: HANDED }
const OFFICES = { keeperId: null, handedAt: HANDED }

/** What has been handed over, and what is written for somebody: a draft, and what has been sent. */
const CARRIED: readonly (readonly [
  whose: string,
  report: Partial<typeof HERS> | typeof KEPT | typeof OFFICES | { readonly writtenById: string },
  who: keyof typeof STAFF,
  draft: string,
  sent: string,
])[] = [
  ['handed to a colleague', KEPT, 'author', 'view save discard add withdraw', 'view save add withdraw'],
  [
    'handed to a colleague',
    KEPT,
    'keeper',
    'view save discard add withdraw handOver',
    'view save add withdraw handOver',
  ],
  ['handed to a colleague', KEPT, 'colleague', 'add', 'view save add'],
  ['handed to a colleague', KEPT, 'coordinator', 'triage handOver', 'view triage handOver'],
  ['handed to a colleague', KEPT, 'the author who has left', 'discard', ''],
  ['handed to the office', OFFICES, 'author', 'view save discard add withdraw', 'view save add withdraw'],
  ['handed to the office', OFFICES, 'colleague', 'view save discard add', 'view save add'],
  [
    'handed to the office',
    OFFICES,
    'coordinator',
    'view save discard add triage handOver',
    'view save add triage handOver',
  ],
  ['handed to the office', OFFICES, 'a coordinator elsewhere', '', ''],
  [
    'written by the coordinator',
    { writtenById: 'chief' },
    'coordinator',
    'view save discard add triage handOver',
    'view save add triage handOver',
  ],
  [
    'written by the coordinator',
    { writtenById: 'chief' },
    'author',
    'view save discard add withdraw handOver',
    'view save add withdraw handOver',
  ],
  ['written by the coordinator', { writtenById: 'chief' }, 'colleague', 'add', 'view save add'],
  ['written by a colleague', { writtenById: 'other' }, 'colleague', 'view save discard add', 'view save add'],
  ['written by a colleague', { writtenById: 'other' }, 'coordinator', 'triage handOver', 'view triage handOver'],
]

describe('Who may do what to a report (Z1)', () => {
  const rules = Object.keys(observationPolicy.rules) as (keyof typeof observationPolicy.rules)[]
  for (const [who, actor, draft, sent] of MATRIX)
    for (const state of OBSERVATION_STATES)
      it(`${who}: ${state}`, () => {
        const report = { ...HERS, state }
        const allowed = rules.filter(rule => observationPolicy.can(actor, rule, report))
        const expected = (state === 'draft' ? draft : sent).split(' ').filter(Boolean)
        expect(allowed).to.have.members(expected)
      })

  for (const [whose, report, who, draft, sent] of CARRIED)
    for (const state of OBSERVATION_STATES)
      it(`${whose}, ${state}: ${who}`, () => {
        const actor = STAFF[who]
        const allowed = rules.filter(rule => observationPolicy.can(actor, rule, { ...HERS, ...report, state }))
        expect(allowed).to.have.members((state === 'draft' ? draft : sent).split(' ').filter(Boolean))
      })

  it('has a row for every role', () => {
    const met = new Set(MATRIX.flatMap(([, actor]) => actor.grants.map(({ role }) => role)))
    expect([...met]).to.have.members([...ROLES])
  })

  it('offers only what is both allowed and open', () => {
    const lone = person('author', { role: 'ombud', ...own }, { role: 'coordinator', ...own })
    const offered = (state: (typeof OBSERVATION_STATES)[number]): string[] =>
      OBSERVATION_ACTS.filter(act => isOffered(lone, act, { ...HERS, state }))
    expect(offered('draft')).to.deep.equal(['save', 'send', 'handOver'])
    expect(offered('sent')).to.deep.equal([
      ...['add', 'withdraw', 'link', 'return', 'dismiss', 'hold', 'resume', 'handOver'],
    ])
    expect(offered('not_systemic')).to.deep.equal(['add', 'reopen'])
    expect(offered('withdrawn')).to.deep.equal([])
    const colleague = person('other', { role: 'ombud', ...own })
    expect(isOffered(colleague, 'withdraw', { ...HERS, state: 'sent' })).to.equal(false)
  })
})
