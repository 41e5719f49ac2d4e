import { expect } from 'chai'
import { CIRCUMSTANCES, SUBJECTS } from '#src/kernel/swedish-words/synonyms.ts'
import { isFieldWord, isSubject, stemsOf } from '#src/kernel/swedish-words.ts'
import { growthOf, LINEAR } from './growth.ts'

describe('The stems of a Swedish text', () => {
  const same: readonly (readonly [string, string])[] = [
    ['FK', 'Försäkringskassans'],
    ['AF', 'arbetsförmedlingen'],
    ['SIP', 'samordnad individuell plan'],
    ['SIP:ar', 'Samordnade individuella planer'],
    ['soc', 'socialtjänsten'],
    ['boendestödjare', 'boendestöd'],
    ['boendestödsinsatsen', 'boendestödet'],
    ['handläggningstider', 'väntetiden'],
    ['ekonomiskt bistånd', 'försörjningsstöd'],
    ['sjukintyg', 'läkarintygens'],
    ['god man', 'gode män'],
    ['BankID', 'e-legitimation'],
    ['mobilt bankid', 'digitala'],
    ['jourboende', 'akutboenden'],
    ['adhd', 'neuropsykiatriska funktionsnedsättningar'],
    ['dubbeldiagnos', 'samsjuklighet'],
    ['bollas runt', 'faller mellan stolarna'],
    ['personalomsättning', 'bristande kontinuitet'],
    ['A-kassan', 'arbetslöshetskassan'],
    ['överförmyndarnämnden', 'Överförmyndaren'],
    ['nekas', 'får avslag'],
    ['bostadsbristen', 'brist på bostäder'],
  ]

  for (const [one, other] of same) {
    it(`are shared by "${one}" and "${other}"`, () => {
      const shared = stemsOf(one).filter(stem => stemsOf(other).includes(stem))
      expect(shared.filter(isFieldWord)).to.not.deep.equal([])
    })
  }

  it('keep apart what is not the same', () => {
    const others = ['god mat', 'försäkringsbolag', 'socker', 'planering', 'soffa', 'afrika', 'kökslucka', 'appell']
    for (const word of others) expect(stemsOf(word).filter(isFieldWord), word).to.deep.equal([])
  })

  it('are lower case, each once and sorted', () => {
    expect(stemsOf('Trappor TRAPPORNA trappa, Äpplen äpple Båtar')).to.deep.equal(['båt', 'trapp', 'äppl'])
  })

  it('are the same however the letters are composed', () => {
    const text = 'Överförmyndaren svarar på Åland'
    expect(stemsOf(text.normalize('NFD'))).to.deep.equal(stemsOf(text.normalize('NFC')))
    expect(stemsOf('ＦＫ')).to.deep.equal(['försäkringskassan'])
  })

  it('leave out words that say nothing, figures and single letters', () => {
    expect(stemsOf('Och det är som att vi har 14 klienter, t.ex. på § 4 a')).to.deep.equal([])
    expect(stemsOf('')).to.deep.equal([])
  })

  it('take a phrase even when its words alone say nothing', () => {
    expect(stemsOf('Det tar för lång tid')).to.include('väntetid')
    expect(stemsOf('Det är en lång väg')).to.not.include('väntetid')
  })

  it('give a compound its last part as well', () => {
    expect(stemsOf('bostadsbrist')).to.include.members(['bostad', 'brist'])
    expect(stemsOf('socialpsykiatrin')).to.include('psykiatri')
  })

  it('fit where they are kept', () => {
    const long = 'nordvästersjökustartilleriflygspaningssimulatoranläggningsmateriel'
    expect(stemsOf(`${long} ${long}et`).every(stem => stem.length <= 40)).to.equal(true)
    expect([...Object.keys(SUBJECTS), ...Object.keys(CIRCUMSTANCES)].filter(word => word.length > 40)).to.deep.equal([])
  })

  it('take time in proportion to the text', () => {
    for (const piece of ['samordnad ', 'psykiatri', 'a ', 'ö'])
      expect(
        growthOf(stemsOf, length => piece.repeat(length / 4)),
        piece,
      ).to.be.below(LINEAR)
  })
})

describe('The words of the field', () => {
  it('are subjects or circumstances, never both', () => {
    expect(Object.keys(SUBJECTS).filter(word => word in CIRCUMSTANCES)).to.deep.equal([])
    expect(isSubject('god man')).to.equal(true)
    expect(isSubject('väntetid')).to.equal(false)
    expect(isFieldWord('väntetid')).to.equal(true)
    expect(isFieldWord('cykel')).to.equal(false)
    expect(isFieldWord('constructor')).to.equal(false)
  })

  it('are found by every form they are given', () => {
    for (const [meaning, forms] of [...Object.entries(SUBJECTS), ...Object.entries(CIRCUMSTANCES)])
      for (const form of forms.split(','))
        expect(stemsOf(form.replaceAll('*', '')), `${meaning}: ${form}`).to.include(meaning)
  })
})
