/** What the coordinator wrote in the summary that was sent … */
export const SENT = {
  introduction:
    'Under halvåret har ombuden framför allt mött svårigheter att nå myndigheter och vård. Det gäller både telefon och digitala vägar. Väntetiderna är oförändrade.',
  wentWell: 'Kontakten med boendestödet fungerar bra. Föreningarna har hjälpt till att sprida information.',
  questions: [
    'Vad behöver varje myndighet för att svara inom 30 dagar?',
    'Vilka kan gruppen bjuda in för att få med primärvården?',
    'Vilket systemfel vill gruppen lösa först under nästa halvår?',
  ].join('\n'),
} as const
/** … and in the draft for the half-year that is not over: one question is still missing. */
export const DRAFTED = {
  introduction: 'Ekonomiskt bistånd begär nu bara det som har ändrats. Det märks i klienternas vardag.',
  wentWell: null,
  questions: [
    'Hur följer gruppen upp att åtgärder blir kvar när personal byts?',
    'Vem tar emot de frågor som har lyfts men inte fått svar?',
  ].join('\n'),
} as const
