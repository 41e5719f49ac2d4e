import { expect } from 'chai'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import seeds from '../../fixtures/seed-deficiencies.json' with { type: 'json' }
import { deficiencyOf } from '../deficiencies/made.ts'
import { hits } from './found.ts'

/** What is found among 36 real systemfel, in this order, whichever database holds them. */
const FOUND: Readonly<Record<string, readonly number[]>> = {
  väntetider: [29, 7, 6, 46],
  läkarintyg: [29, 11, 10],
  FK: [30, 62, 60, 46, 31, 15, 11, 10],
  'digitala möten': [61, 62],
  'god man': [35, 6],
  boendestöd: [51, 50, 36, 35],
  akutboende: [13],
  SIP: [59, 33, 17],
  handläggn: [46],
  'brist på bostäder': [12],
  'psykiatrin kö': [29, 7],
  stuprör: [60, 59, 49, 33, 30, 17, 14],
}

describe('O8: among the real cases', () => {
  let world: World
  let ombud: Browser
  before(async () => {
    world = await World.open()
    const given = new Given(world)
    const office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
    for (const { id, text } of seeds) await deficiencyOf(world, office, { title: id.slice(5), description: text })
  })

  for (const [words, found] of Object.entries(FOUND))
    it(`"${words}" finds the same on both databases, in the same order`, async () => {
      expect((await hits(ombud, words)).map(Number)).to.deep.equal(found)
    })
})
