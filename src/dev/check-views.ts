/** Turns every EJS view into TypeScript, line for line, so that `tsc -p views` checks it against its model. */

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ejs from 'ejs'
import { packageRoot } from '#src/web/package-root.ts'

const header = /^<%#\s*@model\s+\{(\w+)\}\s+from\s+'(#src\/[^']+)'\s*%>/
const tag = /<%(_|-|=|#|%)?([\s\S]*?)(?:[-_])?%>/g

const newlines = (source: string): string => source.replace(/[^\n]/g, '')

function modelOf(source: string): { model: string; from: string } {
  const [, model, from] = header.exec(source) ?? []
  if (model === undefined || from === undefined)
    throw new Error("the first line must be <%# @model {Type} from '#src/…' %>")
  return { model, from }
}

function statement(all: string, kind: string | undefined, inner: string): string {
  if (kind === '=') return `text(${inner});`
  if (kind === '-') return `html(${inner});`
  return kind === '#' || kind === '%' ? newlines(all) : `${inner};`
}

/** Literal text keeps only its line breaks; `<%=` must print a scalar and `<%-` must print `Html`. */
export function toTypeScript(source: string): string {
  const { model, from } = modelOf(source)
  let code = ''
  let end = 0
  for (const match of source.matchAll(tag)) {
    const [all, kind, inner = ''] = match
    code += newlines(source.slice(end, match.index)) + statement(all, kind, inner)
    end = match.index + all.length
  }
  return (
    `import type { ${model} } from '${from}'; import type { Helpers, Html } from '#src/web/view-helpers.ts'; ` +
    'declare function text(value: string | number | null | undefined): void; ' +
    'declare function html(value: Html | null | undefined): void; ' +
    `export const view = (v: ${model}, h: Helpers): void => { void v; void h; void text; void html; ${code} }\n`
  )
}

/** By renaming, so that two runs at once never show each other half a file. */
function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}

const viewsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ejs'))
    .map(name => name.replaceAll('\\', '/'))
    .sort()

/** Writes `.cache/views/**.ejs.ts` and the list of views with their models; returns the faults, one line each. */
export function checkViews(root: string = packageRoot): string[] {
  const faults: string[] = []
  const list: string[] = []
  const [from, to] = [join(root, 'views'), join(root, '.cache/views')]
  const names = viewsIn(from)
  for (const name of names) {
    const source = readFileSync(join(from, name), 'utf8')
    try {
      // A template runs as JavaScript: what only TypeScript can read must not pass here.
      ejs.compile(source, { strict: true, _with: false, destructuredLocals: ['v', 'h'] })
      write(join(to, `${name}.ts`), toTypeScript(source))
      const { model, from: module } = modelOf(source)
      list.push(`  readonly '${name.slice(0, -4)}': import('${module}').${model}`)
    } catch (error) {
      faults.push(`views/${name}: ${(error as Error).message.split(/\n/)[0]}`)
    }
  }
  removeStale(to, names)
  write(
    join(root, 'src/web/views.generated.ts'),
    `/** Written by \`npm run views\`. */\nexport interface Views {\n${list.join('\n')}\n}\n`,
  )
  return faults
}

/** A view that was renamed leaves no ghost for the checker. */
function removeStale(folder: string, names: readonly string[]): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ejs.ts') && !names.includes(file.slice(0, -3).replaceAll('\\', '/')))
      rmSync(join(folder, file), { force: true })
}

if (import.meta.filename === process.argv[1]) {
  const faults = checkViews()
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
