import { expect } from 'chai'
import { findPersonalData } from '#src/kernel/personal-data.ts'
import { sentences } from '#test/figures/labelled-sentences.ts'

/** The text as it reads when each proposal is taken; what has none stands in angle brackets. */
function rewritten(text: string): string {
  let [written, at] = ['', 0]
  for (const { start, end, suggestion } of findPersonalData(text)) {
    written += text.slice(at, start) + (suggestion ?? `<${text.slice(start, end)}>`)
    at = end
  }
  return written + text.slice(at)
}

const PAIRS: readonly (readonly [written: string, proposed: string])[] = [
  ['Handläggaren Eva sa nej.', 'Handläggaren sa nej.'],
  ['Handläggare Eva Lind på FK beslutade.', 'Handläggaren på FK beslutade.'],
  ['Min klient Sara saknar dator.', 'Min klient saknar dator.'],
  ['Kommunens handläggare Eva svarar inte.', 'Kommunens handläggare svarar inte.'],
  ['Läkaren dr Ahmed Hassan skrev intyget.', 'Läkaren skrev intyget.'],
  ['Exman Krister ringde i dag.', 'Exmannen ringde i dag.'],
  ['Kurator Lotta ringde i dag.', 'Kuratorn ringde i dag.'],
  ['Ombud Lotta ringde i dag.', 'Ombudet ringde i dag.'],
  ['God man Ingrid svarar inte.', 'Gode mannen svarar inte.'],
  ['Personligt ombud Linda följde med.', 'Det personliga ombudet följde med.'],
  ['Karin i Bromma får vänta.', 'En person i Bromma får vänta.'],
  ['Evas ansökan avslogs.', 'En persons ansökan avslogs.'],
  ['Karin ringde. Sedan ringde Karin igen.', 'En person ringde. Sedan ringde personen igen.'],
  ['Leila och Reza får inte bo kvar.', 'En person och en annan person får inte bo kvar.'],
  ['Fru Andersson fick avslag.', 'Personen fick avslag.'],
  ['Handläggaren, Katarina Berg, bad om intyg.', 'Handläggaren bad om intyg.'],
  ['Min kontakt där (Stefan) säger nej.', 'Min kontakt där säger nej.'],
  ['En handläggare som heter Camilla sa nej.', 'En handläggare sa nej.'],
  ['Handläggare: Nina', 'Handläggare: <Nina>'],
  ['Med vänlig hälsning, Kristina Sjögren', 'Med vänlig hälsning, <Kristina Sjögren>'],
  [
    'Närvarande: Eva Lundin, Per Åkesson och Mona Jansson.',
    'Närvarande: <Eva Lundin>, <Per Åkesson> och <Mona Jansson>.',
  ],
  ['Klienten A.K. har inte kallats.', 'Klienten har inte kallats.'],
  ['K.L. fick avslag.', 'En person fick avslag.'],
  ['Det rör R.J:s ansökan.', 'Det rör en persons ansökan.'],
  ['Klient 12 fick vänta, liksom klient 7.', 'En klient fick vänta, liksom en annan klient.'],
  ['Brukaren NN har rätt till mer.', 'Brukaren har rätt till mer.'],
  ['Avslaget kom den 12 mars.', 'Avslaget kom i mars.'],
  ['2024-03-12 ringde vi.', 'I mars 2024 ringde vi.'],
  ['Tisdagen den 3 maj var dörren låst.', 'I maj var dörren låst.'],
  ['Sedan den 5 augusti har ingen svarat.', 'Sedan augusti har ingen svarat.'],
  ['Mellan den 3 och 17 juli fanns ingen.', 'I juli fanns ingen.'],
  ['Från 2024-05-06 till 2024-08-19 fick hon inget.', 'Från maj 2024 till augusti 2024 fick hon inget.'],
  ['Tiden den 9 okt. blev inställd.', 'Tiden i oktober blev inställd.'],
  ['Mannen är född 1985 här.', 'Mannen är född på 1980-talet här.'],
  ['Kvinna, f. 85, nekas.', 'Kvinna, född på 80-talet, nekas.'],
  ['En -92:a får ingen plats.', 'En 90-talist får ingen plats.'],
  ['Akten gäller personnr 850101-XXXX enligt dem.', 'Akten gäller <personnr 850101-XXXX> enligt dem.'],
  ['Han bor på Storgatan 12 B, 2 tr, i dag.', 'Han bor på en viss adress, i dag.'],
  ['Posten går c/o Persson, Åsvägen 15.', 'Posten går en viss adress.'],
  ['Ring mig på 070-123 45 67 nu.', 'Ring mig på ett telefonnummer nu.'],
  ['Hon har direktnummer 08-123 456 78.', 'Hon har ett telefonnummer.'],
  ['Ring +46 70 123 45 67 nu.', 'Ring ett telefonnummer nu.'],
  ['Mejla anna@exempel.se nu.', 'Mejla en e-postadress nu.'],
  ['Beslutet (dnr SOC 2023/1234) kom.', 'Beslutet kom.'],
  ['Ärende 12345-22 har legat.', 'Ett ärende har legat.'],
  ['I mål nr B 123-22 gavs rätt.', 'I ett mål gavs rätt.'],
  ['Enligt Af-2021/0512 3456 är hon inskriven.', 'Enligt ett ärende är hon inskriven.'],
  ['Den enda döva i Ydre får ingen tolk.', 'Den enda döva i en mindre kommun får ingen tolk.'],
  [
    'Arjeplogs enda rullstolsburna kvinna, en blind kvinna, väntar.',
    'En mindre kommuns enda rullstolsburna kvinna, en blind kvinna, väntar.',
  ],
  ['Numret är 850101-1236.', 'Numret är <850101-1236>.'],
]

