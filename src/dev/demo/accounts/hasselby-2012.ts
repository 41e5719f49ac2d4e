import type { TypedAccount } from './typed-account.ts'

/** Three districts of Stockholm, 2012: a free report by the questions of the county. Persons, telephones and addresses are invented. */
export const hasselby2012: TypedAccount = {
  source: 'seed 002',
  form: 'stockholm-2012',
  unit: 'Hässelby-Vällingby',
  values: {
    'ombud.text':
      'Antal Personliga ombud (PO) under 2012 har varit två tjänster med sysselsättningsgrad 100%. Antal Personliga ombud (PO) under 2013 kommer att vara två tjänster med sysselsättningsgrad 100%.',
    'organisation.place':
      'De personliga ombuden tillhör utförarenheten för personligt stöd inom socialtjänstavdelningen i Hässelby-Vällingby stadsdelsförvaltning.',
    'organisation.group':
      'I ledningsgruppen ingår de tre avdelningscheferna för stadsdelarna Hässelby-Vällingby, Bromma och Rinkeby-Kista. Ledningsgruppen träffas ca 4 ggr/mån och där diskuteras hur verksamheten fortskrider, antalet besökare, avstämning av kostnader mm.  Dialogen med intresseorganisationer sker på stadsdelarnas respektive råd för Funktionshinderfrågor där de personliga ombuden någon gång per år informerar och rapporterar om sitt arbete.',
    'organisation.quality':
      'De personliga ombuden träffar arbetsledare 1 gång/vecka. Vid dessa möten sker genomgång av verksamheten, ärenden och statistik förs månatligen. Socialstyrelsens meddelandeblad ligger till grund för verksamhetens inriktning.',
    'training.which':
      'De två personliga ombuden har deltagit i skilda utbildningar under 2012. Ett av ombuden har deltagit i den nationella introduktionsutbildningen för personliga ombud som omfattar 6 heldagar. Den andra av de två ombuden har deltagit i en baskurs i psykiatri, omfattning 18 halvdagar (Kognus), Mi- utbildning (socialtjänstförvaltningen), Basutbildning i neuropsykiatri (Kognus). Båda ombuden har haft handledning vid tre tillfällen i samverkan med Spånga-Tensta stadsdelsförvaltning.',
    'work.changed': 'Nej.',
    'work.planned':
      'Ja, verksamheten kommer inte längre ingå i utförarenheten för personligt stöd i och med att det sker en organisationsförändring i förvaltningen från och med 1 januari 2013. De personliga ombuden kommer ingå i enheten för sysselsättning och träfflokal inom socialpsykiatrins område och vara direkt underställda enhetschefen för denna enhet. Det blir dock inga förändringar när det gäller verksamhetens inriktning.',
    'reasons.text':
      'De vanligaste orsakerna till kontakt med personliga ombuden är de enskilda individernas ekonomiska situation. De behöver stöd i kontakten med socialtjänst, enheten för försörjningsstöd, försäkringskassan och arbetsförmedling. Därutöver behöver merparten få hjälp i kontakten med psykiatrin.',
    'tendencies.reasons':
      'Alltfler personer behöver hjälp med ekonomiska frågor t ex kontakt med försäkringskassan, arbetsförmedling, kronofogden och socialtjänstens enhet för försörjningsstöd. Flera personer lever under hot av vräkning samt har stora ekonomiska skulder. Bostadssituationen är ett område många söker stöd för.',
    'tendencies.groups':
      'I Bromma ser vi en tendens till att fler personer under 30 år söker hjälp av de personliga ombuden, trots att det på ytan kan se ut som flera av dem har ett fungerade nätverk. Inom Rinkeby-Kista och även Hässelby-Vällingby där befolkningen kommer från många olika länder finns ofta språkliga svårigheter och där behöver personerna i större utsträckning stöd med hjälp av tolk.',
    'guidelines.text':
      'Socialstyrelsens meddelandeblad nr 5/2011 ligger till grund för verksamheten och vilka målgrupper som ska få stöd och på vilket sätt stödet ska ges.',
    'guidelines.order':
      'Prioriterade ärenden är där det finn risk för vräkning från bostaden samt där minderåriga barn finns i nära anslutning till klienten.',
    'services.deficiencies': 'Inga systemfel har rapporterats under året.',
    'stock.start.men': '12',
    'stock.start.women': '16',
    'stock.end.men': '21',
    'stock.end.women': '33',
    'clients.new.men': '31',
    'clients.new.women': '19',
    'clients.ended.men': '7',
    'clients.ended.women': '13',
    'clients.ended_30.men': '2',
    'clients.ended_30.women': '5',
    'clients.ended_40.women': '3',
    'clients.ended_50.men': '5',
    'clients.ended_50.women': '5',
    'clients.children_known.men': '10',
    'clients.children_known.women': '1',
    'clients.children.men': '10',
    'clients.children.women': '1',
    'money.text':
      'Statsbidrag utgår med 40% av kostnaderna. Övriga kostnader delas mellan de tre stadsdelarna Bromma, Rinkeby-Kista samt Hässelby-Vällingby. Under året har två personer på heltid arbetat som personliga ombud. Det har inte varit några vakanser under året.',
    'money.staff': '1118',
    'money.premises': '64',
    'money.other': '26',
    'money.total': '1208',
  },
  interpreted: ['clients.ended_40.women'],
}
