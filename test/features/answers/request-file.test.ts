import { expect } from 'chai'
import { describeWithPoppler, readPdf } from '#test/support/pdf.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, openedForm, PLANNED, QUESTION, type Situation, situation } from './situation.ts'

const FILE = 'fraga-och-svar.pdf'

describeWithPoppler('The question and its answer as a file', () => {
  let world: World
  let now: Situation
  let id: string
  let link: string
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    ;({ id } = await asked(now))
    link = await mailedLink(now)
  })

  it('is a tagged PDF with reference, days, question, answer and how to see that it is genuine', async () => {
    const { browser } = await openedForm(world, link)
    await (await browser.get('/svar/fraga')).form('Skicka frågan').submit({ question: 'Gäller det telefonen?' })
    const waiting = readPdf(await browser.download(`/svar/${FILE}`))
    expect(waiting.pages.join(' ')).to.contain('Inget svar har kommit än.').and.contain('Gäller det telefonen?')
    await answered(world, link)
    const { pages, tagged, info } = readPdf(await browser.download(`/svar/${FILE}`))
    const text = pages.join(' ').replace(/\s+/g, ' ')
    const parts = ['SF-2026-0001', '21 november 2026', '21 december 2026', QUESTION, PLANNED.text, '1 februari 2027']
    for (const part of [...parts, 'Så kontrollerar du att frågan är äkta', '08-123 45 67', 'Färre än 5 rapporter'])
      expect(text).to.contain(part)
    expect(info.get('Tagged')).to.equal('yes')
    expect(tagged.filter(({ tag }) => tag === 'H2').map(({ text: heading }) => heading)).to.include('Frågan')
  })

  it('is the same from the page of whoever asked, and only for those who may read it', async () => {
    await answered(world, link)
    const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
    expect((await coordinator.get(`/obesvarade/${id}`)).html).to.contain(`/obesvarade/${id}/${FILE}`)
    const { pages } = readPdf(await coordinator.download(`/obesvarade/${id}/${FILE}`))
    expect(pages.join(' ')).to.contain(QUESTION).and.contain(PLANNED.text)
    const stranger = await now.given.as('ombud', { officeId: (await now.given.office({})).id })
    expect((await stranger.raw('get', `/obesvarade/${id}/${FILE}`)).status).to.equal(404)
  })

  it('is nowhere without an opened link', async () => {
    expect((await world.browser().raw('get', `/svar/${FILE}`)).status).to.equal(404)
  })
})
