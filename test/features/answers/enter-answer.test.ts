import { expect } from 'chai'
import { answers } from '#src/features/answers/answer.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { answered, asked, mailedLink, requestOf, type Situation, situation } from './situation.ts'

const SAID = {
  source: 'phone',
  sourceDay: '2026-11-21',
  sourceFunction: 'Enhetschef, försörjningsstöd',
  kind: 'planned',
  text: 'De inför telefontid varje förmiddag.',
  changeDay: '2027-02-01',
}

describe('An answer that came another way than by the link', () => {
  let world: World
  let now: Situation
  let link: string
  let id: string
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    ;({ id } = await asked(now))
    link = await mailedLink(now)
    coordinator = await now.given.as('coordinator', { officeId: now.office.id })
  })
  const form = async () =>
    (await (await coordinator.get(`/obesvarade/${id}`)).follow('Skriv in ett svar')).form('Spara svaret')

  it('is written down with how it came, counts as an answer, and is marked wherever it is shown', async () => {
    const done = await (await form()).submit(SAID)
    const mark = 'Inskrivet av samordnaren efter telefonsamtal 21 november 2026 (Enhetschef, försörjningsstöd)'
    expect(done.text).to.contain(SAID.text).and.contain(mark)
    expect((await requestOf(world, { id })).state).to.equal('answered')
    expect(await world.row(answers, {})).to.include({ ...SAID, enteredBy: 'coordinator' })
    expect((await coordinator.get(`/systemfel/${now.deficiency.number}`)).text).to.contain(mark)
    expect((await coordinator.get('/inkomna-svar')).text).to.contain(SAID.text)
  })

  it('is told to the contact, who finds it behind the link, and to those who reported', async () => {
    await (await form()).submit(SAID)
    const mails = await world.mails({})
    const to = (template: string) => mails.find(mail => mail.template === template)?.toAddress
    expect(to('answers.receipt')).to.equal(now.contact.email)
    expect(to('answers.told')).to.equal(now.ombud.email)
    const receipt = await world.browser().get(link)
    expect(receipt.heading).to.equal('Tack, svaret är mottaget')
    expect(receipt.text).to.contain(SAID.text).and.contain('Inskrivet av samordnaren efter telefonsamtal')
  })

  it('stands in the history as entered', async () => {
    await (await form()).submit(SAID)
    const history = await coordinator.get(`/systemfel/${now.deficiency.number}/historik`)
    expect(history.text).to.contain('Svaret skrevs in av den som frågade').and.not.contain('okänd')
  })

  it('is not marked when it came by the link', async () => {
    await answered(world, link)
    for (const path of [`/obesvarade/${id}`, `/systemfel/${now.deficiency.number}`])
      expect((await coordinator.get(path)).text).not.to.contain('Inskrivet')
  })

  const wrong: readonly [string, Partial<Record<keyof typeof SAID, string>>, string][] = [
    ['no day of the change that is claimed', { changeDay: '' }, 'Skriv när ändringen ska vara klar.'],
    ['no words', { text: '' }, 'Skriv vad ni ska ändra.'],
    [
      'a day before the question was sent',
      { sourceDay: '2026-11-20' },
      'Svaret kan inte ha kommit innan frågan skickades.',
    ],
    ['a day that has not been', { sourceDay: '2026-11-22' }, 'Dagen har inte varit än.'],
    ['no function', { sourceFunction: '' }, 'Skriv vilken funktion det är.'],
  ]
  for (const [what, values, error] of wrong)
    it(`is given back with ${what}, as typed`, async () => {
      const again: Page = await (await form()).submit({ ...SAID, ...values })
      expect(again.status).to.equal(422)
      expect(again.errors).to.deep.equal([error])
      expect(again.form('Spara svaret').fields).to.include({ ...SAID, ...values })
      expect(await world.rows(answers)).to.have.length(0)
    })

  it('asks about a name where a function is asked for', async () => {
    const again = await (await form()).submit({ ...SAID, sourceFunction: 'Enhetschef Anna Svensson' })
    expect(again.status).to.equal(422)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('is too late when the contact has answered meanwhile', async () => {
    const late = await form()
    await answered(world, link)
    expect((await late.submit(SAID)).status).to.equal(409)
    expect((await coordinator.get(`/obesvarade/${id}/skriv-in`)).status).to.equal(409)
    expect(await world.rows(answers)).to.have.length(1)
  })

  it('is not for others than who asked to write', async () => {
    const convener = await now.given.as('convener', { groupId: now.group.id })
    expect((await convener.get(`/obesvarade/${id}/skriv-in`)).status).to.be.oneOf([403, 404])
    const stranger = await now.given.as('coordinator', { officeId: (await now.given.office({})).id })
    expect((await stranger.get(`/obesvarade/${id}/skriv-in`)).status).to.equal(404)
  })

  it('says so when a question of the group is written down by its convener', async () => {
    await world.given(ctx => enterCircle(ctx, now.deficiency.id, 'group', now.group.id))
    const deficiency = await world.row(deficiencies, { id: now.deficiency.id })
    const { id: other } = await asked({ ...now, deficiency }, { byGroup: true })
    const convener = await now.given.as('convener', { groupId: now.group.id })
    const page = await convener.get(`/obesvarade/${other}/skriv-in`)
    const done = await page.form('Spara svaret').submit({ ...SAID, source: 'meeting' })
    expect(done.text).to.contain('Inskrivet av mötesansvarig efter möte 21 november 2026')
  })
})
