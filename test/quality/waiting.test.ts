import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'

/** What speaks with mail servers, other machines, files or other programs. */
const SLOW =
  /^(nodemailer|(node:)?(http|https|http2|net|tls|dns|fs|fs\/promises|child_process|worker_threads|zlib)|docx|pdfkit)$/

/** What is imported to be used; types leave no trace in the running program. */
const importsOf = (path: string): string[] =>
  [
    ...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from\s+['"]([^'"]+)['"]/gm),
    ...readFileSync(path, 'utf8').matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ].map(([, name]) => name as string)

function target(from: string, name: string): string | null {
  if (name.startsWith('#')) return `${name.slice(1)}`
  return name.startsWith('.') ? join(dirname(from), name) : null
}

/** A shortest way from a file to something slow, as a list of files; null when there is none. */
function wayToSlow(from: string): string[] | null {
  const ways: string[][] = [[from]]
  const seen = new Set([from])
  for (const way of ways) {
    const path = way.at(-1) as string
    for (const name of importsOf(path)) {
      if (SLOW.test(name)) return [...way, name]
      const next = target(path, name)
      if (next === null || seen.has(next) || !existsSync(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return null
}

const all = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => `src/${name}`)
/**
 * Commands, rules, policies and queries of the features: what units of work are made of. Pages and routes lead to them;
 * what is read from files (`*.file.ts`) is read at the start.
 */
const inside = all.filter(path => /^src\/features\/[^/]+\/(?!.*\.(routes|page|document|file)\.ts$)/.test(path))

describe('Inside a unit of work', () => {
  it('nothing leads to mail servers, other machines, files or other programs (C2)', () => {
    const ways = inside.flatMap(path => {
      const way = wayToSlow(path)
      return way === null ? [] : [way.join(' → ')]
    })
    expect(ways).to.deep.equal([])
  })

  it('nothing waits for a clock or for the net', () => {
    const waits = inside.filter(path =>
      /\b(fetch|setTimeout|setInterval|setImmediate)\(/.test(readFileSync(path, 'utf8')),
    )
    expect(inside.length).to.be.greaterThan(80)
    expect(waits).to.deep.equal([])
  })
})
