import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { everyText, fileReport, givenDeficiency, TEXT, writeReport } from './filed.ts'

const SPELLINGS = ['19121212-1212', '121212 1212', '１９１２１２１２１２１２', '1912\u200b12121212']

describe('A personal number in a report (P1, P5)', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
    coordinator = await given.as('coordinator', { officeId: office.id })
  })

  /** Tries each spelling in each box of the page's form: the page comes again with what was typed. */
  async function isRefused(browser: Browser, path: string, button: string): Promise<void> {
    const page = await browser.get(path)
    const names = page.form(button).names
    const boxes = page
      .$('textarea, input[type=text]')
      .toArray()
      .map(box => page.$(box).attr('name') ?? '')
      .filter(name => names.includes(name))
    expect(boxes, path).to.not.deep.equal([])
    for (const box of boxes)
      for (const [index, spelling] of SPELLINGS.entries()) {
        const typed = `canary${index} ${spelling}`
        const again = await (await browser.get(path)).form(button).send({ ...REST, [box]: typed })
        expect(again.status, `${path} ${box} ${spelling}`).to.equal(422)
        const kept = again.postForms().some(({ fields }) => fields[box] === typed)
        expect(kept, `${path} keeps ${box}`).to.equal(true)
      }
  }
  const REST = {
    firstMonth: '2026-09',
    lastMonth: '2026-09',
    month: '2026-09',
    clientBand: '1',
    severity: 'hinders',
    level: 'local',
    title: 'Rubrik',
  }

  it('is stopped on every page that takes text, shown as it was typed, and is nowhere afterwards', async () => {
    const number = (await givenDeficiency(world, office)).number
    await writeReport(ombud)
    const [draft] = await world.rows(observations)
    const first = await fileReport(world, ombud)
    await isRefused(ombud, '/rapportera', 'Spara och fortsätt')
    await isRefused(ombud, `/rapportera/${draft?.id}`, 'Spara och fortsätt')
    await isRefused(ombud, `/rapportera/${draft?.id}/omfattning`, 'Spara och fortsätt')
    await isRefused(ombud, `/systemfel/${number}/samma-har`, 'Skicka samma här')
    await isRefused(ombud, `/rapporter/${first.number}`, 'Spara tillägget')
    await isRefused(coordinator, `/inkorg/${first.number}`, 'Koppla till numret')
    await isRefused(coordinator, `/inkorg/${first.number}/nytt`, 'Skapa systemfelet')
    await isRefused(coordinator, `/inkorg/${first.number}/ater`, 'Skicka tillbaka')
    await isRefused(coordinator, `/inkorg/${first.number}/inte-systemfel`, 'Avsluta rapporten')
    const likeness = await ombud.get(`/rapportera/${draft?.id}/liknar`)
    await likeness.form('Samma här').send({ choice: number })
    await isRefused(ombud, `/rapportera/${draft?.id}/samma-har`, 'Skicka samma här')

    const stored = await everyText(world)
    for (const trace of ['canary', '12121212', '121212 1212', '１２１２'])
      expect(stored.includes(trace), trace).to.equal(false)
    expect(world.logLines.join('\n')).to.not.match(/canary|12121212/)
    expect((await world.rows(observations)).map(({ whatHappened }) => whatHappened)).to.deep.equal([TEXT, TEXT])
  })

  it('is found by the search when it is there', async () => {
    await fileReport(world, ombud, { extent: { tried: 'canary 2012' } })
    expect(await everyText(world)).to.contain('canary 2012')
  })
})
