import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

interface Source {
  readonly path: string
  readonly text: string
}
interface Rule {
  readonly files: RegExp
  readonly mayNotImport: RegExp
  readonly because: string
}

const RULES: readonly Rule[] = [
  {
    files: /^src\/kernel\//,
    mayNotImport: /^(#src\/(?!kernel\/)|typeorm|express)/,
    because: 'the kernel is the bottom layer',
  },
  {
    files: /\.(lifecycle|policy|rules)\.ts$/,
    mayNotImport: /^(typeorm|express|node:|#src\/(db|web|mail|jobs|work)\/)/,
    because: 'the core is pure',
  },
  { files: /^src\/(?!web\/)/, mayNotImport: /^express$/, because: 'only src/web speaks HTTP' },
  { files: /^src\/documents\//, mayNotImport: /^#src\/features\//, because: 'document writers know no feature' },
]

const read = (folder: string, ending: string): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .map(name => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

const sources = read('src', '.ts')
const views = read('views', '.ejs')

/** What is imported to be used; types leave no trace in the running program. */
const imports = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from\s+['"]([^'"]+)['"]/gm)].map(match => match[1] as string)

const breaches = (all: readonly Source[], pattern: RegExp): string[] =>
  all.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  )

describe('Architecture', () => {
  for (const { files, mayNotImport, because } of RULES) {
    it(`holds that ${because}`, () => {
      const found = sources
        .filter(({ path }) => files.test(path))
        .flatMap(({ path, text }) =>
          imports(text).flatMap(name => (mayNotImport.test(name) ? [`${path} → ${name}`] : [])),
        )
      expect(found).to.deep.equal([])
    })
  }

  it('lets features meet through entities, queries, policies and commands, not pages and routes', () => {
    const found = sources.flatMap(({ path, text }) => {
      const own = /^src\/features\/([^/]+)\//.exec(path)?.[1]
      if (own === undefined) return []
      return imports(text).flatMap(name => {
        const [, other] = /^#src\/features\/([^/]+)\/[^/]+\.(?:routes|page)\.ts$/.exec(name) ?? []
        return other !== undefined && other !== own ? [`${path} → ${name}`] : []
      })
    })
    expect(found).to.deep.equal([])
  })

  it('reads the time in one place only', () => {
    const others = sources.filter(({ path }) => path !== 'src/kernel/clock.ts')
    expect(breaches(others, /new Date\(\)|Date\.now\(\)/)).to.deep.equal([])
  })

  it('writes only through units of work: no repository or data source outside src/db (C2)', () => {
    const others = sources.filter(({ path }) => !path.startsWith('src/db/'))
    expect(
      breaches(
        others,
        /getRepository|\.manager\b|\bem\.(save|insert|update|delete|query|createQueryBuilder)\b|new DataSource/,
      ),
    ).to.deep.equal([])
  })

  it('builds SQL from parameters and names only, never from values (I5)', () => {
    const built = breaches(
      sources,
      /(SELECT|UPDATE|INSERT|DELETE)\b.*\$\{[^}]*(body|query|params\.(?!in|add|notIn)|form)\b/,
    )
    expect(built).to.deep.equal([])
  })

  it('prints unescaped markup only from helpers that make it (I4)', () => {
    const allowed = /<%-\s*(h\.(partial|csrf|attributes|content|html)\b|v\.(body|html)\b|\w+\b)/
    const raw = views.flatMap(({ path, text }) =>
      [...text.matchAll(/<%-[^%]*/g)].flatMap(([found]) => (allowed.test(found) ? [] : [`${path} ${found}`])),
    )
    expect(raw).to.deep.equal([])
    expect(breaches(sources, /res\.render\(/)).to.deep.equal([])
    expect(breaches(views, /\binclude\(/)).to.deep.equal([])
  })

  it('has no inline script or style (quality rule 23)', () => {
    const layoutsOnly = views.filter(({ path }) => path !== 'views/layouts/mail.ejs')
    expect(breaches(layoutsOnly, /<script(?![^>]*\bsrc=)|\sstyle="|\son\w+="/)).to.deep.equal([])
  })

  it('keeps twins: every feature with pages has its views and its tests', () => {
    const features = readdirSync('src/features')
    const lacking = features.flatMap(name => {
      const files = readdirSync(`src/features/${name}`)
      const shown = files.some(file => file.endsWith('.page.ts'))
      return [
        ...(shown && !existsSync(`views/${name}`) ? [`views/${name}`] : []),
        ...(existsSync(`test/features/${name}`) ? [] : [`test/features/${name}`]),
      ]
    })
    expect(lacking).to.deep.equal([])
  })

  it('makes backups by the database itself, never by copying a live file (D8)', () => {
    // Restoring copies a finished backup into place; nothing else may copy.
    const others = sources.filter(({ path }) => path !== 'src/db/backup-sqlite.ts')
    expect(breaches(others, /\bcopyFile(Sync)?\(|\bcpSync\(/)).to.deep.equal([])
  })

  it('names no workplace in what it ships', () => {
    const all = [
      ...sources,
      ...views,
      ...read('docs', '.md'),
      { path: 'README.md', text: existsSync('README.md') ? readFileSync('README.md', 'utf8') : '' },
    ]
    expect(breaches(all, /(^|[\s'"`(])\/(work|farm|tmp\/sf)\//)).to.deep.equal([])
  })
})
