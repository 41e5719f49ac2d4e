import type { documents as sv } from '../sv/documents.ts'

export const documents = {
  'documents.fictitious': 'Fictitious example',
  'documents.page': 'Page',
  'documents.pageOf': 'of',
  'documents.exportId': 'Export id: {id}',
  'documents.exportUser': 'User: {user}',
  'documents.exportTime': 'Time: {time}',
  'documents.exportSelection': 'Selection: {selection}',
  'documents.oneAtATime': 'You are already downloading a file. Wait until it is done and try again.',
  'documents.othersFirst': 'Others are downloading files now. Try again in a while.',
} as const satisfies Record<keyof typeof sv, string>
