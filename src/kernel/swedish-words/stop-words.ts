const OF_THE_LANGUAGE = `
all alla allt alltid alltså allra andra annan annat aldrig att av bara behöva behöver behövs blev bli blir blivit bra bland borde både båda
bättre bör börja dag de dem den denna deras dess dessa det detta dig din ditt dit du där därför då efter eftersom egen eget egna ej eller en
ena enbart ene enligt ens er era ett fall fast fick finna finnas finns fjol flera flest fler fram framför framförallt från få får fått för före
förra första genom ger ge gjort gjorde gå går gång gånger gör göra göras görs ha hade han har hela helt henne hennes hit hon honom hos hur
här hög höga i ibland icke igen ihop in inga ingen inget innan inom inte istället ja jag jämfört kan knappt kom komma kommer kring kunde kunna
kvar lätt lång långa långt man med medan mellan men mer mest mig min mina mitt mot mycket många måste ned nej ner ni nog nu nya ny nämns när
nära någon något några nästan och ofta också olika om oss osv på redan runt sa sade samma samt sedan ser sig sin sina sitt sista själv själva
ska skall skulle som stor stora stort så sådan sådana såsom säga säger säkert sätt ta tar tack till tills tillbaka trots tvingas två under upp
ut utan vad var vara varför varit varje vem vems verkar vi vid vidare vilka vilken vilket vill väl vår våra vårt vet åt år åren året än ändå
är även över överallt etc ex pga tex`

const OF_EVERY_REPORT = `
behov behoven behovet bekymmer bristande bristfällig brukare brukaren brukarna drabba drabbar drabbas dålig dåliga dåligt enskild enskilda
enskilde folk fungera fungerar funkar hjälp hjälpa hända händer hänt höra hör inneburit innebär klara klarar klient klienten klienter klienterna
klienternas leda leder lyfta lyfter lyft människa människor människorna målgrupp målgruppen möter mött myndighet myndigheten myndigheter
myndigheterna myndigheternas mår märks negativt ohälsa ombud ombuden ombudet orka orkar person personen personer personerna personligt
personliga po problem psykisk psykiska psykiskt påverka påverkar sjuk sjuka sjukdom situation stöd stödet svår svåra svårare svårigheter
svårigheterna svårt tydligt uppleva upplever upplevelse upplevs vardag vardagen`

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that say nothing wherever they stand. */
export const LANGUAGE_WORDS = wordsIn(OF_THE_LANGUAGE)
/** Words that do not tell two texts of the field apart: those of the language, and those found in every report. */
export const STOP_WORDS = wordsIn(`${OF_THE_LANGUAGE} ${OF_EVERY_REPORT}`)
