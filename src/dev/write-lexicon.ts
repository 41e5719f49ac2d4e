/**
 * Packs the words that the privacy guard knows into `src/kernel/personal-data/lexicon.ts`, which the browser loads too. The words
 * as people read them are in `src/dev/lexicon`: first names, and other words, each line after the letter of its class.
 * Run it after a change: `node --conditions=source --import tsx src/dev/write-lexicon.ts`
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHARED } from '#src/kernel/personal-data/known-words.ts'
import { nameKey } from '#src/kernel/personal-data/name-key.ts'
import { packageRoot } from '#src/web/package-root.ts'

const folder = join(packageRoot, 'src/dev/lexicon')
const target = join(packageRoot, 'src/kernel/personal-data/lexicon.ts')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim()

/** The file with the words, each as how many letters it shares with the one before, the rest, and its classes. */
export function packedLexicon(): string {
  const classes = new Map<string, string>()
  const add = (word: string, kind: string): void => {
    classes.set(word, `${classes.get(word) ?? ''}${kind}`)
  }
  for (const name of read('given-names.txt').split(/\s+/)) add(nameKey(name.toLowerCase()), 'G')
  for (const line of read('words.txt').split('\n')) {
    const [kind = '', ...words] = line.split(' ')
    for (const word of words) add(word, kind)
  }
  let before = ''
  const packed = [...classes]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([word, kinds]) => {
      let shared = 0
      while (shared < SHARED.length - 1 && word[shared] !== undefined && word[shared] === before[shared]) shared += 1
      before = word
      return `${SHARED[shared]}${word.slice(shared)}${kinds === 'G' ? '' : kinds}`
    })
    .join('')
  const lines = packed.match(/.{1,110}/gu) ?? []
  return `/** Made by src/dev/write-lexicon.ts from src/dev/lexicon. */\nexport const LEXICON =\n${lines.map(line => `  '${line}'`).join(' +\n')}\n`
}

if (process.argv[1]?.endsWith('write-lexicon.ts')) writeFileSync(target, packedLexicon())
