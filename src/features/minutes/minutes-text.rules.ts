import type { Block, Text } from '#src/documents/document.ts'

const plain = (text: Text): string => (typeof text === 'string' ? text : text.map(run => run.text).join(''))

/** What a § says, as text to go on writing from: a paragraph for each block, a line for each fact. */
export const textOf = (blocks: readonly Block[]): string => blocks.map(wordsOf).filter(Boolean).join('\n\n')

function wordsOf(block: Block): string {
  if (block.kind === 'facts') return block.rows.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n')
  if (block.kind === 'list') return block.items.map(item => `– ${plain(item)}`).join('\n')
  if (block.kind === 'table') return block.rows.map(row => row.map(cell => cell ?? '–').join(' · ')).join('\n')
  return plain(block.text)
}

/** A text written by hand, as a document shows it: empty lines part its paragraphs. */
export const blocksOf = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
    .map(paragraph => ({ kind: 'paragraph', text: paragraph }))

/** The same words, however the browser has ended their lines. */
export const sameWords = (one: string, other: string): boolean => tidy(one) === tidy(other)
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim()
