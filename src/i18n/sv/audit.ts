export const audit = {
  'audit.title': 'Logg',
  'audit.lead': 'Allt som har hänt, nyast först. Loggen visar aldrig text ur rapporter.',
  'audit.number': 'Nr',
  'audit.when': 'När',
  'audit.who': 'Vem',
  'audit.what': 'Vad',
  'audit.subject': 'På vad',
  'audit.older': 'Äldre händelser',
  'audit.system': 'Systemet',
  'audit.agency': 'Myndigheten',
  'audit.historyTitle': 'Historik',
} as const
