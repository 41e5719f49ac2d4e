import type { following as sv } from '../sv/following.ts'

export const following = {
  'mail.following.received.subject': 'Your report {otherReference} now counts in {reference}',
  'mail.following.received.body':
    'Report {otherReference} has been received. It now counts in deficiency {reference} ({level}).\n\nYou will be told when the group takes it up.',
  'mail.following.received.link': 'Open the deficiency',
  'mail.following.agenda.subject': '{reference} is on an agenda',
  'mail.following.agenda.body':
    'A deficiency that you have reported will be taken up.\n\nDeficiency: {reference}. Level: {level}.\n\n{group} meets on {day}.',
  'mail.following.agenda.link': 'Open the deficiency',
  'mail.following.effect.subject': 'The effect of {reference} has been followed up',
  'mail.following.effect.body':
    'The effect has been followed up of a deficiency that you have reported.\n\nDeficiency: {reference}. Level: {level}.\n\nThe question was whether it is better. The answer on {day}: {answerKind}.',
  'mail.following.effect.link': 'Open the deficiency',
  'mail.following.digest.subject': 'News of what you have reported: {count}',
  'mail.following.digest.body':
    'This has happened since the last letter.\n\n{lines}\n\nYou get one letter like this a week at most.',
  'mail.following.digest.link': 'See what has happened to your reports',
  'following.mailFooter': 'Do you want fewer letters, or none? Choose on My page: {address}',
  'mail.observations.ownEmployerWithdrawn.subject': 'Report {reference} has been withdrawn',
  'mail.observations.ownEmployerWithdrawn.body':
    'Report {reference} from {office} is about the office’s own employer. Its author has withdrawn it.\n\nContact the office if you have questions.',
  'mail.observations.ownEmployerReturned.subject': 'Report {reference} is to be completed',
  'mail.observations.ownEmployerReturned.body':
    'Report {reference} from {office} is about the office’s own employer. The coordinator has asked for more.\n\nThe reason is read in the office only. You get a new letter when the report has been linked to a deficiency or closed.',
  'following.line.received': 'Received',
  'following.line.agenda': 'On an agenda',
  'following.line.decision': 'Decision',
  'following.line.answer': 'Answer',
  'following.line.effect': 'Effect',
  'following.line.other': 'Something has happened',
  'following.line.observations-returned': 'Needs to be completed',
  'following.line.observations-notSystemic': 'Not systemic',
  'following.line.observations-reopened': 'Judged anew',
  'following.line.links-merged': 'Lives on as',
  'following.line.links-unmerged': 'Again one of its own, parted from',

  'following.choiceTitle': 'Letters about what you have reported',
  'following.choiceLead': 'You can always see what has happened here:',
  'following.toLedger': 'What happened to my reports?',
  'following.often': 'How often do you want letters?',
  'following.often.prompt': 'When something happens',
  'following.often.promptHint':
    'The first thing that happens is told at once. The rest is gathered. One letter a week at most.',
  'following.often.weekly': 'Gathered every Monday',
  'following.often.weeklyHint': 'Only when something has happened.',
  'following.often.none': 'No letters',
  'following.often.noneHint': 'Not even when a report needs to be completed. You will have to look for yourself.',
  'following.saveChoice': 'Save the choice',
  'following.choiceSaved': 'Your choice is saved.',
} as const satisfies Record<keyof typeof sv, string>
