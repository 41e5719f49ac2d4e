export const start = {
  'start.title': 'Hej {name}',
  'start.lead': 'Här är det som väntar på dig.',
  'start.noRoles': 'Du har ingen roll ännu. Din administratör ger dig en.',
  'start.file': 'Rapportera ett hinder',
  'start.planMeeting': 'Planera ett möte',
  'start.waiting': 'Att göra',
  'start.nothing': 'Inget väntar',
  'start.myReports': 'Vad hände med mina rapporter?',
  'start.drafts': 'Att göra klara: {count}',
  'start.inbox': 'Inkorg',
  'start.newReports': 'Nya: {count}',
  'start.answers': 'Inkomna svar',
  'start.newAnswers': 'Nya: {count}',
  'start.unanswered': 'Obesvarade frågor',
  'start.unansweredCount': 'Väntar: {count}, försenade: {overdue}',
  'start.failedMails': 'Brev som inte gick fram',
  'start.failedMailCount': 'Misslyckade: {count}',
  'start.contacts': 'Kontakter hos myndigheter',
  'start.contactCount': 'Antal: {count}',
  'start.meetings': 'Möten',
  'start.noMeetings': 'Inget möte är planerat.',
  'start.at': 'kl. {time}',
  'start.mailbox': 'Demolägets brevlåda',
  'start.mailboxLead': 'I demoläget skickas inga brev. Här läser du dem i stället.',
  'start.mailboxEmpty': 'Inga brev ännu',
  'start.mailboxEmptyNext': 'Brev kommer hit när någon gör något, till exempel begär ett svar.',
  'start.mailTo': 'Till {address}',
  'start.openLink': 'Öppna länken i brevet',
  'start.helpTitle': 'Hjälp',
  'start.helpLead': 'Systemfel hjälper personliga ombud att få välfärden att rätta sina egna fel.',
  'start.help.word.title': 'Vad är ett systemfel?',
  'start.help.word.text':
    'Ett systemfel är en brist som återkommer, upprepas över tid och inte förklaras av enstaka händelser. Det kallas också systembrist, brist eller uppmärksammad brist.',
  'start.help.report.title': 'Vad är en rapport?',
  'start.help.report.text':
    'En rapport är vad ett ombud har mött. Samordnaren kopplar rapporten till ett systemfel, eller gör ett nytt. Har du mött samma sak väljer du Samma här.',
  'start.help.level.title': 'Vilken nivå ska jag välja?',
  'start.help.level.text':
    'Välj nivån där bristen visar sig. Ledningen ansvarar för att den rättas till, även på handläggarnivå. Är du osäker avgör samordnaren.',
  'start.help.privacy.title': 'Skydd för klienter',
  'start.help.privacy.text':
    'Beskriv hindret, inte personen. Personnummer stoppas alltid. Annat som kan peka ut någon frågar skyddet om: du ändrar, byter ut eller säger varför det får stå kvar. Texten är granskad av dig: skyddet hittar inte allt.',
  'start.help.withhold.title': 'Om något ändå slank igenom',
  'start.help.withhold.text':
    'Välj Spärra texten där du läser den. Den döljs genast överallt. Samordnaren i verksamheten avgör om den ska rättas eller stå kvar.',
  'start.help.decision.title': 'Vad kan en ledningsgrupp besluta?',
  'start.help.decision.text':
    'Det finns åtta beslut: begär svar, åtagande, utred vidare, lyft, bordlägg, bevaka, godta svaret och avsluta utan åtgärd. Brev skickas när anteckningarna är klara.',
  'start.help.answer.title': 'Hur svarar en myndighet?',
  'start.help.answer.text':
    'Kontakten får en länk och svarar i webbläsaren, utan konto. Svaret syns på systemfelet, och ombuden som rapporterade får veta.',
  'start.help.acute.title': 'Akut fara',
  'start.help.acute.text':
    'Är någon i fara gäller andra vägar: 112, orosanmälan, lex Sarah eller IVO. Ett systemfel hjälper inte i stunden.',
  'start.accessibilityTitle': 'Tillgänglighet',
  'start.accessibility.goal.title': 'Vårt mål',
  'start.accessibility.goal.text':
    'Alla ska kunna använda Systemfel. Vi följer WCAG 2.1 nivå AA, som lagen kräver, och siktar på WCAG 2.2.',
  'start.accessibility.how.title': 'Så har vi testat',
  'start.accessibility.how.text':
    'Sidorna granskas automatiskt i ljust och mörkt läge, på smal skärm och utan JavaScript. Allt går att göra med tangentbord.',
  'start.accessibility.lacks.title': 'Kända brister',
  'start.accessibility.lacks.text':
    'Vi känner inte till några brister i dag. Ingen utomstående granskning är gjord ännu.',
  'start.accessibility.tell.title': 'Hör av dig',
  'start.accessibility.tell.text':
    'Hittar du något som inte fungerar? Kontakta den verksamhet som gav dig konto eller länk.',
  'start.accessibility.complain.title': 'Anmäl brister',
  'start.accessibility.complain.text':
    'Är du inte nöjd med svaret kan du anmäla till Myndigheten för digital förvaltning, Digg.',
} as const
