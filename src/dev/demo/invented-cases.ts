import type { ClientBand, Facet, Level, Theme } from '#src/features/deficiencies/words.ts'
import type { SEVERITIES } from '#src/features/observations/observation.entity.ts'
import type { BodyKey } from './invented-place.ts'

type Severity = (typeof SEVERITIES)[number]
export type Author = 'ombud' | 'second'

/** Days are counted from today: −30 is thirty days ago. */
export interface InventedReport {
  readonly by: Author
  readonly day: number
  readonly text: string
  /** Filed with "samma här": the text is the optional line. */
  readonly sameHere?: true
  readonly consequence?: string
  readonly tried?: string
  readonly proposal?: string
  readonly band?: ClientBand
  readonly severity?: Severity
}
/** A systemfel of the fictitious municipality. Its first report makes it; the others are linked to it. */
export interface InventedCase {
  readonly title: string
  readonly description: string
  /** Kort sagt: what, for whom, what we want. */
  readonly short: readonly [what: string, forWhom: string, wanted: string]
  readonly level: Level
  readonly facets: readonly Facet[]
  readonly themes: readonly Theme[]
  readonly bodies: readonly BodyKey[]
  readonly gap?: true
  readonly reports: readonly [InventedReport, ...InventedReport[]]
}

const EARLIER_CASES = {
  handlingar: {
    title: 'Samma handlingar begärs varje månad vid försörjningsstöd',
    description:
      'Den som söker försörjningsstöd ska lämna hyresavi, kontoutdrag och läkarintyg på nytt varje månad, också när ingenting har ändrats. Saknas ett papper blir ansökan liggande.',
    short: [
      'Samma handlingar begärs varje månad fast inget har ändrats.',
      'Den som har svårt att hålla ordning på post och papper.',
      'Begär bara det som är nytt sedan förra ansökan.',
    ],
    level: 'local',
    facets: ['organisation', 'goals'],
    themes: ['forsorjning', 'tillganglighet'],
    bodies: ['bistand'],
    reports: [
      {
        by: 'ombud',
        day: -325,
        text: 'Den som söker försörjningsstöd måste lämna hyresavi, kontoutdrag och läkarintyg på nytt varje månad. Det gäller också när inget har ändrats. Saknas ett papper blir ansökan liggande.',
        consequence: 'Hyran betalas för sent och skulderna växer.',
        tried: 'Vi har bett om undantag. Undantaget gäller då bara den månaden.',
        proposal: 'Begär bara det som är nytt sedan förra ansökan.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'second', day: -300, sameHere: true, text: 'Vi möter det nästan varje månad.', band: '2-4' },
      { by: 'second', day: -262, sameHere: true, text: '', band: '1' },
      { by: 'ombud', day: -205, sameHere: true, text: 'Den utlovade checklistan har inte kommit.', band: '2-4' },
    ],
  },
  lakarintyg: {
    title: 'Sjukpenningen stoppas när det inte går att få en läkartid',
    description:
      'Försäkringskassan kräver ett nytt intyg innan sjukskrivningen går ut. Mottagningen har ingen läkartid förrän efteråt. Ingen av dem väntar på den andra, och den enskilde står utan inkomst.',
    short: [
      'Intyget krävs före den dag då läkaren har tid.',
      'Den som är långvarigt sjukskriven.',
      'Ett anstånd när läkartiden är bokad men inte har varit.',
    ],
    level: 'central',
    facets: ['regulations'],
    themes: ['lakarintyg', 'socialforsakring', 'vardtillgang'],
    bodies: ['fk', 'psykiatri'],
    gap: true,
    reports: [
      {
        by: 'ombud',
        day: -318,
        text: 'Sjukpenningen stoppas därför att det nya läkarintyget inte kommer i tid. Mottagningen har ingen läkartid före det datum som Försäkringskassan kräver.',
        consequence: 'Ingen inkomst under flera veckor.',
        tried: 'Vi har ringt båda. De hänvisar till varandra.',
        proposal: 'Ett anstånd när en läkartid är bokad.',
        band: '2-4',
        severity: 'acute',
      },
      { by: 'second', day: -258, sameHere: true, text: '', band: '2-4' },
    ],
  },
  telefontid: {
    title: 'Psykiatrins telefontid räcker inte till',
    description:
      'Mottagningen går bara att ringa en timme på morgonen. Kön är full efter några minuter. Den som har svårt med telefon eller morgnar kommer aldrig fram.',
    short: [
      'En timmes telefontid är full efter några minuter.',
      'Den som har svårt med telefon eller morgnar.',
      'Ett sätt till att nå mottagningen, och återuppringning.',
    ],
    level: 'local',
    facets: ['resources', 'organisation'],
    themes: ['tillganglighet', 'vardtillgang'],
    bodies: ['psykiatri'],
    reports: [
      {
        by: 'second',
        day: -310,
        text: 'Mottagningen tar emot samtal en timme på morgonen. Kön är full efter några minuter och ingen ringer upp. Receptförnyelser blir försenade.',
        consequence: 'Uppehåll i behandlingen.',
        tried: 'Vi har lämnat meddelande i receptionen.',
        band: '5-9',
        severity: 'harms',
      },
      {
        by: 'ombud',
        day: -290,
        text: 'Det går inte att boka om en tid i psykiatrin. Telefonkön är full och den digitala vägen kräver BankID.',
        consequence: 'Uteblivna besök debiteras fast ingen kunde avboka.',
        band: '2-4',
        severity: 'hinders',
      },
      { by: 'ombud', day: -180, sameHere: true, text: 'Läget är detsamma nu.', band: '2-4' },
    ],
  },
  arbetsformaga: {
    title: 'Arbetsförmedlingen och Försäkringskassan bedömer arbetsförmågan olika',
    description:
      'Den som Försäkringskassan anser kunna arbeta får höra av Arbetsförmedlingen att hon är för sjuk för deras insatser. Kraven går inte ihop och ingen har ansvaret.',
    short: [
      'Två myndigheter bedömer samma arbetsförmåga olika.',
      'Den som är för sjuk för den ena och för frisk för den andra.',
      'En gemensam bedömning, och försörjning under tiden.',
    ],
    level: 'central',
    facets: ['regulations', 'organisation'],
    themes: ['ansvarsglapp', 'socialforsakring', 'sysselsattning'],
    bodies: ['af', 'fk'],
    gap: true,
    reports: [
      {
        by: 'ombud',
        day: -285,
        text: 'Försäkringskassan säger nej till sjukpenning därför att det finns arbetsförmåga. Arbetsförmedlingen säger att personen är för sjuk för deras insatser. Ingen av dem ändrar sig.',
        consequence: 'Försörjningsstöd blir den enda inkomsten, i månader.',
        tried: 'Vi har bett om ett möte med båda. Det blev inte av.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'second', day: -240, sameHere: true, text: '', band: '1' },
    ],
  },
  godman: {
    title: 'Lång väntan på god man',
    description:
      'Det tar mer än ett halvår att få en god man. Under tiden har ingen ordning på ekonomin, och ett boendestöd sägs räcka.',
    short: [
      'Det tar mer än ett halvår att få en god man.',
      'Den som inte själv kan sköta sin ekonomi.',
      'Fler gode män, och ett tillfälligt stöd under väntetiden.',
    ],
    level: 'local',
    facets: ['resources'],
    themes: ['god_man', 'vantetider'],
    bodies: ['overformyndare'],
    reports: [
      {
        by: 'second',
        day: -275,
        text: 'Ansökan om god man tog mer än ett halvår. Under tiden betalades inga räkningar. Överförmyndaren säger att det saknas personer att förordna.',
        consequence: 'Hot om vräkning och nya skulder.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'ombud', day: -264, sameHere: true, text: '', band: '1' },
      { by: 'ombud', day: -200, sameHere: true, text: 'Nu är väntan nio månader.', band: '2-4' },
    ],
  },
  tolk: {
    title: 'Tolk saknas vid bokade besök i psykiatrin',
    description:
      'Kallelsen lovar tolk, men tolken har inte bokats. Besöket ställs in på plats och en ny tid kommer långt senare.',
    short: [
      'Bokade besök ställs in därför att tolk saknas.',
      'Den som behöver tolk i kontakten med vården.',
      'Tolken bokas samtidigt som besöket.',
    ],
    level: 'local',
    facets: ['organisation', 'services'],
    themes: ['sprak', 'vardtillgang'],
    bodies: ['psykiatri'],
    reports: [
      {
        by: 'ombud',
        day: -230,
        text: 'Besöket ställdes in på plats därför att ingen tolk var bokad, fast kallelsen lovade tolk. Nästa tid kom långt senare.',
        consequence: 'Behandlingen försenas.',
        band: '1',
        severity: 'hinders',
      },
      {
        by: 'second',
        day: -12,
        sameHere: true,
        text: 'Det har hänt igen, trots det nya avtalet.',
        band: '1',
      },
    ],
  },
  sip: {
    title: 'Den som kan besluta kommer inte till SIP-mötet',
    description:
      'Möten om samordnad individuell plan hålls utan dem som har rätt att besluta. Planen blir en minneslista som ingen är bunden av.',
    short: [
      'SIP-möten hålls utan dem som kan besluta.',
      'Den som har insatser från flera håll.',
      'Den som kallas har mandat, eller skickar någon som har det.',
    ],
    level: 'local',
    facets: ['goals', 'organisation'],
    themes: ['sip', 'samordning'],
    bodies: ['psykiatri', 'bistand'],
    reports: [
      {
        by: 'second',
        day: -190,
        text: 'SIP-mötet hölls utan någon som kunde besluta. Alla lovade att ta med sig frågan. Planen innehåller inga åtaganden.',
        consequence: 'Den enskilde får samordna sina insatser själv.',
        tried: 'Vi har bett om deltagare med mandat i kallelsen.',
        proposal: 'Ange i kallelsen vilka beslut som ska fattas.',
        band: '2-4',
        severity: 'hinders',
      },
      { by: 'ombud', day: -176, sameHere: true, text: '', band: '2-4' },
    ],
  },
} as const satisfies Record<string, InventedCase>

const LATER_CASES = {
  digitalt: {
    title: 'Försäkringskassan går bara att nå digitalt',
    description:
      'Ansökningar och kompletteringar ska lämnas på webben med BankID. Den som saknar det hänvisas till telefon, och i telefon hänvisas man till webben.',
    short: [
      'Utan BankID går det inte att lämna en ansökan i tid.',
      'Den som saknar dator, telefon eller BankID.',
      'Blanketter på papper och en tid för besök på servicekontoret.',
    ],
    level: 'local',
    facets: ['organisation', 'services'],
    themes: ['digitalisering', 'tillganglighet'],
    bodies: ['fk'],
    reports: [
      {
        by: 'ombud',
        day: -150,
        text: 'Den som saknar BankID får höra att kompletteringen ska lämnas på webben. I telefon hänvisas man tillbaka till webben. Blanketten på papper kom efter sista dagen.',
        consequence: 'Ersättningen dras in och måste sökas om.',
        tried: 'Vi har följt med till servicekontoret. De kunde inte ta emot handlingarna.',
        proposal: 'Blanketter på papper direkt, och en tid för besök.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'second', day: -140, sameHere: true, text: '', band: '2-4' },
      { by: 'second', day: -82, sameHere: true, text: 'Även den som har ombud med fullmakt nekas.', band: '1' },
    ],
  },
  boendestod: {
    title: 'Boendestöd beviljas efter diagnos, inte efter behov',
    description:
      'Den som saknar en viss diagnos får avslag på boendestöd, fast behovet är detsamma. Motiveringen talar om målgruppen och inte om vad personen klarar.',
    short: [
      'Diagnosen avgör om boendestöd beviljas.',
      'Den som har samma behov men en annan diagnos.',
      'Pröva varje ansökan efter behovet, som lagen säger.',
    ],
    level: 'caseworker',
    facets: ['competence', 'values'],
    themes: ['boendestod', 'likvardighet', 'npf'],
    bodies: ['vard'],
    reports: [
      {
        by: 'ombud',
        day: -145,
        text: 'Boendestöd nekas med hänvisning till diagnosen. Behovet i vardagen har inte prövats. Andra med samma behov får stöd.',
        consequence: 'Hemmet och ekonomin faller samman.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'second', day: -100, sameHere: true, text: '', band: '2-4' },
    ],
  },
  hanvisas: {
    title: 'Vårdcentralen och psykiatrin hänvisar till varandra',
    description:
      'Vårdcentralen anser att besvären är för svåra för dem, psykiatrin att de är för lätta. Remissen går fram och tillbaka och ingen tar över.',
    short: [
      'Remisser går fram och tillbaka utan att någon tar över.',
      'Den som har psykisk ohälsa mellan två vårdnivåer.',
      'Den som får remissen behåller ansvaret tills någon annan har tagit det.',
    ],
    level: 'local',
    facets: ['organisation'],
    themes: ['ansvarsglapp', 'vardtillgang'],
    bodies: ['vardcentral', 'psykiatri'],
    gap: true,
    reports: [
      {
        by: 'second',
        day: -135,
        text: 'Remissen skickades tillbaka två gånger. Vårdcentralen säger att psykiatrin ska ta över, psykiatrin säger tvärtom. Ingen behandling under tiden.',
        consequence: 'Läget försämras medan remissen vandrar.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'ombud', day: -95, sameHere: true, text: '', band: '1' },
    ],
  },
  skulder: {
    title: 'Den som har skulder får ingen bostad',
    description:
      'Bostadsenheten förmedlar inte lägenheter till den som har betalningsanmärkningar. Tillfälliga boenden blir dyrare och skulderna större.',
    short: [
      'Skulder stänger vägen till en egen bostad.',
      'Den som har betalningsanmärkningar sedan en sjukperiod.',
      'Pröva hyresförmågan i dag, med hyran betald direkt.',
    ],
    level: 'central',
    facets: ['resources', 'regulations'],
    themes: ['bostad', 'skuld'],
    bodies: ['bostad'],
    reports: [
      {
        by: 'second',
        day: -130,
        text: 'Bostadsenheten säger nej därför att det finns betalningsanmärkningar. De är från tiden före sjukersättningen. Inkomsten räcker till hyran.',
        consequence: 'Dyra tillfälliga boenden, ett i taget.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'ombud', day: -45, sameHere: true, text: '', band: '2-4' },
    ],
  },
  franvaro: {
    title: 'Ansökningar blir liggande när handläggaren är borta',
    description:
      'Vid semester, sjukdom eller byte av handläggare tar ingen över. Ansökan om försörjningsstöd blir liggande och ingen svarar på frågor.',
    short: [
      'Ingen tar över när handläggaren är borta.',
      'Den som väntar på ett beslut om försörjningsstöd.',
      'En ersättare i varje ärende, och besked om vem det är.',
    ],
    level: 'caseworker',
    facets: ['responsibility'],
    themes: ['personalkontinuitet', 'vantetider', 'forsorjning'],
    bodies: ['bistand'],
    reports: [
      {
        by: 'ombud',
        day: -62,
        text: 'Ansökan blev liggande när handläggaren gick på semester. Ingen annan fick fatta beslut och ingen kunde svara på när det skulle ske.',
        consequence: 'Hyran betalades en månad för sent.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'second', day: -50, sameHere: true, text: '', band: '2-4' },
      { by: 'second', day: -8, sameHere: true, text: 'Fortfarande ingen ersättare.', band: '1' },
    ],
  },
  vantrum: {
    title: 'Besökare blir avvisade i väntrummet',
    description:
      'Den som kommer utan bokad tid, eller stannar kvar för att få hjälp med datorn, ombeds gå. Tonen är hård och andra hör på.',
    short: [
      'Besökare blir avvisade inför andra.',
      'Den som behöver hjälp på plats för att kunna söka arbete.',
      'Ett bemötande som gör att man vågar komma tillbaka.',
    ],
    level: 'caseworker',
    facets: ['attitude'],
    themes: ['bemotande', 'tillganglighet'],
    bodies: ['af'],
    reports: [
      {
        by: 'second',
        day: -48,
        text: 'Den som bad om hjälp vid kunddatorn blev tillsagd att gå, med hög röst och inför andra. Det har hänt flera gånger.',
        consequence: 'Man vågar inte gå dit igen och missar sin anmälan.',
        band: '2-4',
        severity: 'harms',
      },
    ],
  },
  aterringning: {
    title: 'Löften om att ringa tillbaka hålls inte',
    description:
      'Mottagningen lovar att ringa upp samma dag. Samtalet kommer flera dagar senare eller inte alls, och ett missat samtal räknas som att ärendet är klart.',
    short: [
      'Utlovade samtal kommer inte, eller bara en gång.',
      'Den som inte alltid kan svara i telefon.',
      'Håll tiden, och försök minst två gånger.',
    ],
    level: 'caseworker',
    facets: ['responsibility', 'attitude'],
    themes: ['tillganglighet', 'bemotande'],
    bodies: ['psykiatri'],
    reports: [
      {
        by: 'ombud',
        day: -30,
        text: 'Mottagningen lovade att ringa upp samma dag. Samtalet kom inte. Nästa dag stod det i journalen att ärendet var avslutat.',
        consequence: 'Receptet blev inte förnyat.',
        band: '2-4',
        severity: 'harms',
      },
    ],
  },
  samtycke: {
    title: 'Samtyckesblanketten är svår att förstå',
    description:
      'Vårdcentralens blankett om samtycke finns bara på svenska och är skriven med juridiska ord. Den som inte förstår skriver på ändå, eller låter bli och får vänta.',
    short: [
      'Blanketten om samtycke går inte att förstå.',
      'Den som läser svenska med svårighet.',
      'En blankett på lätt svenska, och på de vanligaste språken.',
    ],
    level: 'local',
    facets: ['services'],
    themes: ['information_service', 'sprak'],
    bodies: ['vardcentral'],
    reports: [
      {
        by: 'ombud',
        day: -18,
        text: 'Blanketten om samtycke finns bara på svenska och är full av juridiska ord. Den som inte förstår den skriver på ändå, eller låter bli och får vänta.',
        consequence: 'Samordningen kommer inte i gång.',
        proposal: 'En blankett på lätt svenska.',
        band: '2-4',
        severity: 'hinders',
      },
    ],
  },
} as const satisfies Record<string, InventedCase>

export type CaseKey = keyof typeof EARLIER_CASES | keyof typeof LATER_CASES
export const CASES: Readonly<Record<CaseKey, InventedCase>> = { ...EARLIER_CASES, ...LATER_CASES }
