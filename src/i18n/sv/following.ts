export const following = {
  'mail.following.received.subject': 'Din rapport {otherReference} räknas in i {reference}',
  'mail.following.received.body':
    'Rapport {otherReference} är mottagen. Den räknas nu in i systemfel {reference} ({level}).\n\nDu får veta när systemfelet tas upp i ledningsgruppen.',
  'mail.following.received.link': 'Öppna systemfelet',
  'mail.following.agenda.subject': '{reference} står på en dagordning',
  'mail.following.agenda.body':
    'Ett systemfel som du har rapporterat ska tas upp.\n\nSystemfel: {reference}. Nivå: {level}.\n\n{group} möts {day}.',
  'mail.following.agenda.link': 'Öppna systemfelet',
  'mail.following.effect.subject': 'Effekten av {reference} är följd upp',
  'mail.following.effect.body':
    'Effekten är följd upp för ett systemfel som du har rapporterat.\n\nSystemfel: {reference}. Nivå: {level}.\n\nFrågan var om det har blivit bättre. Svaret {day}: {answerKind}.',
  'mail.following.effect.link': 'Öppna systemfelet',
  'mail.following.digest.subject': 'Nytt om det du har rapporterat: {count}',
  'mail.following.digest.body':
    'Det här har hänt sedan det förra brevet.\n\n{lines}\n\nDu får högst ett sådant här brev i veckan.',
  'mail.following.digest.link': 'Se vad som har hänt med dina rapporter',
  'following.mailFooter': 'Vill du ha färre brev, eller inga? Välj på Min sida: {address}',
  'mail.observations.ownEmployerWithdrawn.subject': 'Rapport {reference} är återkallad',
  'mail.observations.ownEmployerWithdrawn.body':
    'Rapport {reference} från {office} gäller verksamhetens egen arbetsgivare. Den som skrev den har återkallat den.\n\nKontakta verksamheten om du undrar.',
  'mail.observations.ownEmployerReturned.subject': 'Rapport {reference} ska kompletteras',
  'mail.observations.ownEmployerReturned.body':
    'Rapport {reference} från {office} gäller verksamhetens egen arbetsgivare. Samordnaren har bett om en komplettering.\n\nSkälet läses bara i verksamheten. Du får ett nytt brev när rapporten har kopplats till ett systemfel eller avslutats.',
  'following.line.received': 'Mottagen',
  'following.line.agenda': 'På dagordning',
  'following.line.decision': 'Beslut',
  'following.line.answer': 'Svar',
  'following.line.effect': 'Effekt',
  'following.line.other': 'Något har hänt',
  'following.line.observations-returned': 'Behöver kompletteras',
  'following.line.observations-notSystemic': 'Inget systemfel',
  'following.line.observations-reopened': 'Bedöms på nytt',
  'following.line.links-merged': 'Lever vidare som',
  'following.line.links-unmerged': 'Åter ett eget systemfel, skilt från',

  'following.choiceTitle': 'Brev om det du har rapporterat',
  'following.choiceLead': 'Du ser alltid vad som har hänt här:',
  'following.toLedger': 'Vad hände med mina rapporter?',
  'following.often': 'Hur ofta vill du ha brev?',
  'following.often.prompt': 'När något händer',
  'following.often.promptHint': 'Det första som händer får du veta direkt. Resten samlas. Högst ett brev i veckan.',
  'following.often.weekly': 'Samlat varje måndag',
  'following.often.weeklyHint': 'Bara när något har hänt.',
  'following.often.none': 'Inga brev',
  'following.often.noneHint': 'Inte heller när en rapport behöver kompletteras. Då får du titta efter själv.',
  'following.saveChoice': 'Spara valet',
  'following.choiceSaved': 'Ditt val är sparat.',
} as const
