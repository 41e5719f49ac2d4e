import { expect } from 'chai'
import { answerFaults, settled } from '#src/features/answers/answer.rules.ts'
import { lastNewDay, newDayFaults, receiverFaults, sourceDayFaults } from '#src/features/answers/exchange.rules.ts'

describe('The rules of passing on, of more time and of what is written down', () => {
  const receivers: readonly [string, string, string | null][] = [
    ['rätt@kommun.test', 'fel@kommun.test', null],
    ['ratt@stadsdel.kommun.test', 'fel@kommun.test', null],
    ['ratt@kommun.test', 'fel@stadsdel.kommun.test', null],
    ['fel@kommun.test', 'fel@kommun.test', 'answerActs.sameAddress'],
    ['ratt@annan.test', 'fel@kommun.test', 'answerActs.otherDomain'],
    ['ratt@minkommun.test', 'fel@kommun.test', 'answerActs.otherDomain'],
    ['ratt@kommun.test.annan.se', 'fel@kommun.test', 'answerActs.otherDomain'],
    ['kommun.test@annan.se', 'fel@kommun.test', 'answerActs.otherDomain'],
  ]
  for (const [to, from, fault] of receivers)
    it(`${fault === null ? 'lets' : 'does not let'} ${from} pass on to ${to}`, () => {
      const [message] = receiverFaults(to, from)['email'] ?? [null]
      expect(message !== null && typeof message === 'object' ? message.key : message).to.equal(fault)
    })

  const days: readonly [string, string, string | null][] = [
    ['2026-12-21', '2026-12-22', null],
    ['2026-12-21', '2027-02-19', null],
    ['2026-12-21', '2027-02-20', 'answerActs.dayTooLate'],
    ['2026-12-21', '2026-12-21', 'answerActs.dayTooEarly'],
    // The day has been: sixty days from today.
    ['2026-11-01', '2026-11-20', 'answerActs.dayTooEarly'],
    ['2026-11-01', '2026-11-21', null],
    ['2026-11-01', '2027-01-20', null],
    ['2026-11-01', '2027-01-21', 'answerActs.dayTooLate'],
  ]
  for (const [due, asked, fault] of days)
    it(`${fault === null ? 'lets' : 'does not let'} ${due} become ${asked}`, () =>
      expect(newDayFaults(asked, due, '2026-11-21')['newDay'] ?? [null]).to.deep.equal([fault]))

  it('count sixty days from the later of the day set and today', () => {
    expect([lastNewDay('2026-12-21', '2026-11-21'), lastNewDay('2026-11-01', '2026-11-21')]).to.deep.equal([
      '2027-02-19',
      '2027-01-20',
    ])
  })
  it('take an answer that was given from the day of the sending until today', () => {
    const of = (day: string) => sourceDayFaults(day, '2026-11-10', '2026-11-21')['sourceDay'] ?? null
    expect(['2026-11-09', '2026-11-10', '2026-11-21', '2026-11-22'].map(of)).to.deep.equal([
      ['answerActs.sourceBefore'],
      null,
      null,
      ['answerActs.sourceAhead'],
    ])
  })
  it('take a chosen organisation for whose it is, and never for whom it is lifted to', () => {
    const chosen = { text: 'x', changeDay: null, otherBody: null, otherOrganisationId: 'o1' }
    expect(answerFaults({ kind: 'not_ours', ...chosen }, '2026-11-21')).to.deep.equal({})
    expect(answerFaults({ kind: 'lift', ...chosen }, '2026-11-21')).to.have.property('otherBody')
    expect(settled({ kind: 'lift', ...chosen }).otherOrganisationId).to.equal(null)
    expect(settled({ kind: 'not_ours', ...chosen }).otherOrganisationId).to.equal('o1')
  })
})
