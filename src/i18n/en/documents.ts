import type { documents as sv } from '../sv/documents.ts'

export const documents = {
  'documents.fictitious': 'Fictitious example',
  'documents.page': 'Page',
  'documents.pageOf': 'of',
  'documents.exportId': 'Export id: {id}',
  'documents.exportUser': 'User: {user}',
  'documents.exportTime': 'Time: {time}',
  'documents.exportSelection': 'Selection: {selection}',
} as const satisfies Record<keyof typeof sv, string>
