export const filing = {
  'filing.note': 'Snabbnotering',
  'filing.noteLabel': 'Snabbnotering',
  'filing.noteHint': 'En rad räcker: hindret, inte personen. Den blir ett utkast som du gör klart senare.',
  'filing.noteSave': 'Spara noteringen',
  'filing.noteMissing': 'Skriv en rad om hindret.',
  'filing.noteOr': 'Har du tid nu?',
  'filing.noteWhole': 'Skriv hela rapporten',
  'filing.noted': 'Noteringen är sparad som utkast. Gör klart den när du hinner.',
  'filing.onlyNoted': 'Noterad {day}',
  'filing.finish': 'Gör klar',
  'filing.sendNow': 'Skicka nu: {band}, {month}',
  'mail.observations.draftsAgeing.subject': 'Du har utkast som snart tas bort',
  'mail.observations.draftsAgeing.body':
    'Antal utkast som du inte har ändrat på 75 dagar: {count}.\n\nOm {days} dagar tas de bort. Logga in och gör klart dem, eller ändra något i dem, om du vill ha dem kvar.',
  'mail.observations.draftsAgeing.link': 'Öppna dina utkast',
  'audit.observation.draftAgeing': 'Författaren fick veta att utkastet snart tas bort',
  'audit.observation.draftCleared': 'Ett gammalt utkast togs bort',
} as const
