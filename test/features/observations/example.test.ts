import { expect } from 'chai'
import { STEPS, stepPath } from '#src/features/observations/filing.rules.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { en } from '#src/i18n/en.ts'
import { sv } from '#src/i18n/sv.ts'
import { findPersonalData } from '#src/kernel/personal-data.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, writeReport } from './filed.ts'

describe('An example of a good and a bad text', () => {
  let world: World
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    const given = new Given(world)
    ombud = await given.as('ombud', { officeId: (await given.office()).id })
  })

  /** Every step's page of a draft, and the first page of all. */
  async function pages(): Promise<Page[]> {
    await writeReport(ombud)
    const [draft] = await world.rows(observations, { state: 'draft' })
    const paths = ['/rapportera', ...STEPS.map(step => stepPath(draft?.id ?? '', step))]
    return Promise.all(paths.map(path => ombud.get(path)))
  }
  const isOpen = (page: Page): boolean => page.$('details.app-example').attr('open') !== undefined

  it('stands open on each step for somebody who has not sent a report yet', async () => {
    const all = await pages()
    expect(all.map(page => [page.$('details.app-example').length, isOpen(page)])).to.deep.equal(
      all.map(() => [1, true]),
    )
    const shown = all.map(page => page.$('details.app-example').text())
    for (const [at, step] of STEPS.entries())
      for (const part of ['good', 'bad', 'why'] as const)
        expect(shown[at + 1], step).to.contain(sv[`filing.example.${step}.${part}`])
  })

  it('is folded for those who have', async () => {
    await fileReport(world, ombud)
    const all = await pages()
    expect(all.map(isOpen)).to.deep.equal(all.map(() => false))
    for (const page of all) expect(page.$('details.app-example summary').text().trim()).to.equal('Visa exempel')
  })

  it('leaves the way to acute help where texts are written', async () => {
    const [first, text, , , , extent] = await pages()
    for (const page of [first, text, extent]) expect(page?.text).to.contain('Ring 112')
  })

  const texts = (...parts: readonly ('good' | 'bad' | 'why')[]): string[] =>
    [sv, en].flatMap(catalogue =>
      STEPS.flatMap(step => parts.map(part => catalogue[`filing.example.${step}.${part}`] as string)),
    )

  it('says no more than twenty words at a time, in both languages', () => {
    const sentences = texts('good', 'bad', 'why').flatMap(text => text.split(/[.:!?]/))
    expect(sentences.filter(sentence => sentence.trim().split(/\s+/).length > 20)).to.deep.equal([])
  })

  it('that is good holds nothing the guard would ask about', () => {
    expect(texts('good', 'why').filter(text => findPersonalData(text).length > 0)).to.deep.equal([])
  })
})
