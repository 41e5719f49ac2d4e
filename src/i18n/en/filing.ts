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
} as const
