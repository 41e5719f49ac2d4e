import type { start as sv } from '../sv/start.ts'

export const start = {
  'start.title': 'Hello {name}',
  'start.lead': 'Here is what waits for you.',
  'start.noRoles': 'You have no role yet. Your administrator gives you one.',
  'start.file': 'Report an obstacle',
  'start.planMeeting': 'Plan a meeting',
  'start.waiting': 'To do',
  'start.nothing': 'Nothing waits',
  'start.myReports': 'What happened to my reports?',
  'start.drafts': 'To finish: {count}',
  'start.inbox': 'Inbox',
  'start.newReports': 'New: {count}',
  'start.answers': 'Answers received',
  'start.newAnswers': 'New: {count}',
  'start.unanswered': 'Unanswered questions',
  'start.unansweredCount': 'Waiting: {count}, overdue: {overdue}',
  'start.failedMails': 'Mails that did not arrive',
  'start.failedMailCount': 'Failed: {count}',
  'start.contacts': 'Contacts at agencies',
  'start.contactCount': 'Number: {count}',
  'start.meetings': 'Meetings',
  'start.noMeetings': 'No meeting is planned.',
  'start.at': 'at {time}',
  'start.mailbox': 'The mailbox of demo mode',
  'start.mailboxLead': 'In demo mode no mail is sent. Here you read it instead.',
  'start.mailboxEmpty': 'No mail yet',
  'start.mailboxEmptyNext': 'Mail comes here when somebody does something, such as requesting an answer.',
  'start.mailTo': 'To {address}',
  'start.openLink': 'Open the link in the mail',
  'start.helpTitle': 'Help',
  'start.helpLead': 'Systemfel helps personal ombud make the welfare system mend its own faults.',
  'start.help.word.title': 'What is a system deficiency?',
  'start.help.word.text':
    'A system deficiency is a shortcoming that recurs, is repeated over time and is not explained by single events. In Swedish: systemfel, also systembrist or uppmärksammad brist.',
  'start.help.report.title': 'What is a report?',
  'start.help.report.text':
    'A report is what one ombud has met. The coordinator links it to a deficiency, or makes a new one. If you have met the same thing, choose Same here.',
  'start.help.level.title': 'Which level should I choose?',
  'start.help.level.text':
    'Choose the level where the shortcoming shows. The management is responsible for mending it, also at caseworker level. If you are unsure, the coordinator decides.',
  'start.help.privacy.title': 'Protection of clients',
  'start.help.privacy.text':
    'Describe the obstacle, not the person. Personal identity numbers are always stopped. The guard asks about what else may point somebody out: you edit, replace, or say why it may stay. The text is reviewed by you: the guard does not find everything.',
  'start.help.withhold.title': 'If something slipped through',
  'start.help.withhold.text':
    'Choose Withhold the text where you read it. It is hidden everywhere at once. The coordinator of the office decides whether it shall be corrected or stand.',
  'start.help.decision.title': 'What can a governance group decide?',
  'start.help.decision.text':
    'There are eight decisions: request an answer, commitment, investigate, lift, postpone, monitor, accept the answer and close without action. Mail is sent when the notes are done.',
  'start.help.answer.title': 'How does an agency answer?',
  'start.help.answer.text':
    'The contact gets a link and answers in the browser, without an account. The answer shows on the deficiency, and the ombud who reported are told.',
  'start.help.acute.title': 'Acute danger',
  'start.help.acute.text':
    'If somebody is in danger other routes apply: 112, a report of concern, lex Sarah or IVO. A system deficiency does not help in the moment.',
  'start.accessibilityTitle': 'Accessibility',
  'start.accessibility.goal.title': 'Our goal',
  'start.accessibility.goal.text':
    'Everybody should be able to use Systemfel. We follow WCAG 2.1 level AA, as the law demands, and aim at WCAG 2.2.',
  'start.accessibility.how.title': 'How we have tested',
  'start.accessibility.how.text':
    'The pages are checked automatically in light and dark mode, on narrow screens and without JavaScript. Everything can be done with a keyboard.',
  'start.accessibility.lacks.title': 'Known shortcomings',
  'start.accessibility.lacks.text': 'We know of no shortcomings today. No outside review has been made yet.',
  'start.accessibility.tell.title': 'Tell us',
  'start.accessibility.tell.text':
    'Have you found something that does not work? Contact the office that gave you an account or a link.',
  'start.accessibility.complain.title': 'Complain',
  'start.accessibility.complain.text':
    'If you are not content with the answer, you can complain to the Agency for Digital Government, Digg.',
} as const satisfies Record<keyof typeof sv, string>
