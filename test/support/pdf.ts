import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LACKS = 'there is no poppler here; install poppler-utils'
const isThere = ['pdfinfo', 'pdftotext'].every(program => spawnSync(program, ['-v']).error === undefined)
let said = false

/** Defines tests that read PDF files back. Where there is no poppler it is said once, and in CI it is a fault. */
export function describeWithPoppler(title: string, define: (this: Mocha.Suite) => void): void {
  if (isThere) describe(title, define)
  else if (process.env['CI'] === 'true')
    it(title, () => {
      throw new Error(LACKS)
    })
  else if (!said) {
    said = true
    console.log(`SKIPPED tests of PDF files: ${LACKS}`)
  }
}

/** An element of a PDF's structure, as a screen reader meets it. */
export interface Tagged {
  readonly tag: string
  /** `Column` or `Row`, of what heads a table's. */
  readonly scope?: string
  readonly text: string
}
export interface ReadPdf {
  readonly info: ReadonlyMap<string, string>
  readonly tagged: readonly Tagged[]
  /** What is seen on each page. */
  readonly pages: readonly string[]
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean; readonly subset: boolean }[]
  readonly metadata: string
}

/** Reads a PDF back with poppler, another hand's program than the one that wrote it. */
export function readPdf(file: Buffer): ReadPdf {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  const path = join(folder, 'read.pdf')
  const run = (program: string, ...args: string[]): string => {
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    if (stderr !== '') throw new Error(`${program}: ${stderr}`)
    return stdout
  }
  try {
    writeFileSync(path, file)
    return {
      info: new Map(run('pdfinfo', path).split('\n').flatMap(infoIn)),
      tagged: taggedIn(run('pdfinfo', '-struct-text', path)),
      pages: run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1),
      fonts: execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).flatMap(fontIn),
      metadata: run('pdfinfo', '-meta', path),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function infoIn(line: string): (readonly [string, string])[] {
  const [, name, value] = /^([^:]+):\s+(.*)$/.exec(line) ?? []
  return name === undefined ? [] : [[name, value ?? '']]
}

function fontIn(line: string): ReadPdf['fonts'][number][] {
  const [, name, embedded, subset] = /^(\S+)\s.*\s(yes|no) (yes|no) (?:yes|no)\s/.exec(line) ?? []
  return name === undefined ? [] : [{ name, embedded: embedded === 'yes', subset: subset === 'yes' }]
}

/** Poppler prints a line for each element, lines of what is said of it, and its words in quotes. */
function taggedIn(output: string): Tagged[] {
  const found: { tag: string; scope?: string; text: string }[] = []
  for (const line of output.split('\n')) {
    const last = found.at(-1)
    const tag = /^ *([A-Z]\w*)(?: \(\w+\))?:?$/.exec(line)?.[1]
    const scope = /^ *\/Scope \/(\w+)$/.exec(line)?.[1]
    const text = /^ *"(.*)"$/.exec(line)?.[1]
    if (tag !== undefined) found.push({ tag, text: '' })
    else if (scope !== undefined && last !== undefined) last.scope = scope
    else if (text !== undefined && last !== undefined) last.text += text
  }
  return found
}
