export const documents = {
  'documents.fictitious': 'Påhittat exempel',
  'documents.page': 'Sida',
  'documents.pageOf': 'av',
  'documents.exportId': 'Export-id: {id}',
  'documents.exportUser': 'Användare: {user}',
  'documents.exportTime': 'Tid: {time}',
  'documents.exportSelection': 'Urval: {selection}',
  'documents.oneAtATime': 'Du hämtar redan en fil. Vänta tills den är klar och försök igen.',
  'documents.othersFirst': 'Andra hämtar filer just nu. Försök igen om en stund.',
} as const
