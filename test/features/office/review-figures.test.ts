import { expect } from 'chai'
import { officePolicy } from '#src/features/office/office.policy.ts'
import { countLetStand } from '#src/features/office/review-figures.rules.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { type Actor, type Grant, NOBODY } from '#src/kernel/actor.ts'
import { fileReport } from '#test/features/observations/filed.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

const ADDRESS = 'enheten@kommun.example'
const PHONE = '08-465 004 40'

describe('P6: what was let stand after the privacy guard asked', () => {
  let world: World
  let given: Given
  let office: Office
  let path: string
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ name: 'PO i Tyresö' })
    path = `/verksamheter/${office.slug}/granskning`
    ombud = await given.as('ombud', { officeId: office.id })
  })
  /** A report in whose first text something is let stand. */
  async function reviewed(browser: Browser, text: string, reason: string): Promise<void> {
    const start = await browser.get('/rapportera')
    const asked = await start.form('Spara och fortsätt').submit({ whatHappened: text })
    const form = asked.form('Spara och fortsätt')
    const likeness = await form.submit({ ...form.reviewed(reason) })
    const organisation = await likeness.form('Det är nytt').submit()
    const level = await organisation.form('Spara och fortsätt').submit({ unknown: 'ja' })
    const extent = await level.form('Spara och fortsätt').submit({ level: 'local' })
    const check = await extent
      .form('Spara och fortsätt')
      .submit({ firstMonth: '2026-09', lastMonth: '2026-11', clientBand: '2-4', severity: 'harms' })
    await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
  }
  const figures = async (browser: Browser): Promise<string> => (await browser.get(path)).text

  it('is counted for the office: reports, times, kinds and reasons, and never the words', async () => {
    const coordinator = await given.as('coordinator', { officeId: office.id })
    expect(await figures(coordinator))
      .to.contain('0 skickade rapporter')
      .and.contain('Inget har fått stå kvar')
    await fileReport(world, ombud)
    await reviewed(ombud, `De svarar bara på ${ADDRESS} och ${PHONE}.`, 'public')
    await reviewed(ombud, `Det står ${ADDRESS} i brevet.`, 'nobody')
    const shown = await figures(coordinator)
    expect(shown)
      .to.contain('3 skickade rapporter')
      .and.contain('2 rapporter där något fick stå kvar')
      .and.contain('2 gånger som något fick stå kvar')
      .and.contain('E-postadress 2 1 1 0 0')
      .and.contain('Telefonnummer 1 0 1 0 0')
    expect(shown).to.not.contain(ADDRESS).and.not.contain(PHONE)
  })

  it('is of the last twelve months', async () => {
    await reviewed(ombud, `De svarar bara på ${ADDRESS}.`, 'public')
    const now = async (instant: string): Promise<string> => {
      world.clock.moveTo(instant)
      return figures(await given.as('coordinator', { officeId: office.id }))
    }
    expect(await now('2027-11-21T12:00:00Z'))
      .to.contain('1 rapporter där något')
      .and.contain('1 gånger')
    expect(await now('2027-11-22T12:00:00Z'))
      .to.contain('0 rapporter där något')
      .and.contain('0 gånger')
      .and.contain('Inget har fått stå kvar')
  })

  it('is shown to the administrator for every office, in figures only', async () => {
    const second = await given.office({ name: 'PO i Haninge' })
    await reviewed(ombud, `De svarar bara på ${ADDRESS}.`, 'public')
    await fileReport(world, await given.as('ombud', { officeId: second.id }))
    const admin = await given.as('admin')
    const list = await (await admin.get('/')).follow('Granskning av texter')
    expect(list.text).to.contain('PO i Haninge 1 0 0').and.contain('PO i Tyresö 1 1 1')
    const one = await list.follow('PO i Tyresö')
    expect(one.text).to.contain('E-postadress 1 0 1 0 0').and.not.contain(ADDRESS).and.not.contain('De svarar')
    expect(one.$('.govuk-back-link').attr('href')).to.equal('/admin/granskning')
  })

  it('is the coordinator’s of the office: others are refused, elsewhere it does not exist', async () => {
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await foreign.get(path)).status).to.equal(404)
    for (const browser of [ombud, await given.as('convener'), await given.as('analyst')])
      expect((await browser.get(path)).status).to.equal(403)
    expect((await foreign.get('/admin/granskning')).status).to.equal(403)
    const both = await given.browserOf(
      await given.person([
        { role: 'ombud', officeId: office.id },
        { role: 'coordinator', officeId: (await given.office()).id },
      ]),
    )
    expect((await both.get(path)).status).to.equal(404)
  })

  const COUNTED: readonly (readonly [string, unknown[], ReturnType<typeof countLetStand>])[] = [
    ['nothing', [], []],
    ['what does not look as it should', [null, {}, { found: 'x' }, { found: [{ kind: 1 }, { kind: 'name' }] }], []],
    [
      'each kind by reason, the most common first',
      [
        { found: [{ field: 'a', kind: 'name', reason: 'nobody' }] },
        {
          found: [
            { field: 'a', kind: 'date', reason: 'general' },
            { field: 'b', kind: 'date', reason: 'nobody' },
          ],
        },
        { found: [{ field: 'a', kind: 'date', reason: 'general' }] },
      ],
      [
        { kind: 'date', count: 3, reasons: { general: 2, nobody: 1 } },
        { kind: 'name', count: 1, reasons: { nobody: 1 } },
      ],
    ],
  ]
  for (const [what, details, counted] of COUNTED)
    it(`counts ${what}`, () => {
      expect(countLetStand(details)).to.deep.equal(counted)
    })
})

describe('What an office keeps for itself (Z1)', () => {
  const none: Grant = { role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null }
  const person = (grant: Partial<Grant>): Actor => ({
    ...NOBODY,
    kind: 'person',
    id: 'x',
    grants: [{ ...none, ...grant }],
  })
  const MATRIX: readonly (readonly [string, Actor, view: boolean, figures: boolean])[] = [
    ['nobody', NOBODY, false, false],
    ['an ombud', person({ officeId: 'own' }), true, false],
    ['its coordinator', person({ role: 'coordinator', officeId: 'own' }), true, true],
    ['a coordinator elsewhere', person({ role: 'coordinator', officeId: 'other' }), false, false],
    ['a convener', person({ role: 'convener', groupId: 'group' }), false, false],
    ['a member', person({ role: 'member', groupId: 'group' }), false, false],
    ['an analyst', person({ role: 'analyst', areaId: 'area' }), false, false],
    ['an administrator', person({ role: 'admin' }), false, true],
  ]
  for (const [who, actor, view, figures] of MATRIX)
    it(`${who}: ${view ? 'its memory' : 'no memory'}, ${figures ? 'figures' : 'no figures'}`, () => {
      expect(officePolicy.can(actor, 'view', { officeId: 'own' })).to.equal(view)
      expect(officePolicy.can(actor, 'reviewFigures', { officeId: 'own' })).to.equal(figures)
    })
})
