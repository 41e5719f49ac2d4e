import type { InventedCase } from './invented-case.ts'

/** Systemfel that the first two meetings had before them. */
export const EARLIER_CASES = {
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
