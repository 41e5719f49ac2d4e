import { expect } from 'chai'
import { type Candidate, rankCandidates, type Wanted } from '#src/features/observations/likeness.rules.ts'
import { CASES, candidateFigures, frequencyIn, RETOLD, wantedOf } from '../../figures/candidates.ts'
import unrelated from '../../fixtures/unrelated-texts.json' with { type: 'json' }

const rank = (wanted: Wanted, among: readonly Candidate[] = CASES) =>
  rankCandidates(wanted, among, frequencyIn(among), among.length)

const idsFor = (text: string, among?: readonly Candidate[]) => rank(wantedOf(text, among), among).map(({ id }) => id)

describe('The systemfel shown as candidates while a report is written', () => {
  it('are tried on 36 real ones, each retold in other words, and as on a phone', () => {
    expect(CASES).to.have.length(36)
    for (const set of ['tuned', 'held out', 'phone tuned', 'phone held out'])
      expect(new Set(RETOLD.filter(row => row.set === set).map(({ of }) => of)).size, set).to.equal(36)
    expect(RETOLD.filter(({ set }) => set.startsWith('phone'))).to.have.lengthOf.at.least(60)
  })

  it('hold the right one in at least nine of ten of each set, from the text alone', async () => {
    const figures = candidateFigures()
    expect(figures).to.have.length(5)
    for (const { set, hits, of } of figures) expect(hits / of, `${set}: ${hits} of ${of}`).to.be.at.least(0.9)
  })

  it('begin with the right one in at least six of ten rewordings, from the text alone', () => {
    const first = RETOLD.filter(({ of, text }) => idsFor(text)[0] === of)
    expect(first.length / RETOLD.length).to.be.at.least(0.6)
  })

  it('hold the right one oftener once organisation, theme and level are known', () => {
    const known = (of: string, text: string): Wanted => {
      const { organisationIds, themes, level } = CASES.find(({ id }) => id === of) as Candidate
      return { ...wantedOf(text), organisationIds, themes, level }
    }
    const first = RETOLD.filter(({ of, text }) => rank(known(of, text))[0]?.id === of)
    expect(first.length / RETOLD.length).to.be.at.least(0.85)
  })

  it('are mostly about the same theme or body as the right one', () => {
    const shown = RETOLD.flatMap(({ of, text }) => idsFor(text).map(id => [of, id] as const))
    const facts = new Map(CASES.map(({ id, organisationIds, themes }) => [id, [...organisationIds, ...themes]]))
    const near = shown.filter(([of, id]) => facts.get(of)?.some(fact => facts.get(id)?.includes(fact)))
    expect(near.length / shown.length).to.be.at.least(0.8)
  })

  it('hold three reworded ones, and not one about something else', () => {
    const akut = idsFor('Den som blir vräkt och inte missbrukar har inget jourboende att gå till.')
    expect(akut).to.include('seed-013').and.not.include('seed-031')
    const digital = idsFor(
      'Utan BankID och smart telefon kan man varken sjukanmäla sig eller fylla i kort till a-kassan.',
    )
    expect(digital).to.include('seed-031').and.not.include('seed-013')
    const godMan = idsFor('Överförmyndaren hittar ingen god man, det har tagit över ett år.')
    expect(godMan).to.include('seed-006').and.not.include('seed-031').and.not.include('seed-059')
  })

  it('are none for texts about something else', () => {
    expect(unrelated).to.have.length(30)
    expect(unrelated.filter(text => idsFor(text).length > 0)).to.deep.equal([])
  })

  it('are found in a collection of one', () => {
    const [only] = CASES.filter(({ id }) => id === 'seed-006')
    const collection = [only as Candidate]
    expect(idsFor('Det dröjer länge innan en god man utses.', collection)).to.deep.equal(['seed-006'])
    expect(unrelated.filter(text => idsFor(text, collection).length > 0)).to.deep.equal([])
  })
})

describe('The ranking of candidates', () => {
  const like = (id: string, stems: readonly string[], more: Partial<Candidate> = {}): Candidate => ({
    id,
    stems,
    organisationIds: [],
    themes: [],
    level: null,
    ...more,
  })
  const wanted = (more: Partial<Wanted> = {}): Wanted => ({
    stems: ['boendestöd', 'diagnos', 'x'],
    organisationIds: [],
    themes: [],
    level: null,
    ...more,
  })

  it('shows at most five', () => {
    const many = Array.from({ length: 9 }, (_, index) => like(`c${index}`, ['boendestöd', 'diagnos']))
    expect(rank(wanted(), many).map(({ id }) => id)).to.deep.equal(['c0', 'c1', 'c2', 'c3', 'c4'])
  })

  it('puts what has more, and rarer, words in common first', () => {
    const some = [like('one', ['boendestöd', 'a']), like('two', ['boendestöd', 'diagnos']), like('none', ['b', 'c'])]
    expect(rank(wanted(), some).map(({ id }) => id)).to.deep.equal(['two', 'one'])
    const common = Array.from({ length: 20 }, (_, index) => like(`c${index}`, ['boendestöd', `w${index}`]))
    expect(rank(wanted(), [...common, like('rare', ['diagnos', 'w'])])[0]?.id).to.equal('rare')
  })

  it('gives a text compared with itself the score 1', () => {
    const same = [like('same', ['boendestöd', 'diagnos', 'x'])]
    expect(rank(wanted(), same)[0]?.score).to.be.closeTo(1, 1e-9)
  })

  it('raises what shares organisation, theme and level', () => {
    const stems = ['boendestöd', 'diagnos']
    const some = [
      like('a', stems),
      like('b', stems, { level: 'local' }),
      like('c', stems, { organisationIds: ['o1'] }),
      like('d', stems, { themes: ['boendestod'] }),
    ]
    const known = wanted({ organisationIds: ['o1', 'o2'], themes: ['boendestod'], level: 'local' })
    expect(rank(known, some).map(({ id }) => id)).to.deep.equal(['d', 'c', 'b', 'a'])
    expect(rank(wanted(), some).map(({ id }) => id)).to.deep.equal(['a', 'b', 'c', 'd'])
  })

  it('does not take two unknown levels for the same', () => {
    const [only] = rank(wanted(), [like('a', ['boendestöd', 'diagnos', 'x'])])
    expect(only?.score).to.be.closeTo(1, 1e-9)
  })

  it('wants more in common than one circumstance', () => {
    expect(rank({ ...wanted(), stems: ['väntetid'] }, [like('a', ['väntetid'])])).to.deep.equal([])
    expect(rank({ ...wanted(), stems: ['väntetid', 'tandläk'] }, [like('a', ['väntetid', 'tandläk'])])).to.have.length(
      1,
    )
    expect(rank({ ...wanted(), stems: ['god man'] }, [like('a', ['god man', 'väntetid'])])).to.have.length(1)
  })

  it('leaves out what is far less alike than the best', () => {
    const far = like('far', ['diagnos', ...Array.from({ length: 30 }, (_, index) => `w${index}`)])
    const best = like('best', ['boendestöd', 'diagnos', 'x'])
    expect(rank(wanted(), [best, far]).map(({ id }) => id)).to.deep.equal(['best'])
  })

  it('is empty for no text, no candidates and nothing in common', () => {
    expect(rank({ ...wanted(), stems: [] })).to.deep.equal([])
    expect(rank(wanted(), [])).to.deep.equal([])
    expect(rank(wanted(), [like('a', []), like('b', ['y'])])).to.deep.equal([])
  })
})
