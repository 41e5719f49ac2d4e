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
} as const
