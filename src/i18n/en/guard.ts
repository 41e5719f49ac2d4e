/** What the script of the pages says too: kept short, since it comes with every page. */
export const guard = {
  'guard.kind.phone': '“{text}” looks like a phone number',
  'guard.kind.email': '“{text}” looks like an e-mail address',
  'guard.kind.address': '“{text}” looks like a street address',
  'guard.kind.caseNumber': '“{text}” looks like the number of a case',
  'guard.kind.clientLabel': '“{text}” looks like a label for a client',
  'guard.kind.initials': '“{text}” may be initials',
  'guard.kind.name': '“{text}” may be a name',
  'guard.kind.date': '“{text}” is an exact day',
  'guard.kind.birth': '“{text}” tells when somebody was born',
  'guard.kind.rare': '“{text}” may point somebody out where few people live',
  'guard.kind.personnummer': 'There is a personal identity number here. It can never be saved. Remove it.',
  'guard.kind.samordningsnummer': 'There is a coordination number here. It can never be saved. Remove it.',
  'guard.kind.interimsnummer': 'There is an interim number here. It can never be saved. Remove it.',
  'guard.kind.reservnummer': 'There is a reserve number here. It can never be saved. Remove it.',
  'guard.replace': 'Replace it with “{suggestion}”',
  'guard.remove': 'Remove it',
} as const
