import { expect } from 'chai'
import { forumPolicy } from '#src/features/forums/forum.policy.ts'
import { type Actor, type Grant, NOBODY } from '#src/kernel/actor.ts'

const FORUM = { groupIds: ['g'], officeIds: ['o'], municipalityId: 'm' }
const actor = (grant: Partial<Grant>, municipalityIds: readonly string[] = []): Actor => ({
  ...NOBODY,
  kind: 'person',
  id: 'p',
  municipalityIds,
  grants: [{ role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null, ...grant }],
})

describe('A forum', () => {
  const TABLE: readonly [string, Actor, boolean, boolean][] = [
    ['the convener of its group', actor({ role: 'convener', groupId: 'g' }), true, true],
    ['a member of its group', actor({ role: 'member', groupId: 'g' }), true, false],
    ['the coordinator of its office', actor({ role: 'coordinator', officeId: 'o' }), true, true],
    ['an ombud of its office', actor({ officeId: 'o' }), true, false],
    ['an analyst of its municipality', actor({ role: 'analyst', areaId: 'a' }, ['m']), true, false],
    ['the convener of another group', actor({ role: 'convener', groupId: 'h' }), false, false],
    ['the coordinator of another office', actor({ role: 'coordinator', officeId: 'n' }), false, false],
    ['an analyst of another municipality', actor({ role: 'analyst', areaId: 'a' }, ['n']), false, false],
    ['the administrator', actor({ role: 'admin' }), false, false],
    ['nobody', NOBODY, false, false],
  ]
  for (const [who, person, views, writes] of TABLE)
    it(`is ${views ? 'read' : 'not read'} and ${writes ? 'written' : 'not written'} by ${who}`, () => {
      expect([forumPolicy.can(person, 'view', FORUM), forumPolicy.can(person, 'write', FORUM)]).to.deep.equal([
        views,
        writes,
      ])
    })
  it('of a group alone is read by no analyst', () => {
    const analyst = actor({ role: 'analyst', areaId: 'a' }, ['m'])
    expect(forumPolicy.can(analyst, 'view', { ...FORUM, municipalityId: null })).to.equal(false)
  })
})
