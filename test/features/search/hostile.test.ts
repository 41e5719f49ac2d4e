import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { searchPage } from '#src/features/search/search.page.ts'
import type { Actor } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { dialect } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import { isScan, planOf, withoutScans } from '#test/support/plans.ts'
import { type Browser, World } from '#test/support/world.ts'
import { PAYLOADS } from '../../quality/sql-payloads.ts'
import { deficiencyOf } from '../deficiencies/made.ts'
import { hits, searched } from './found.ts'

const NAUGHTY = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('big-list-of-naughty-strings/blns.json'), 'utf8'),
) as readonly string[]

/** What means something in FTS5, in tsquery, or in a pattern. */
const SIGNS = [
  ...[
    '"',
    "'",
    '*',
    '^',
    ':',
    '(',
    ')',
    '()',
    '""',
    "''",
    '-',
    '+',
    '|',
    '&',
    '!',
    '<->',
    '{',
    '}',
    '\\',
    '%',
    '_',
    ';',
  ],
  ...[
    'NEAR(a b)',
    'NOT',
    'AND',
    'OR',
    'a AND',
    'OR b',
    'a NOT b',
    'tokens:a',
    '"a" *',
    "a':*",
    "'a' & 'b'",
    '$1',
    '?1',
  ],
  ...['\u0000', '\ufffd', '\u200b', '⑴', '½', 'ﷺ', '🙈', 'c8003000000000000', 'x1', 'dlbostad', 'mbostad'],
]

describe('A12, I5: search, whatever is typed', function () {
  this.timeout(120_000)
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  let actor: Actor
  before(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    const person = await given.person([{ role: 'ombud', officeId: office.id }])
    ombud = await given.browserOf(person)
    actor = (await world.db.read(em => findActor(em, world.db.dialect, person.id))) as Actor
    for (const title of ['Bostad saknas', 'Skulder växer'])
      await deficiencyOf(world, office, { title, description: 'Så.' })
  })

  for (const [claim, typed] of Object.entries({ 'naughty strings': NAUGHTY, SQL: PAYLOADS, 'signs of queries': SIGNS }))
    it(`answers ${claim} with a page`, async () => {
      for (const text of typed) {
        for (const path of ['/sok?q=', '/systemfel?ord='])
          expect((await ombud.get(path + encodeURIComponent(text))).status, `${path}${text}`).to.equal(200)
        const page = await searched(ombud, `bostad ${text}`)
        expect(page.status, text).to.equal(200)
      }
    })

  it('takes no sign for anything but the end of a word', async () => {
    for (const sign of SIGNS.filter(text => !/[\p{L}\p{N}]/u.test(text)))
      expect(await hits(ombud, `${sign}bostad${sign}`), sign).to.deep.equal(['Bostad saknas'])
  })

  it('does not let a reader seek by the program’s own tokens', async () => {
    for (const typed of ['dlbostad', 'dmbostad', `c${office.id.slice(19).replace('-', '')}`, 'x', 'y0'])
      expect(await hits(ombud, typed), typed).to.deep.equal([])
  })

  it('takes pages that are not there, twice given and made-up parameters as nothing', async () => {
    for (const more of [
      '&sida=999',
      '&sida=0',
      '&sida=-1',
      '&fran=x',
      '&fran=1e9',
      '&fran=-5',
      '&slag=x',
      '&q=skulder',
    ])
      expect((await searched(ombud, 'bostad', more)).status, more).to.equal(200)
    expect(await hits(ombud, 'bostad', '&fran=99999999999999')).to.deep.equal(['Bostad saknas'])
  })

  it('asks the database as often for 2,000 signs as for 200', async () => {
    const words = Array.from({ length: 400 }, (_, at) => `ord${at} bostad`).join(' ')
    const counts = new Map<string, number>()
    for (const [name, q] of Object.entries({ short: words.slice(0, 200), long: words.slice(0, 2_000) }))
      counts.set(name, (await asked(q)).length)
    expect(counts.get('long')).to.equal(counts.get('short'))
    expect(counts.get('long')).to.be.lessThan(30)
    const page = await searched(ombud, words.slice(0, 2_000))
    expect(page.$('main input[name=q]').attr('value')?.length).to.be.at.most(200)
  })

  it('is asked by an index throughout', async () => {
    await world.works.snapshot(actor, async plain => {
      await withoutScans(plain)
      for (const q of ['bostad', 'bosta', 'god man skulder', 'SF-2026-0001', 'läkaritnyg'])
        expect(await scansOf(plain, q), q).to.deep.equal([])
    })
  })

  async function scansOf(plain: Ctx, q: string): Promise<string[]> {
    const scans: string[] = []
    // PostgreSQL is asked for a plan itself, to know how common a word is.
    for (const { query, params } of await asked(q, plain))
      if (!query.startsWith('EXPLAIN')) scans.push(...(await planOf(plain, query, params)).filter(isScan))
    return scans
  }

  interface Question {
    readonly query: string
    readonly params: never[]
  }
  /** What a search asks the database itself, without what TypeORM asks by ids. */
  async function asked(q: string, within?: Ctx): Promise<Question[]> {
    const questions: Question[] = []
    const run = async (plain: Ctx): Promise<void> => {
      const select = (asking: string | Record<typeof dialect, string>, params: never[] = []) => {
        const query = typeof asking === 'string' ? asking : asking[dialect]
        questions.push({ query, params })
        return plain.sql.select(query, params)
      }
      await searchPage({ ...plain, sql: { dialect, select } as never }, { q })
    }
    if (within === undefined) await world.works.read(actor, run)
    else await run(within)
    return questions
  }
})
