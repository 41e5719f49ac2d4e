import type { answers as sv } from '../sv/answers.ts'

export const answers = {
  'answers.noFunctionAddress':
    'Whoever asks has neither a function address nor a phone number. Ask the administrator to add one first.',
  'mail.answers.request.subject': 'Request for an answer: {reference}',
  'mail.answers.request.body':
    '{group} asks {organisation} to answer a question about a system deficiency.\n\nDeficiency: {reference}. Level: {level}. Theme: {theme}. Municipality: {municipality}.\n\nAnswer by {dueDay}.',
  'mail.answers.request.link': 'Read the question and answer',
} as const satisfies Record<keyof typeof sv, string>
