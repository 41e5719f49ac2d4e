import { expect } from 'chai'
import { LEVELS, THEMES } from '#src/features/deficiencies/words.ts'
import { alikeTo } from '#src/features/links/alike.queries.ts'
import { LIKELY, rankCandidates } from '#src/features/observations/likeness.rules.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import reworded from '../../fixtures/reworded-deficiencies.json' with { type: 'json' }
import seeds from '../../fixtures/seed-deficiencies.json' with { type: 'json' }
import { givenDeficiency } from '../observations/filed.ts'

describe('Systemfel that are likely the same', () => {
  const of = (id: string) => {
    const { agency, theme, level, text } = seeds.find(seed => seed.id === id) as (typeof seeds)[number]
    return { id, organisationIds: agency, themes: theme, level, stems: stemsOf(text) }
  }
  const all = seeds.map(({ id }) => of(id))
  const frequency = new Map<string, number>()
  for (const stem of all.flatMap(({ stems }) => stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  const scores = reworded.map(({ of: id, text }) => {
    const ranked = rankCandidates({ ...of(id), stems: stemsOf(text) }, all, frequency, all.length)
    return { right: ranked.find(each => each.id === id)?.score ?? 0, wrong: ranked.filter(each => each.id !== id) }
  })

  it('are nine of ten real ones told in other words', () => {
    const reached = scores.filter(({ right }) => right >= LIKELY)
    expect(reached.length / scores.length).to.be.at.least(0.9)
  })

  it('are not most of what is merely about the same things', () => {
    const others = scores.flatMap(({ wrong }) => wrong)
    expect(others.filter(({ score }) => score >= LIKELY).length / others.length).to.be.at.most(0.4)
  })

  it('are found for many as for one, in a bounded number of queries', async () => {
    const world = await World.open()
    const office = await new Given(world).office()
    const ids = new Map<string, string>()
    for (const { id, text, theme, level } of seeds) {
      const themes = THEMES.filter(known => theme.includes(known))
      const known = LEVELS.find(each => each === level) ?? 'local'
      ids.set(id, (await givenDeficiency(world, office, { title: id, description: text, themes, level: known })).id)
    }
    const seedOf = new Map([...ids].map(([seed, id]) => [id, seed]))
    const one = await world.given(ctx => alikeTo(ctx, [ids.get('seed-059') as string]))
    const sip = one.get(ids.get('seed-059') as string)?.map(({ id }) => seedOf.get(id))
    expect(sip).to.include('seed-033').and.not.include('seed-059')
    let queries = 0
    const many = await world.given(async ctx => {
      const select = (...asked: Parameters<typeof ctx.sql.select>) => {
        queries += 1
        return ctx.sql.select(...asked)
      }
      const counting = { ...ctx.sql, select }
      return alikeTo({ ...ctx, sql: counting as never }, [...ids.values()].slice(0, 25))
    })
    expect(many.size).to.equal(25)
    expect(queries).to.be.at.most(3)
    const pairs = [...many].flatMap(([id, ranked]) =>
      ranked.filter(({ score }) => score >= LIKELY).map(other => [id, other.id]),
    )
    expect(pairs.length).to.be.within(5, 40)
  })
})
