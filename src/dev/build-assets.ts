/** Compiles the stylesheet and the script and puts them, with the other assets, under hashed names in `dist/assets`. */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import { compile } from 'sass'
import type { Locale } from '#src/i18n/translate.ts'
import { packageRoot } from '#src/web/package-root.ts'
import { joined, usedStyles, withoutOldBrowsers } from './used-styles.ts'

const source = join(packageRoot, 'views/assets')
const target = join(packageRoot, 'dist/assets')

const stylesheet = (): string => {
  const { css } = compile(join(source, 'app.scss'), {
    style: 'compressed',
    loadPaths: [join(packageRoot, 'node_modules')],
    quietDeps: true,
    charset: false,
  })
  const used = usedStyles(css.replace(PRINT_TYPE, ''), namingSources())
  return joined(transformSync(withoutOldBrowsers(used), { loader: 'css', minify: true, target: BROWSERS }).code)
}
/** Those that know all that our pages use. */
const BROWSERS = ['chrome111', 'firefox115', 'safari16.4']
/** The engine's type for paper: its points are our pixels, and its typeface is not ours. */
const PRINT_TYPE = /@media print\{(?:\.govuk[^{}]+\{(?:font-size|line-height|font-family)[^{}]*\})+\}/g

/** All that may name a class. */
const namingSources = (): string =>
  ['views', 'src']
    .flatMap(filesIn)
    .filter(file => /\.(ejs|ts)$/.test(file))
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')

const SCRIPTS = ['app', 'live', 'follow'] as const
const LOCALES = ['sv', 'en'] as const

/**
 * One script for all pages of a language, and others in its place for the pages of a running meeting; their sources are our
 * own, and the kernel's that server and browser share.
 */
const script = (name: (typeof SCRIPTS)[number], locale: Locale): string =>
  buildSync({
    define: { LOCALE: JSON.stringify(locale) },
    entryPoints: [join(packageRoot, `src/browser/${name}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
  }).outputFiles[0]?.text ?? ''

const hashed = (name: string, content: string): string => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return `${name.slice(0, -extname(name).length)}.${hash}${extname(name)}`
}

/** By renaming, so that nobody reads half a file. */
function write(file: string, content: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}

/** Writes the assets and their manifest; files of earlier builds go. */
export function buildAssets(folder: string = target): void {
  mkdirSync(folder, { recursive: true })
  const contents = new Map([
    ['app.css', stylesheet()],
    ...SCRIPTS.flatMap(name =>
      LOCALES.map((locale): [string, string] => [`${name}.${locale}.js`, script(name, locale)]),
    ),
  ])
  for (const name of readdirSync(source))
    if (extname(name) === '.svg') contents.set(name, readFileSync(join(source, name), 'utf8'))
  const names: Record<string, string> = {}
  for (const [name, content] of contents) {
    const file = hashed(name, content)
    write(join(folder, file), content)
    names[name] = file
  }
  write(join(folder, 'manifest.json'), `${JSON.stringify(names, null, 2)}\n`)
  const kept = [...Object.values(names), 'manifest.json']
  for (const file of readdirSync(folder)) if (!kept.includes(file)) rmSync(join(folder, file), { force: true })
}

/** What the assets are made of. */
const SOURCES = ['views', 'src']
const filesIn = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map(name =>
    join(packageRoot, folder, name),
  )

/** Builds the assets when there are none, or when a source is newer. For tests and the development server. */
export function ensureAssets(): void {
  const manifest = join(target, 'manifest.json')
  const changed = Math.max(...SOURCES.flatMap(filesIn).map(file => statSync(file).mtimeMs))
  if (!existsSync(manifest) || statSync(manifest).mtimeMs < changed) buildAssets()
}

if (import.meta.filename === process.argv[1]) buildAssets()
