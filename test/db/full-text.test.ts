import { expect } from 'chai'
import { matchText, newestHits, type Sought, type Wanted } from '#src/db/full-text.ts'
import { asNumber, type SqlValue } from '#src/db/sql.ts'
import { type SearchEntry, searchEntries } from '#src/features/search/search-entry.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { dialect } from '#test/support/database.ts'
import { isScan, planOf, withoutScans } from '#test/support/plans.ts'
import { World } from '#test/support/world.ts'

const WANTED: Wanted = {
  ...{ columns: '"e"."subject_id" AS "name"', allowed: null, before: null, within: null },
  ...{ most: 10, counted: 100 },
}

const TRACES = `SELECT COUNT(*) AS "n" FROM "search_index_data" WHERE instr("block", CAST('kvastfening' AS BLOB)) > 0`

describe('The index of words', () => {
  let world: World
  beforeEach(async () => {
    world = await World.open()
  })

  const put = (entries: Readonly<Record<string, readonly [number, string]>>): Promise<void> =>
    world.given(ctx =>
      ctx
        .rows(searchEntries)
        .insertAll(Object.entries(entries).map(([name, [seq, tokens]]) => entryOf(ctx, name, seq, tokens))),
    )
  const entryOf = (ctx: Ctx, subjectId: string, seq: number, tokens: string): SearchEntry => ({
    ...{ id: ctx.newId(), kind: 'deficiency', subjectId, deficiencyId: null, officeId: null, at: ctx.now },
    ...{ seq, head: 0, tokens, stems: null },
  })
  const find = (sought: Sought, wanted: Partial<Wanted> = {}) =>
    world.works.read(SYSTEM, async ctx => {
      const { rows, total } = await newestHits<{ name: string }>(ctx.sql, sought, { ...WANTED, ...wanted })
      return { names: rows.map(({ name }) => name), total }
    })
  const names = async (sought: Sought, wanted: Partial<Wanted> = {}): Promise<string[]> =>
    (await find(sought, wanted)).names

  it('O8: finds the same, in the same order, on both databases', async () => {
    await put({
      one: [1, 'dlväntetid dmväntetid clars'],
      two: [2, 'dlår cloffice'],
      three: [3, 'dlar cloffice dlväntetid'],
      four: [4, 'rlår rlöre coffice'],
      five: [5, 'dlöre dlår coffice'],
      six: [6, `dl${'å'.repeat(40)} dl42`],
    })
    expect(await names([['dlår']])).to.deep.equal(['five', 'two'])
    expect(await names([['dlar']])).to.deep.equal(['three'])
    expect(await names([['dlår', 'dlar']])).to.deep.equal(['five', 'three', 'two'])
    expect(
      await names([
        ['dlår', 'rlår'],
        ['dlöre', 'rlöre'],
      ]),
    ).to.deep.equal(['five', 'four'])
    expect(await names([['dlväntetid'], ['cloffice']])).to.deep.equal(['three'])
    expect(await names([[`dl${'å'.repeat(40)}`]])).to.deep.equal(['six'])
    expect(await names([['dl42']])).to.deep.equal(['six'])
    expect(await names([['dlvänte']])).to.deep.equal([])
    expect(await names([['dlår'], []])).to.deep.equal([])
    expect(await names([])).to.deep.equal([])
  })

  it('gives the newest, counts so far as it is asked to, and goes on from where it was', async () => {
    await put(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`n${at}`, [at + 1, 'dla'] as const])))
    expect(await find([['dla']], { most: 3, counted: 5 })).to.deep.equal({ names: ['n8', 'n7', 'n6'], total: 5 })
    expect(await find([['dla']], { most: 3, counted: 50 })).to.deep.equal({ names: ['n8', 'n7', 'n6'], total: 9 })
    expect(await find([['dla']], { most: 3, before: 4 })).to.deep.equal({ names: ['n2', 'n1', 'n0'], total: 3 })
    expect(await names([['dla']], { within: 2 })).to.deep.equal(['n8', 'n7'])
    const allowed: Wanted['allowed'] = p => `"e"."subject_id" <> ${p.add('n7')}`
    expect(await find([['dla']], { most: 2, allowed })).to.deep.equal({ names: ['n8', 'n6'], total: 8 })
  })

  it('finds what is far back as well as what is new', async () => {
    const far = [1, 2, 8_000, 9_000, 20_000, 130_000, 140_000, 300_000, 1_000_000, 1_000_001]
    await put(Object.fromEntries(far.map(seq => [`s${seq}`, [seq, seq % 2 === 0 ? 'dla dleven' : 'dla'] as const])))
    const all = [...far].reverse().map(seq => `s${seq}`)
    expect(await names([['dla']])).to.deep.equal(all)
    expect(await find([['dla']], { most: 2, counted: 2 })).to.deep.equal({ names: all.slice(0, 2), total: 2 })
    expect(await find([['dleven']], { most: 2, counted: 3 })).to.deep.equal({
      names: ['s1000000', 's300000'],
      total: 3,
    })
    expect(await names([['dla']], { before: 140_000 })).to.deep.equal(all.slice(4))
    expect(await names([['dla']], { within: 900_000 })).to.deep.equal(all.slice(0, 5))
  })

  it('follows every change of its table', async () => {
    await put({ one: [1, 'dlgammal dlkvar'], two: [2, 'dlgammal'] })
    await world.given(async ctx => {
      const rows = ctx.rows(searchEntries)
      await rows.changeAll({ subjectId: 'one' }, { tokens: 'dlny dlkvar' })
      await rows.remove({ subjectId: 'two' })
    })
    expect([await names([['dlgammal']]), await names([['dlny']]), await names([['dlkvar']])]).to.deep.equal([
      [],
      ['one'],
      ['one'],
    ])
    await expectSound()
  })

  it('takes nothing along of a unit of work that fails', async () => {
    const failing = world.given(async ctx => {
      await ctx.rows(searchEntries).insert(entryOf(ctx, 'one', 1, 'dlhalv'))
      throw new Error('no')
    })
    await failing.catch(() => undefined)
    expect(await names([['dlhalv']])).to.deep.equal([])
    await expectSound()
  })

  it('keeps no trace of what was removed', async () => {
    await put({ one: [1, 'dlkvastfening dlannat'], two: [2, 'dlannat'] })
    const traces = async (): Promise<number> =>
      dialect === 'postgres'
        ? Number((await names([['dlkvastfening']])).length)
        : asNumber((await select(TRACES))[0]?.['n'])
    expect(await traces()).to.be.greaterThan(0)
    await world.given(ctx => ctx.rows(searchEntries).remove({ subjectId: 'one' }))
    expect(await traces()).to.equal(0)
    expect(await names([['dlannat']])).to.deep.equal(['two'])
  })

  it('has what keeps it: a rebuilt table would lose its triggers', async () => {
    const expected =
      dialect === 'sqlite'
        ? ['search_entry_delete', 'search_entry_insert', 'search_entry_update', 'search_index']
        : ['ix_search_entry_vector', 'search_entry_seq']
    const found = await select(
      dialect === 'sqlite'
        ? `SELECT "name" FROM sqlite_master WHERE ("type" = 'trigger' AND "tbl_name" = 'search_entry') OR "name" = 'search_index'`
        : `SELECT relname AS "name" FROM pg_class WHERE relname IN ('ix_search_entry_vector', 'search_entry_seq')`,
    )
    expect(found.map(({ name }) => name).sort()).to.deep.equal(expected)
  })

  it('I5: takes letters and figures only, whatever somebody typed', () => {
    for (const token of ['', 'a b', 'a"b', "a'b", 'a*', 'a:b', '(a)', 'a|b', 'a&b', 'a-b', 'a\\', '\0', 'a\n'])
      expect(() => matchText(dialect, [[token]]), JSON.stringify(token)).to.throw('letters and figures')
    expect(matchText('sqlite', [['dlår', 'dl42'], ['c1']])).to.equal('("dlår" OR "dl42") AND ("c1")')
    expect(matchText('postgres', [['dlår', 'dl42'], ['c1']])).to.equal("('dlår' | 'dl42') & ('c1')")
  })

  it('is asked by an index, from whichever end', async () => {
    await put(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`n${at}`, [at + 1, 'dla'] as const])))
    await world.works.snapshot(SYSTEM, async plain => {
      await withoutScans(plain)
      for (const wanted of [WANTED, { ...WANTED, before: 9 }, { ...WANTED, within: 9 }])
        expect(await scansOf(plain, [['dla'], ['dlb', 'dlc']], wanted)).to.deep.equal([])
    })
  })

  async function scansOf(plain: Ctx, sought: Sought, wanted: Wanted): Promise<string[]> {
    const scans: string[] = []
    for (const { query, params } of await asked(plain, sought, wanted))
      scans.push(...(await planOf(plain, query, params)).filter(isScan))
    return scans
  }

  async function asked(plain: Ctx, sought: Sought, wanted: Wanted) {
    const questions: { query: string; params: readonly SqlValue[] }[] = []
    const select = (query: string, params: { values: readonly SqlValue[] } = { values: [] }) => {
      // To ask for a plan is no query.
      if (!query.startsWith('EXPLAIN')) questions.push({ query, params: params.values })
      return plain.sql.select(query, params.values)
    }
    await newestHits({ dialect, select } as never, sought, wanted)
    return questions
  }

  const select = (query: string): Promise<Record<string, unknown>[]> =>
    world.works.read(SYSTEM, ctx => ctx.sql.select<Record<string, unknown>>(query))

  /** FTS5 compares its index with the table that it is made of. */
  async function expectSound(): Promise<void> {
    if (dialect === 'sqlite')
      await world.db.write(em =>
        em.query(`INSERT INTO "search_index" ("search_index", "rank") VALUES ('integrity-check', 1)`),
      )
  }
})
