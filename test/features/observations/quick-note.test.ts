import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { TEXT, writeReport } from './filed.ts'

const LINE = 'Boendestödet uteblev tre veckor i rad'

describe('A quick note', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.as('ombud', { officeId: office.id })
  })
  const note = async (line: string) => (await ombud.get('/')).form('Spara noteringen').submit({ whatHappened: line })

  it('is one line on the start page and one POST: a draft, first among the drafts, to be finished', async () => {
    await writeReport(ombud)
    const list = await note(LINE)
    expect([list.path, list.notice]).to.deep.equal([
      '/rapporter',
      'Noteringen är sparad som utkast. Gör klart den när du hinner.',
    ])
    await writeReport(ombud)
    const cards = (await ombud.get('/rapporter')).$('.app-card').toArray()
    expect(cards.map(card => list.$(card).find('h3').text().trim())).to.deep.equal([LINE, TEXT, TEXT])
    expect(cards.map(card => list.$(card).text().includes('Gör klar'))).to.deep.equal([true, false, false])
    expect((await world.rows(observations, { whatHappened: LINE }))[0]).to.include({
      ...{ state: 'draft', officeId: office.id, number: null },
    })
  })

  it('is finished through the ordinary steps, with the line as the text', async () => {
    const step = await (await note(LINE)).follow('Gör klar')
    expect(step.heading).to.equal('Vilket hinder har ni mött?')
    expect(step.form('Spara och fortsätt').fields['whatHappened']).to.equal(LINE)
    const likeness = await step.form('Spara och fortsätt').submit({ whatHappened: `${LINE}. Ingen ringde.` })
    expect(likeness.heading).to.equal('Är det samma sak som något av dessa?')
    const organisation = await likeness.form('Det är nytt').submit()
    await organisation.form('Spara och fortsätt').submit({ unknown: 'ja' })
    const level = await ombud.get(organisation.path.replace('organisation', 'niva'))
    await level.form('Spara och fortsätt').submit({ level: 'local' })
    expect((await ombud.get('/rapporter')).text, 'it is a draft like others by then').not.to.contain('Gör klar')
    expect(await world.rows(observations)).to.have.length(1)
  })

  it('passes the guard: a personal number is stopped, a telephone number asked about, an empty line sent back', async () => {
    for (const line of ['Hindret gäller 19121212-1212', 'Ring 08-123 45 67', '']) {
      const again = await note(line)
      expect([again.status, again.form('Spara noteringen').fields['whatHappened']]).to.deep.equal([422, line])
    }
    expect(await world.rows(observations)).to.deep.equal([])
    const form = (await note('Ring 08-123 45 67')).form('Spara noteringen')
    expect((await form.submit(form.reviewed('public'))).path).to.equal('/rapporter')
    expect((await world.rows(observations))[0]?.reviewed).to.not.deep.equal({})
  })

  it('has a page of its own, with the way to acute help', async () => {
    const page = await ombud.get('/rapportera/snabb')
    expect(page.heading).to.equal('Snabbnotering')
    expect(page.text).to.contain('Ring 112')
    expect((await page.form('Spara noteringen').submit({ whatHappened: LINE })).path).to.equal('/rapporter')
  })

  it('is offered to ombud only', async () => {
    const coordinator = await given.as('coordinator', { officeId: office.id })
    expect((await coordinator.get('/')).text).not.to.contain('Snabbnotering')
    expect((await coordinator.get('/rapportera/snabb')).status).to.equal(403)
  })
})
