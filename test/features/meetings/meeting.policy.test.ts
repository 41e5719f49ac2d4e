import { expect } from 'chai'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { type Actor, type Grant, NOBODY, SYSTEM } from '#src/kernel/actor.ts'

const MEETING = { groupId: 'g1', officeIds: ['o1', 'o2'] }
const someone = (grant: Partial<Grant>): Actor => ({
  ...NOBODY,
  kind: 'person',
  grants: [{ role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null, ...grant }],
  municipalityIds: ['m1'],
})
const ACTORS: readonly [string, Actor, string][] = [
  ['the convener of the group', someone({ role: 'convener', groupId: 'g1' }), 'view follow lead'],
  ['a member of the group', someone({ role: 'member', groupId: 'g1' }), 'view follow suggest'],
  ['an ombud of an office it serves', someone({ role: 'ombud', officeId: 'o2' }), 'view'],
  ['a coordinator of an office it serves', someone({ role: 'coordinator', officeId: 'o1' }), 'view'],
  ['the convener of another group', someone({ role: 'convener', groupId: 'g2' }), ''],
  ['a member of another group', someone({ role: 'member', groupId: 'g2' }), ''],
  ['a coordinator elsewhere', someone({ role: 'coordinator', officeId: 'o3' }), ''],
  ['an analyst of the area', someone({ role: 'analyst', areaId: 'a1' }), ''],
  ['an administrator', someone({ role: 'admin' }), ''],
  ['somebody without grants', { ...NOBODY, kind: 'person' }, ''],
  ['the holder of a link', { ...NOBODY, kind: 'link' }, ''],
  ['the system', SYSTEM, ''],
  ['nobody', NOBODY, ''],
]

describe('Who may do what to a meeting', () => {
  for (const [who, actor, acts] of ACTORS)
    it(`${who}: ${acts === '' ? 'nothing' : acts}`, () => {
      const may = (['view', 'follow', 'suggest', 'lead'] as const).filter(act => meetingPolicy.can(actor, act, MEETING))
      expect(may.join(' ')).to.equal(acts)
    })
})
