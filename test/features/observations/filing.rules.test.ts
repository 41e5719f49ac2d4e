import { expect } from 'chai'
import { missingSteps, nextStep, previousStep, STEPS, stepPath } from '#src/features/observations/filing.rules.ts'

const DONE = {
  level: 'unsure',
  municipalityId: 'm',
  firstMonth: '2026-01',
  lastMonth: '2026-02',
  clientBand: '1',
  severity: 'hinders',
} as const

describe('The steps of a filing', () => {
  it('miss nothing when everything is answered, also when the level is uncertain', () => {
    expect(missingSteps(DONE)).to.deep.equal([])
  })
  it('miss the level, and the extent for each of its answers', () => {
    expect(missingSteps({ ...DONE, level: null })).to.deep.equal(['level'])
    for (const part of ['municipalityId', 'firstMonth', 'lastMonth', 'clientBand', 'severity'] as const)
      expect(missingSteps({ ...DONE, [part]: null }), part).to.deep.equal(['extent'])
  })
  it('lead on one by one while something is missing, and back to the check when nothing is', () => {
    const begun = { ...DONE, level: null }
    expect(STEPS.map(step => nextStep(begun, step))).to.deep.equal([
      'likeness',
      'organisation',
      'level',
      'extent',
      'check',
      'check',
    ])
    expect(STEPS.map(step => nextStep(DONE, step))).to.deep.equal(STEPS.map(() => 'check'))
  })
  it('have a step before them, but for the first', () => {
    expect(STEPS.map(previousStep)).to.deep.equal([null, 'text', 'likeness', 'organisation', 'level', 'extent'])
  })
  it('have each an address', () => {
    expect(stepPath('x', 'text')).to.equal('/rapportera/x')
    expect(stepPath('x', 'check')).to.equal('/rapportera/x/kontrollera')
  })
})
