import { expect } from 'chai'
import { WITHHELD_STATES } from '#src/features/withholding/withheld-text.entity.ts'
import { WITHHELD_ACTS, withheldLifecycle } from '#src/features/withholding/withheld-text.lifecycle.ts'
import { withheldPolicy } from '#src/features/withholding/withheld-text.policy.ts'
import { type Actor, NOBODY, ROLES } from '#src/kernel/actor.ts'

describe('A withheld text', () => {
  it('C8: is decided once, by lifting or by correcting', () => {
    const cells = WITHHELD_STATES.flatMap(state =>
      WITHHELD_ACTS.map(act => [state, act, withheldLifecycle.table[state][act]?.to ?? '–']),
    )
    expect(cells).to.deep.equal([
      ['withheld', 'release', 'released'],
      ['withheld', 'correct', 'corrected'],
      ['released', 'release', '–'],
      ['released', 'correct', '–'],
      ['corrected', 'release', '–'],
      ['corrected', 'correct', '–'],
    ])
  })

  it('exists for the coordinators of a responsible office only', () => {
    const actor = (role: (typeof ROLES)[number], officeId: string): Actor => ({
      ...NOBODY,
      kind: 'person',
      grants: [{ role, officeId, groupId: officeId, areaId: null, organisationId: null }],
    })
    const seen = ROLES.flatMap(role =>
      ['a', 'b', 'c']
        .filter(office => withheldPolicy.can(actor(role, office), 'view', { officeIds: ['a', 'b'] }))
        .map(office => `${role} ${office}`),
    )
    expect(seen).to.deep.equal(['coordinator a', 'coordinator b'])
  })
})
