import type { InventedCase } from './invented-case.ts'

/** Systemfel that came later: before the third meeting, and since. */
export const LATER_CASES = {
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
      { by: 'former', day: -45, sameHere: true, text: '', band: '2-4' },
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
  telefonko: {
    title: 'Det går inte att ringa psykiatrimottagningen',
    description:
      'Telefonen till psykiatrimottagningen är upptagen hela telefontiden. Den som ringer kommer inte fram, och det finns inget annat sätt att nå mottagningen.',
    short: [
      'Telefonen är upptagen hela telefontiden.',
      'Den som behöver boka om eller förnya ett recept.',
      'Fler sätt att nå mottagningen.',
    ],
    level: 'local',
    facets: ['organisation'],
    themes: ['tillganglighet'],
    bodies: ['psykiatri'],
    reports: [
      {
        by: 'second',
        day: -29,
        text: 'Det går inte att komma fram till psykiatrimottagningen på telefon. Hela telefontiden är det upptaget.',
        consequence: 'Tiden kunde inte bokas om.',
        band: '2-4',
        severity: 'harms',
      },
    ],
  },
} as const satisfies Record<string, InventedCase>
