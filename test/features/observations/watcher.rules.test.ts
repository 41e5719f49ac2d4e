import { expect } from 'chai'
import { watcherOf } from '#src/features/observations/watcher.rules.ts'

const holder = (email: string | null) => ({ email })
const employers = { ids: ['the municipality', 'its social services'], kinds: ['municipality'] as const }

describe('Who is told of a report about the own employer', () => {
  it('is a holder of a seat of another body', () => {
    const seats = [
      { party: 'municipality', organisationId: 'its social services', holders: [holder('own@x.se')] },
      { party: 'psychiatry', organisationId: 'the region', holders: [holder('region@x.se')] },
      { party: 'employment_service', organisationId: 'the agency', holders: [holder('agency@x.se')] },
    ] as const
    expect(watcherOf(seats, employers)?.email).to.equal('region@x.se')
  })
  it('may be another municipality of a shared group', () => {
    const seats = [{ party: 'municipality', organisationId: 'the neighbour', holders: [holder('n@x.se')] }] as const
    expect(watcherOf(seats, employers)?.email).to.equal('n@x.se')
  })
  it('is judged by its party where a seat names no organisation', () => {
    const unnamed = (party: 'municipality' | 'insurance_agency') =>
      ({ party, organisationId: null, holders: [holder(`${party}@x.se`)] }) as const
    expect(watcherOf([unnamed('municipality')], employers)).to.equal(null)
    expect(watcherOf([unnamed('municipality'), unnamed('insurance_agency')], employers)?.email).to.equal(
      'insurance_agency@x.se',
    )
  })
  it('is never an association, which is no responsible body', () => {
    const seats = [{ party: 'user_association', organisationId: 'RSMH', holders: [holder('rsmh@x.se')] }] as const
    expect(watcherOf(seats, employers)).to.equal(null)
  })
  it('is the next who has an address', () => {
    const seats = [
      { party: 'primary_care', organisationId: 'the region', holders: [] },
      { party: 'psychiatry', organisationId: 'the region', holders: [holder(null), holder('sub@x.se')] },
    ] as const
    expect(watcherOf(seats, employers)?.email).to.equal('sub@x.se')
  })
  it('is nobody in a group without other bodies', () => {
    expect(watcherOf([], employers)).to.equal(null)
  })
})