/** What looks like it and is nobody's. */
const LEFT_ALONE: readonly string[] = [
  'Hans handläggare svarade inte.',
  'Per person beviljas två timmar.',
  'Dag efter dag ringer de.',
  'Stig in och ta en kölapp.',
  'Inga systemfel har rapporterats.',
  'En lex Sarah-anmälan gjordes.',
  'Enligt HFD 2017 ref. 4 och prop. 2008/09:193 gäller 2 kap. 7 § SoL.',
  'Svar önskas senast den 1 juli 2025.',
  'Den nya lagen träder i kraft den 1 juli 2025.',
  'Ledningsgruppen beslutade den 14 maj att begära svar.',
  'Två av tre, 2/3, väntar. Personal finns 24/7.',
  'Se SF-2026-0042 och R-2026-0001.',
  'Se HFD mål nr 1234-20 och JO dnr 567-2019.',
  'JO 1234-2020 handlar om väntetider.',
  'Box 12, 101 20 Stockholm.',
  'Lokalen ligger på plan 3, väg 73, rum 12.',
  'Handlingsplan 2024 och Genomförandeplan 2 saknas.',
  'Personer födda 1960 eller senare omfattas.',
  'Hon är 34 år och har två timmar per klient 2 gånger i veckan.',
  'Döva får ingen tolk i Ydre.',
  'Attendo AB, FK, AF, SIP, LSS, SoL och OSL.',
  'Vi saknar tolk. Nästa tid kom sent. Stöd av personligt ombud. Klienter väntar.',
]

describe('What the guard proposes', () => {
  for (const [written, proposed] of PAIRS)
    it(`reads well: ${written}`, () => {
      expect(rewritten(written)).to.equal(proposed)
    })

  for (const text of LEFT_ALONE)
    it(`is nothing for: ${text}`, () => {
      expect(findPersonalData(text)).to.deep.equal([])
    })

  it('is never asked about itself', () => {
    const again = sentences.flatMap(({ text }) => {
      const proposals = findPersonalData(text).flatMap(({ suggestion }) => suggestion ?? [])
      return proposals.filter(proposal => findPersonalData(proposal).length > 0)
    })
    expect(again).to.deep.equal([])
  })

  it('is in order, without overlaps, and stops what it stops before it asks', () => {
    for (const { text } of sentences) {
      const found = findPersonalData(text)
      const apart = found.every(({ start, end }, index) => start < end && start >= (found[index - 1]?.end ?? 0))
      expect(apart, text).to.equal(true)
    }
    const [only, ...more] = findPersonalData('Klienten född 850101-1236 väntar.')
    expect([only?.kind, more.length]).to.deep.equal(['personnummer', 0])
  })
})
