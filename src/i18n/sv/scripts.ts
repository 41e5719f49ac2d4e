/** What scripts say. They come along to the browser: keep them few. */
export const scripts = {
  'scripts.offline': 'Inget nät. Texten ligger kvar här och sparas när nätet är tillbaka.',
  'scripts.busy': 'Det går inte att spara just nu. Texten ligger kvar här, och vi försöker igen.',
  'scripts.ended':
    'Du har blivit utloggad. Texten ligger kvar här. Tryck på knappen och logga in, så får du tillbaka den.',
  'scripts.endedHere': 'Du har blivit utloggad. Ladda om sidan och logga in igen.',
  'scripts.endsTitle': 'Du loggas snart ut',
  'scripts.endsIdle': 'Om två minuter loggas du ut, om du inte gör något. Det du skriver går inte förlorat.',
  'scripts.endsLast':
    'Om två minuter loggas du ut, för att du har varit inloggad i tio timmar. Det du skriver får du tillbaka när du loggar in igen.',
  'scripts.stay': 'Fortsätt',
  'scripts.stayed': 'Du är fortfarande inloggad.',
  'scripts.close': 'Stäng',
  'scripts.copy': 'Kopiera',
  'scripts.copied': 'Kopierat',
} as const

/** Of forms that are kept while somebody writes in them. */
export const savingScripts = {
  'scripts.saved': 'Sparat',
  'scripts.at': '{hour}.{minute}',
  'scripts.blocked': 'Inte sparat. Ta bort numret som aldrig får sparas, så sparas texten.',
  'scripts.refused': 'Inte sparat än. Tryck på knappen, så ser du vad som behöver ändras.',
  'scripts.elsewhere':
    'Texten är ändrad på ett annat ställe och sparas inte längre av sig själv. Tryck på knappen, så ser du båda texterna.',
  'scripts.notSent': 'Inget nät. Inget är skickat. Texten ligger kvar här. Försök igen när nätet är tillbaka.',
} as const
