export const kernel = {
  'nav.start': 'Start',
  'nav.deficiencies': 'Systemfel',
  'nav.meetings': 'Möten',
  'nav.actions': 'Åtgärder',
  'nav.summaries': 'Sammanställningar',
  'nav.people': 'Användare',
  'nav.organisations': 'Organisationer',
  'nav.groups': 'Grupper',
  'nav.log': 'Logg',

  'errors.tooManyTries': 'För många försök. Vänta en stund och försök igen.',

  'mail.footer.genuine':
    'Så kontrollerar du att brevet är äkta: uppgifterna ovan ska stämma med dem på kommunens webbplats. Ring eller skriv dit om du är osäker. Brevet innehåller aldrig uppgifter om enskilda.',
  'mail.footer.automatic': 'Brevet är skickat automatiskt av Systemfel. Svara inte på det.',
} as const
