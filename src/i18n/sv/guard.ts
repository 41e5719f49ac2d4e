/** What the script of the pages says too: kept short, since it comes with every page. */
export const guard = {
  'guard.kind.phone': '”{text}” ser ut som ett telefonnummer',
  'guard.kind.email': '”{text}” ser ut som en e-postadress',
  'guard.kind.address': '”{text}” ser ut som en gatuadress',
  'guard.kind.caseNumber': '”{text}” ser ut som numret på ett ärende',
  'guard.kind.clientLabel': '”{text}” ser ut som en beteckning på en klient',
  'guard.kind.initials': '”{text}” kan vara initialer',
  'guard.kind.name': '”{text}” kan vara ett namn',
  'guard.kind.date': '”{text}” är en exakt dag',
  'guard.kind.birth': '”{text}” säger när någon är född',
  'guard.kind.rare': '”{text}” kan peka ut någon där få bor',
  'guard.kind.personnummer': 'Här står ett personnummer. Det går aldrig att spara. Ta bort det.',
  'guard.kind.samordningsnummer': 'Här står ett samordningsnummer. Det går aldrig att spara. Ta bort det.',
  'guard.kind.interimsnummer': 'Här står ett interimsnummer. Det går aldrig att spara. Ta bort det.',
  'guard.kind.reservnummer': 'Här står ett reservnummer. Det går aldrig att spara. Ta bort det.',
  'guard.replace': 'Byt ut mot ”{suggestion}”',
  'guard.remove': 'Ta bort det',
} as const
