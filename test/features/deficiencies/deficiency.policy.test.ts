import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { listDeficiencies } from '#src/features/deficiencies/deficiency-list.queries.ts'
import { deficiencyById, enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { type Actor, type Grant, NOBODY, SYSTEM } from '#src/kernel/actor.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { ANYTHING, deficiencyOf } from './made.ts'

interface Scene {
  readonly actors: Readonly<Record<string, Actor>>
  readonly browsers: Readonly<Record<string, Browser>>
  readonly deficiencies: readonly Deficiency[]
}

/** Two offices with a group each and one they share, an area, and systemfel in every kind of circle. */
async function scene(world: World): Promise<Scene> {
  const given = new Given(world)
  const places = [await given.municipality(), await given.municipality(), await given.municipality()] as const
  const here = await given.office({}, { municipality: places[0] })
  const there = await given.office({}, { municipality: places[1] })
  const shared = await given.group([here, there])
  const own = await given.group([here])
  const foreign = await given.group([])
  const areaId = await world.given(async ctx => {
    const area = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' })
    for (const place of [places[1], places[2]])
      await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: area.id, municipalityId: place.id })
    return area.id
  })
  const granted: Readonly<Record<string, readonly Partial<Grant>[]>> = {
    'ombud here': [{ role: 'ombud', officeId: here.id }],
    'ombud there': [{ role: 'ombud', officeId: there.id }],
    'coordinator here': [{ role: 'coordinator', officeId: here.id }],
    'lone ombud of both': [
      { role: 'ombud', officeId: here.id },
      { role: 'coordinator', officeId: there.id },
    ],
    'convener of the shared group': [{ role: 'convener', groupId: shared.id }],
    'member of the own group': [{ role: 'member', groupId: own.id }],
    'convener of a group that serves nobody': [{ role: 'convener', groupId: foreign.id }],
    analyst: [{ role: 'analyst', areaId }],
    administrator: [{ role: 'admin' }],
    'somebody without roles': [],
  }
  const actors: Record<string, Actor> = { nobody: NOBODY, 'the system': SYSTEM }
  const browsers: Record<string, Browser> = {}
  for (const [name, grants] of Object.entries(granted)) {
    const person = await given.person(grants)
    const actor = await world.db.read(em => findActor(em, world.db.dialect, person.id))
    actors[name] = actor as Actor
    browsers[name] = await given.browserOf(person)
  }
  const made = [
    await deficiencyOf(world, here),
    await deficiencyOf(world, there),
    await deficiencyOf(world, here, { municipalityIds: [places[2].id] }),
    await deficiencyOf(world, there, { municipalityIds: [] }),
    await deficiencyOf(world, here),
  ]
  await world.given(ctx => enterCircle(ctx, made[4]?.id ?? '', 'office', there.id))
  return { actors, browsers, deficiencies: made }
}

describe('Who sees a systemfel', () => {
  let world: World
  beforeEach(async () => {
    world = await World.open()
  })

  it('is told alike by the policy and by the list, for every actor and every circle', async () => {
    const { actors, deficiencies } = await scene(world)
    const seen: Record<string, number> = {}
    for (const [name, actor] of Object.entries(actors)) {
      const listed = await world.works.read(actor, ctx => listDeficiencies(ctx, ANYTHING, 'nummer', null))
      const allowed = await world.works.read(actor, async ctx => {
        const all = await Promise.all(deficiencies.map(({ id }) => deficiencyById(ctx, id)))
        return all.filter(one => deficiencyPolicy.can(actor, 'view', one))
      })
      expect(
        listed.rows.map(({ number }) => number),
        name,
      ).to.have.members(allowed.map(({ number }) => number))
      expect(listed.totals.total, name).to.equal(allowed.length)
      seen[name] = allowed.length
    }
    expect(seen).to.deep.equal({
      nobody: 0,
      'the system': 0,
      'ombud here': 3,
      'ombud there': 3,
      'coordinator here': 3,
      'lone ombud of both': 5,
      'convener of the shared group': 5,
      'member of the own group': 3,
      'convener of a group that serves nobody': 0,
      analyst: 2,
      administrator: 0,
      'somebody without roles': 0,
    })
  })

  /** 403 where the role has no systemfel at all, 404 outside the circle. */
  async function statusFor(actor: Actor, id: string): Promise<number> {
    if (!actor.grants.some(({ role }) => role !== 'admin')) return 403
    const found = await world.works.read(actor, ctx => deficiencyById(ctx, id))
    return deficiencyPolicy.can(actor, 'view', found) ? 200 : 404
  }

  it('is told alike by the page, which does not exist for the others', async () => {
    const { actors, browsers, deficiencies } = await scene(world)
    for (const [name, browser] of Object.entries(browsers))
      for (const { id, number } of deficiencies) {
        const { status } = await browser.raw('get', `/systemfel/${number}`)
        expect(status, `${name} ${number}`).to.equal(await statusFor(actors[name] as Actor, id))
      }
  })

  it('answers a systemfel of others and one that there is not with the same words', async () => {
    const given = new Given(world)
    const foreign = await deficiencyOf(world, await given.office())
    const browser = await given.as('coordinator', { officeId: (await given.office()).id })
    for (const path of ['', '/historik', '/redigera', '/kort-sagt', '/dagordning', '/grupp']) {
      const hidden = await browser.get(`/systemfel/${foreign.number}${path}`)
      const missing = await browser.get(`/systemfel/SF-2026-9999${path}`)
      expect(hidden.status, path).to.equal(404)
      const plain = (text: string): string => text.replace(/Referens: \w+/, '')
      expect(plain(hidden.text)).to.equal(plain(missing.text))
    }
  })

  it('asks those who are not signed in to sign in', async () => {
    expect((await world.browser().get('/systemfel')).path).to.contain('/logga-in')
  })
})
