import type { kernel as sv } from '../sv/kernel.ts'

export const kernel = {
  'nav.start': 'Start',
  'nav.deficiencies': 'System deficiencies',
  'nav.meetings': 'Meetings',
  'nav.actions': 'Actions',
  'nav.summaries': 'Summaries',
  'nav.people': 'Users',
  'nav.organisations': 'Organisations',
  'nav.groups': 'Groups',
  'nav.log': 'Log',

  'errors.required': 'Fill in this field.',
  'errors.choose': 'Choose an option.',
  'errors.tooLong': 'The text is too long.',
  'errors.email': 'Enter an e-mail address, such as name@municipality.se.',
  'errors.phone': 'Enter a telephone number in digits.',
  'errors.day': 'Enter a date that exists, such as 2026-03-12.',
  'errors.month': 'Enter a month as YYYY-MM, such as 2026-03.',
  'errors.number': 'Enter a whole number.',
  'errors.personalNumber':
    'The text contains a personal identity or coordination number. Remove it. Nothing has been saved.',
  'errors.confirmWarnings': 'Remove the details, or confirm that the text points out nobody.',
  'errors.form': 'The form is not from this page, or has become too old. Reload the page and try again.',
  'errors.formUsed': 'The form has already been sent, with other content. Reload the page and try again.',
  'errors.notFound': 'The page does not exist, or you do not have access to it.',
  'errors.denied': 'You are not permitted to do this.',
  'errors.signIn': 'You need to sign in to continue.',
  'errors.conflict': 'Somebody else changed the same thing while you were writing.',
  'errors.notFromHere': 'This cannot be done in the state that the matter is in now. Reload the page.',
  'errors.busy': 'The system is busy. Try again in a while.',
  'errors.tooManyTries': 'Too many tries. Wait a while and try again.',

  'errors.conflictTitle': 'Somebody else was first',
  'errors.badRequestTitle': 'We could not read what you sent',
  'errors.signInTitle': 'You need to sign in',
  'errors.deniedTitle': 'You are not permitted',
  'errors.missingTitle': 'The page does not exist',
  'errors.expiredTitle': 'The page is no longer valid',
  'errors.tooManyTitle': 'Too many tries',
  'errors.faultTitle': 'Something went wrong on our side',
  'errors.busyTitle': 'The system is busy',

  'mail.footer.genuine':
    'How to check that this letter is genuine: call or write to the sender at the details above. It never holds information about individuals.',
  'mail.footer.automatic': 'This letter was sent automatically by Systemfel. Do not reply to it.',
} as const satisfies Record<keyof typeof sv, string>
