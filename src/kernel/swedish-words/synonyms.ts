/*
 * One word for what the field says in many ways: abbreviations, everyday words, inflections the stemmer does not know.
 * Each form is a word or a phrase; `*` stands for any ending. A form may stand under several words.
 */

/** Bodies, services, people and themes: two texts that name the same one may be about the same thing. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  // Who
  försäkringskassan: 'fk, fks, försäkringskass*, kassan, kassans',
  arbetsförmedling: 'af, afs, arbetsförmed*, förmedlingen',
  arbetslöshetskassa: 'a kass*, akass*, arbetslöshetskass*, arbetslöshetsersättning*',
  socialtjänst:
    'soc, socialtjänst*, socialkontor*, socialförvaltning*, socialsekreterar*, biståndshandläggar*, biståndsbedömar*',
  psykiatri: 'psyk, psykiatri*, psykiater*, psykmott*, öppenvårdspsyk*, vuxenpsyk*',
  primärvård: 'primärvård*, vårdcentral*, vc, husläkar*, distriktsläkar*',
  beroendevård: 'beroendevård*, beroendemottagning*, beroendeenhet*, missbruksvård*',
  vård: 'vården, sjukvård*, regionen*, landsting*, vårdpersonal*, vårdgivar*, sjuksköter*, sköterska*, sköterskor*',
  läkare: 'läkar*, doktor*, psykiater*, distriktsläkar*, husläkar*',
  överförmyndare: 'överförmyndar*, förmyndar*',
  familj: 'familj*, föräld*, mamma*, pappa*, vuxna barn*, vuxet barn, syskon*, anhörig*, närstående*',
  stadsdel:
    'stadsdel*, kommundel*, bromma, enskede, årsta, vantör, farsta, hägersten, liljeholmen, älvsjö, hässelby, vällingby, kungsholmen, norrmalm, östermalm, rinkeby, kista, skarpnäck, skärholmen, spånga, tensta, södermalm',

  // What is applied for
  'god man':
    'god man*, godman, godmannen, god mans, gode man*, gode män*, goda män, godmanskap*, förvaltare, förvaltaren, förvaltarskap*, ställföreträd*',
  'samordnad individuell plan':
    'sip, siper, sipar, sipmöt*, sipplan*, samordna* individuell* plan*, samordna* plan*, individuell* plan*',
  boendestöd: 'boendestöd*, hemstöd*, stöd i hemmet, stödet i hemmet, stöd i boendet, stödet i boendet',
  boendeinsats:
    'boendeinsats*, insats* i boendet, särskilt boende, bostad med särskild service, gruppbostad*, stödboende*',
  försörjningsstöd:
    'försörjningsstöd*, ekonomiskt bistånd*, bistånd, biståndet*, biståndsansök*, socialbidrag*, socbidrag*',
  sjukpenning:
    'sjukpenning*, sjukpeng*, sjukersättning*, aktivitetsersättning*, sjukförsäkring*, socialförsäkring*, förtidspension*',
  sjukskrivning: 'sjukskriv*',
  läkarintyg: 'läkarintyg*, sjukintyg*, intyg*, läkarutlåtande*, medicinska underlag*',
  läkartid:
    'läkartid*, läkarbesök*, tid hos läkar*, tid hos doktor*, träffa läkar*, träffa en läkar*, träffa en psykiater',
  medicin: 'receptf*, recepten*, medicin, mediciner*, medicinen*, medicinförny*, läkemedel*',
  slutenvård:
    'slutenvård*, avdelning*, vårdavdelning*, heldygnsvård*, vårdplats*, inläggning*, inlagd*, lägger in, läggs in',
  bostad: 'bostad*, bostäd*, lägenhet*, hyresrätt*, hyreskontrakt*, hyresvärd*, hemlös*, eget boende',
  akutboende:
    'akutboende*, akut boende*, jourboende*, jourbostad*, nödboende*, tillfälligt boende*, härbärge*, natthärbärge*, tak över huvudet, vräk*',
  sysselsättning:
    'sysselsätt*, praktik*, arbetsträn*, arbetsrehab*, arbetsmarknad*, arbetsliv*, daglig verksamhet*, lönebidrag*, jobb, jobbet*, anställning*',
  tolk: 'tolk, tolkar*, tolken*, tolkhjälp*, språk, språket*, modersmål*, översätt*',

  // Who is met by it
  npf: 'npf, neuropsyk*, adhd*, add, autis*, asperger*',
  diagnos: 'diagnos*',
  funktionsnedsättning: 'funktionsned*, funktionshind*, funktionsvari*, diagnos*',
  missbruk:
    'missbruk*, beroendet, beroendesjuk*, beroendeproblem*, drog, droger*, drogproblem*, narkotika*, alkohol*, dricka, dricker*',
  samsjuklighet: 'samsjuk*, dubbeldiagnos*, både missbruk*, både beroende*, missbruk och psykisk*, samtidigt missbruk*',
  skuld: 'skuld*, kronofogd*, betalningsanmärk*, inkasso*',
  trångboddhet:
    'trångbod*, trångt boende*, trångt, bor trångt*, bor hemma, bo hemma, bor kvar hemma, bo kvar hemma, delar rum*, inneboende*',
  arbetsförmåga:
    'arbetsförmåg*, arbetsför, arbetsföra, arbetsoför*, för sjuk, för frisk, arbeta, arbetar, jobba, jobbar',

  // What the field sees go wrong
  tillgänglighet:
    'tillgänglig*, otillgänglig*, telefontid*, telefonkö*, öppettid*, når inte, når man inte, inte nå, att nå, nå dem, nå någon, telefonsvarar*, svararen, nå fram, når fram, komma fram, kommer fram, inte fram, få tag, få kontakt, får kontakt, svarar inte',
  information:
    'informa*, informe*, info, upplys*, vägled*, rådgivning*, serviceskyld*, talar inte om, berättar inte, ingen berätta*, inte berätta*, tydlig*, otydlig*',
  bemötande:
    'bemöt*, respekt*, nonchal*, nedlåt*, otrevlig*, kränk*, förnedr*, ifrågasätt*, misstro*, inte trodd*, attityd*, behandlad*, lyssna*, oförstå*',
  personalkontinuitet:
    'personalkontinuitet*, kontinuitet*, läkarkontinuitet*, personalomsättning*, omsättning*, byts, byter*, byte, bytt*, slutar, vikarie*, hyrläkar*, stafettläkar*, fast kontakt*, fast läkar*, fasta läkar*, ny handläggar*, nya handläggar*, nya personer, ingen stannar*, börja om*, från början igen, berätta allt, upprepa*',
  samordning:
    'samordning*, samordna*, samverka*, samarbet*, koordiner*, helhetsansvar*, helhetssyn*, hålla ihop, stuprör*',
  ansvarsglapp:
    'ansvarsglapp*, bolla*, hänvis*, rundgång*, gråzon*, stuprör*, mellan stolarna, faller mellan, hamnar mellan, skicka* mellan, skicka* runt, skicka* hit och dit, skicka* fram och tillbaka, utanför systemet, ingen tar ansvar*, inte vårt ansvar*, helhetsansvar*, ser bara sitt*',
}

/** What may be said of anything: a queue, a meeting, a refusal. It tells something only together with another word. */
export const CIRCUMSTANCES: Readonly<Record<string, string>> = {
  väntetid:
    'väntetid*, handläggningstid*, väntan*, vänta, väntar, väntat, kö, kön, köer*, köar, kötid*, telefonkö*, vårdkö*, vårdgaranti*, dröj*, fördröj*, långsam*, drar ut på tiden, lång tid, längre tid, över ett år, månader',
  kunskap:
    'kunskap*, kompeten*, okunskap*, okunnig*, okunnighet*, förstår inte, fattar inte, begriper inte, vet inte vad, ingen aning, förståelse*, utbildning*, vet för lite, vet inte hur, kan för lite',
  bedömning: 'bedöm*, utred*, värder*, biståndsbedöm*',
  olik: 'olik*, samma behov, samma situation, samma förutsättning*, likadan*, skild*, skiljer, likvärd*, jämlik*, ojämlik*, orättvis*, godtyck*, inte lika, beroende på vilken, beroende på vem, beroende på var',
  hård: 'hård*, strikt*, tuff*, skärp*, sträng*, snäv*, restriktiv*, tillämpning*, lagtolkning*, tolkning*',
  krav: 'krav*, begär*, fordra*',
  avslag: 'avslag*, avslå*, neka*, förvägra*, underkän*, får nej, säger nej, nej på, nej till',
  brist: 'brist*, sakna*, fattas*, för få, finns inga, finns inget, finns ingen, finns inte',
  nedskärning: 'nedskär*, besparing*, neddrag*, sparkrav*, sparar*, drog ner*, dra ner*, drar ner*, omorganis*',
  nedstängning: 'nedstäng*, nedlägg*, stänger, stängs, stängt*, stängda*, läggs ner, läggs ned, lagts ner, lagts ned',
  omorganisation: 'omorganis*, organisation*, sammanslag*',
  digital:
    'digital*, bankid*, bank id*, e legitim*, elegitim*, e tjänst*, e post*, epost*, e signer*, mejl*, mail*, signer*, underskrift*, internet*, nätet, online*, app, appen*, appar*, dator*, smartphone*, smartmobil*, smart* telefon*, surfplatt*, skärm*, video*, distansmöt*, webb*, teknik*',
  utanförskap: 'utanförskap*, hamnar utanför, utanför systemet, utestäng*, stängas ute, stängs ute, exkluder*',
  'fysiskt möte':
    'fysisk* möt*, fysisk* kontakt*, fysisk* kontor*, personlig* möte*, besök*, lokalkontor*, träffa handläggar*, går att träffa, gå att träffa',
  möte: 'möte*, sipmöt*, videomöt*',
  uteblir:
    'utebl*, frånvar*, närvar*, nyckelperson*, deltagar*, deltar inte, kommer inte, dyker inte upp, ingen kallar',
  lagstadgad: 'lagstadga*, lagstyr*, lagkrav*, lagen kräver, trots lag*',
  tillit: 'tillit*, förtroende*',
  svar: 'återkoppl*, åtgärda*, besked*, svar, svaret*',
  ansökan: 'ansök*, söka, söker, sökande*',
  handling: 'dokument*, handlingar*, underlag*, bilag*, kvitto*, kontoutdrag*, papper*, blankett*',
  handläggare: 'handläggar*, socialsekreterar*, biståndshandläggar*, arbetsförmedlare*, tjänsteman*, tjänstemän*',
  ung: 'ung, unga*, ungdom*, tonår*',
  ekonomi: 'ekonomi*, privatekonomi*, hushållsekonomi*, inkomst*, fattig*, pengar*',
}
