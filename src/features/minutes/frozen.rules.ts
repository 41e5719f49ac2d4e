import type { Document } from '#src/documents/document.ts'

const TEXTS = ['text', 'value', 'title', 'subject', 'caption']
/** Words that a document holds in cells, items and plain paragraphs. */
const isWords = (key: string): boolean => TEXTS.includes(key) || /^\d+$/.test(key)

/** The document without the texts, wherever they stand in it: what is withheld must not be read in a frozen copy either. */
export function withoutWords(document: Document, texts: readonly string[], instead: string): Document {
  const words = texts
    .flatMap(text => [text, ...text.split(/\n\s*\n/)])
    .map(text => text.trim())
    .filter(text => text !== '')
    .sort((one, other) => other.length - one.length)
  if (words.length === 0) return document
  const without = (text: string): string => words.reduce((left, word) => left.replaceAll(word, () => instead), text)
  return JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    typeof value === 'string' && isWords(key) ? without(value) : value,
  ) as Document
}
