export const answers = {
  'answers.noFunctionAddress':
    'Den som frågar har varken funktionsadress eller telefonnummer. Be administratören lägga in det först.',
  'mail.answers.request.subject': 'Begäran om svar: {reference}',
  'mail.answers.request.body':
    '{group} ber {organisation} att svara på en fråga om ett systemfel.\n\nSystemfel: {reference}. Nivå: {level}. Område: {theme}. Kommun: {municipality}.\n\nSvara senast {dueDay}.',
  'mail.answers.request.link': 'Läs frågan och svara',
} as const
