export const filing = {
  'filing.note': 'Quick note',
  'filing.noteLabel': 'Quick note',
  'filing.noteHint': 'One line is enough: the hindrance, not the person. It becomes a draft that you finish later.',
  'filing.noteSave': 'Save the note',
  'filing.noteMissing': 'Write a line about the hindrance.',
  'filing.noteOr': 'Do you have time now?',
  'filing.noteWhole': 'Write the whole report',
  'filing.noted': 'The note is saved as a draft. Finish it when you have time.',
  'filing.onlyNoted': 'Noted {day}',
  'filing.finish': 'Finish',
  'filing.sendNow': 'Send same here: {band}, {month}',
  'filing.sameChosen': 'Same here, choose yourself',
  'filing.sameChosenAs': 'Same here, choose yourself: {number} {title}',
  'filing.example': 'Examples',
  'filing.exampleShow': 'Show examples',
  'filing.exampleGood': 'Good:',
  'filing.exampleBad': 'Less good:',
  'filing.example.text.good':
    'Those who need housing support every day get a visit once a week. It has been so since spring, and the decision does not change when the need does.',
  'filing.example.text.bad': 'Nobody came on Tuesday. The caseworker does not care.',
  'filing.example.text.why':
    'It is a single event, and somebody is pointed out. Write what is lacking, and how it recurs.',
  'filing.example.likeness.good':
    'Same here, as the hindrance is the same: a trustee takes long to get, although in another municipality.',
  'filing.example.likeness.bad': 'Same here, as it is the same authority, although the hindrance is another.',
  'filing.example.likeness.why': 'The hindrance is what should be alike. If you are unsure, choose It is new.',
  'filing.example.organisation.good':
    'Psychiatry and primary care, and that the fault lies between them. Each refers to the other.',
  'filing.example.organisation.bad': 'All the authorities that the clients are in contact with.',
  'filing.example.organisation.why': 'Choose only those who can mend the fault.',
  'filing.example.level.good':
    'Local level: a trustee takes over a year to get, as the municipality has too few to appoint.',
  'filing.example.level.bad': 'Central level, as it is very serious.',
  'filing.example.level.why':
    'The level says where the shortcoming shows, not how bad it is. That comes on the next page.',
  'filing.example.extent.good': 'During the wait the rent is not paid. Several have got debts that they cannot pay.',
  'filing.example.extent.bad': 'It is terrible for everybody.',
  'filing.example.extent.why': 'Write what happens to the clients. Then the group sees what it costs to wait.',
  'filing.example.check.good': 'Several who have no e-identification cannot reach their caseworker on weekdays.',
  'filing.example.check.bad': 'The only one in the village with that diagnosis was refused the day after the fire.',
  'filing.example.check.why': 'There is no name, but those who live there know who it is. Remove what is recognised.',
  'mail.observations.draftsAgeing.subject': 'You have drafts that will soon be removed',
  'mail.observations.draftsAgeing.body':
    'Drafts that you have not changed for 75 days: {count}.\n\nIn {days} days they are removed. Sign in and finish them, or change something in them, if you want to keep them.',
  'mail.observations.draftsAgeing.link': 'Open your drafts',
  'audit.observation.draftAgeing': 'The author was told that the draft will soon be removed',
  'audit.observation.draftCleared': 'An old draft was removed',
} as const
