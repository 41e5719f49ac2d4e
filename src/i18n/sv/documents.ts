export const documents = {
  'documents.fictitious': 'Påhittat exempel',
  'documents.page': 'Sida',
  'documents.pageOf': 'av',
  'documents.exportId': 'Export-id: {id}',
  'documents.exportUser': 'Användare: {user}',
  'documents.exportTime': 'Tid: {time}',
  'documents.exportSelection': 'Urval: {selection}',
} as const
