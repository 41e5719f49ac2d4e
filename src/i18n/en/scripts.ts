export const scripts = {
  'scripts.offline': 'No network. The text stays here and is saved when the network is back.',
  'scripts.busy': 'It cannot be saved right now. The text stays here, and we try again.',
  'scripts.ended': 'You have been signed out. The text stays here. Press the button and sign in to get it back.',
  'scripts.endedHere': 'You have been signed out. Load the page again and sign in.',
  'scripts.endsTitle': 'You will soon be signed out',
  'scripts.endsIdle': 'In two minutes you are signed out, unless you do something. What you write is not lost.',
  'scripts.endsLast':
    'In two minutes you are signed out, as you have been signed in for ten hours. You get what you write back when you sign in again.',
  'scripts.stay': 'Continue',
  'scripts.stayed': 'You are still signed in.',
  'scripts.close': 'Close',
  'scripts.copy': 'Copy',
  'scripts.copied': 'Copied',
} as const

/** Of forms that are kept while somebody writes in them. */
export const savingScripts = {
  'scripts.saved': 'Saved',
  'scripts.at': '{hour}:{minute}',
  'scripts.blocked': 'Not saved. Remove the number that may never be saved, and the text is saved.',
  'scripts.refused': 'Not saved yet. Press the button to see what needs to be changed.',
  'scripts.elsewhere':
    'The text was changed somewhere else and is no longer saved by itself. Press the button to see both texts.',
  'scripts.notSent': 'No network. Nothing was sent. The text stays here. Try again when the network is back.',
} as const
