import type { feedback as sv } from '../sv/feedback.ts'

export const feedback = {
  'feedback.start.question': 'Questions back from contacts',
  'feedback.count.question': 'To reply to: {count}',
  'feedback.start.time': 'Wishes for more time to answer',
  'feedback.count.time': 'To settle: {count}',
  'feedback.start.dueWish': 'Wishes for another due day',
  'feedback.count.dueWish': 'To settle: {count}',
  'feedback.start.declined': 'Undertakings that were declined',
  'feedback.count.declined': 'No other way yet: {count}',
  'feedback.start.letter': 'Questions that did not arrive',
  'feedback.start.call': 'Calls that did not arrive, meeting on {day}',
  'feedback.count.letter': 'Letters: {count}',
  'feedback.awaits': 'Waits for you',
  'feedback.awaitsAny': 'Any',
  'feedback.awaits.question': 'The contact has a question',
  'feedback.awaits.time': 'The contact wants more time',
  'feedback.awaits.letter': 'The letter did not arrive',
  'feedback.awaits.dueWish': 'Another due day is wished for',
  'feedback.awaits.declined': 'Declined, no other way yet',
  'feedback.askedBack': 'Has a question',
  'feedback.timeAsked': 'Waits to hear about more time',
} as const satisfies Record<keyof typeof sv, string>
