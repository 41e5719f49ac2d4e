import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { baggageOf } from '#src/features/links/baggage.queries.ts'
import { moveBaggage } from '#src/features/links/move-baggage.ts'
import { deficiencyThing } from '#src/features/withholding/thing.queries.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, openedForm, situation } from './situation.ts'

const REASON = 'Nämnden sammanträder först i januari.'
const QUESTION = 'Gäller det bara telefonen?'

describe('What was said about a question whose systemfel is merged into another', () => {
  it('comes along with it, for the contact, whoever asked and whoever withholds texts', async () => {
    const world = await World.open()
    const now = await situation(world)
    const { id } = await asked(now)
    const link = await mailedLink(now)
    const { browser } = await openedForm(world, link)
    await (await browser.get('/svar/mer-tid')).form('Be om mer tid').submit({ newDay: '2027-01-31', reason: REASON })
    await (await browser.get('/svar/fraga')).form('Skicka frågan').submit({ question: QUESTION })
    const other = (await situation(world, { title: 'Telefonen är stängd', officeId: now.office.id })).deficiency
    await world.given(async ctx => {
      const baggage = await baggageOf(ctx, now.deficiency.id, other.id)
      expect(baggage.requests).to.deep.equal([id])
      await moveBaggage(ctx, now.deficiency, other, baggage)
    })
    expect((await world.row(answerRequests, { id })).deficiencyId).to.equal(other.id)
    const coordinator = await now.given.person([{ role: 'coordinator', officeId: now.office.id }])
    const own = await now.given.browserOf(coordinator)
    const page = await own.get(`/obesvarade/${id}`)
    expect(page.text).to.contain(other.number).and.contain(REASON).and.contain(QUESTION)
    await page.form('Bevilja mer tid').submit()
    const grant = {
      role: 'coordinator',
      officeId: now.office.id,
      groupId: null,
      areaId: null,
      organisationId: null,
    } as const
    const actor = {
      kind: 'person',
      id: coordinator.id,
      name: '',
      locale: 'sv',
      grants: [grant],
      municipalityIds: [],
    } as const
    const { places } = await world.works.read(actor, ctx => deficiencyThing(ctx, other.number))
    expect(places.map(({ text }) => text)).to.include.members([REASON, QUESTION])
    await world.sendMails()
    // The day lies further on than the first link lasts.
    expect((await answered(world, world.lastLink(now.contact.email))).heading).to.equal('Tack, svaret är mottaget')
  })
})
