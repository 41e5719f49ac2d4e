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
  'filing.sendNow': 'Send now: {band}, {month}',
  'mail.observations.draftsAgeing.subject': 'You have drafts that will soon be removed',
  'mail.observations.draftsAgeing.body':
    'Drafts that you have not changed for 75 days: {count}.\n\nIn {days} days they are removed. Sign in and finish them, or change something in them, if you want to keep them.',
  'mail.observations.draftsAgeing.link': 'Open your drafts',
  'audit.observation.draftAgeing': 'The author was told that the draft will soon be removed',
  'audit.observation.draftCleared': 'An old draft was removed',
} as const
