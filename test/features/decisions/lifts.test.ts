import { expect } from 'chai'
import type { Group } from '#src/features/groups/group.entity.ts'
import { decisions, lifts } from '#src/features/meetings/decision.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('What comes back from a lift', () => {
  let world: World
  let board: Board
  let central: Group
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    central = await board.given.group([], { name: 'Centrala ledningsgruppen', email: 'centrala@kommun.test' })
  })

  /** A systemfel lifted by the board's group; its notes are done, so that the letter has left. */
  async function lifted(to: Readonly<Record<string, string>>) {
    const deficiency = await board.deficiency()
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'lift', { toGroupId: '', toName: '', ...to })
    await board.end(meeting)
    await board.finish(meeting)
    return { deficiency, lift: await world.row(lifts, { deficiencyId: deficiency.id }) }
  }
  const theirs = () => board.given.as('convener', { groupId: central.id })
  const ANSWER = 'Vi tar upp det med regionen och återkommer i mars.'

  it('is given by the receiving group, from the page of the systemfel, and stands there and in its history', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    const browser = await theirs()
    const page = await (await browser.get(`/systemfel/${deficiency.number}`)).follow('Svara på lyftet')
    expect(page.text).to.include('Ledningsgruppen Granåsen har lyft systemfelet till er')
    await board.later('2026-12-03T09:00:00Z')
    const done = await (await (await theirs()).get(page.path)).form('Lämna svaret').submit({ reply: ANSWER })
    expect(done.notice).to.include('Svaret är lämnat.')
    expect(done.text)
      .to.include('Ledningsgruppen Granåsen lyfte till Centrala ledningsgruppen')
      .and.to.include(ANSWER)
      .and.to.include('12 dagar')
    const shown = await board.convener.get(`/systemfel/${deficiency.number}`)
    expect(shown.text).to.include(ANSWER).and.to.include('Svar på lyft kom in')
    expect(shown.text).not.to.include('Svara på lyftet')
  })

  it('is given from its item at the receiving group’s meeting too', async () => {
    await lifted({ toGroupId: central.id })
    const browser = await theirs()
    const meeting = await board.plan('2026-12-10', browser, central)
    const [item] = await board.items(meeting)
    expect(item).to.include({ why: 'lifted_here', section: 'new' })
    const page = await (await browser.get(`/moten/${meeting.id}/punkter/1`)).follow('Svara på lyftet')
    await page.form('Lämna svaret').submit({ reply: ANSWER })
    expect((await browser.get(`/moten/${meeting.id}/punkter/1`)).text).not.to.include('Svara på lyftet')
  })

  it('stands on the giver’s next agenda under Svar, also where it stood there for another reason', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    await board.later('2027-02-20T09:00:00Z')
    const meeting = await board.plan('2027-03-10')
    expect((await board.items(meeting))[0]).to.include({ why: 'answer_overdue', section: 'follow_up' })
    const page = await (await theirs()).get(`/systemfel/${deficiency.number}/lyft`)
    await (await page.follow('Svara på lyftet')).form('Lämna svaret').submit({ reply: ANSWER })
    const items = await board.items(meeting)
    expect(items).to.have.length(1)
    expect(items[0]).to.include({ why: 'answer_in', section: 'answers' })
    expect((await board.convener.get(`/moten/${meeting.id}`)).text).to.include(
      'På dagordningen eftersom Centrala ledningsgruppen svarade 20 februari 2027',
    )
  })

  it('waits for the giver’s next meeting where none is planned, and not once it is decided', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    const page = await (await theirs()).get(`/systemfel/${deficiency.number}/lyft`)
    await board.later('2026-12-03T09:00:00Z')
    await await (await theirs()).get(page.path)
    await (await (await (await theirs()).get(page.path)).follow('Svara på lyftet'))
      .form('Lämna svaret')
      .submit({ reply: ANSWER })
    const { meeting } = await board.open('2026-12-10')
    expect((await board.items(meeting))[0]).to.include({ why: 'answer_in', section: 'answers' })
    await board.decide(meeting, 1, 'monitor')
    await board.end(meeting)
    await board.later('2026-12-20T09:00:00Z')
    expect(await board.items(await board.plan('2027-01-10'))).to.deep.equal([])
  })

  it('J7: is told to the giver’s function address by a letter with facts only', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    const page = await (await theirs()).get(`/systemfel/${deficiency.number}/lyft`)
    await (await page.follow('Svara på lyftet')).form('Lämna svaret').submit({ reply: ANSWER })
    const [mail, ...others] = await world.mails({ template: 'decisions.replied' })
    expect(others).to.deep.equal([])
    expect(mail).to.include({ toAddress: board.group.email, state: 'waiting' })
    expect(mail?.facts).to.deep.equal({ reference: deficiency.number, group: 'Centrala ledningsgruppen' })
    if (mail === undefined) throw new Error('no mail')
    expect((await world.letter(mail)).text).not.to.include('regionen')
  })

  it('of a body outside is entered by the giver’s convener with its source, and reaches every group that lifted it', async () => {
    const { deficiency } = await lifted({ toName: 'Länsstyrelsen' })
    // Another group that has lifted the same to the same body.
    const other = await board.given.group([], { name: 'Ledningsgruppen Bortåt' })
    await world.given(async ctx => {
      const [one] = await ctx.rows(lifts).all()
      if (one === undefined) throw new Error('no lift')
      await ctx.rows(lifts).insert({ ...one, id: ctx.newId(), fromGroupId: other.id, toName: 'länsstyrelsen ' })
      await ctx.rows(lifts).insert({ ...one, id: ctx.newId(), fromGroupId: other.id, toName: 'Samordningsförbundet' })
    })
    const page = await (await board.convener.get(`/systemfel/${deficiency.number}`)).follow('För in svaret på lyftet')
    const without = await page.form('Lämna svaret').submit({ reply: ANSWER })
    expect(without.status).to.equal(422)
    expect(without.errors.join()).to.include('Skriv var svaret finns.')
    await without.form('Lämna svaret').submit({ reply: ANSWER, replySource: 'Brev, dnr 701-1234-2026' })
    const all = await world.rows(lifts)
    const by = (name: string) => all.filter(({ toName }) => toName?.trim().toLowerCase() === name)
    for (const { reply, replySource } of by('länsstyrelsen'))
      expect({ reply, replySource }).to.deep.equal({ reply: ANSWER, replySource: 'Brev, dnr 701-1234-2026' })
    expect(by('samordningsförbundet')[0]?.repliedAt).to.equal(null)
    const told = await world.mails({ template: 'decisions.outsideReplied' })
    expect(told.map(({ toAddress }) => toAddress).sort()).to.deep.equal([board.group.email, other.email].sort())
    expect(told[0]?.facts).to.deep.equal({ reference: deficiency.number })
  })

  it('is given once, and by those only who should', async () => {
    const { deficiency, lift } = await lifted({ toGroupId: central.id })
    const at = `/systemfel/${deficiency.number}/lyft/${lift.id}/svar`
    expect((await board.convener.get(at)).status).to.equal(404)
    expect((await (await board.given.as('member', { groupId: central.id })).get(at)).status).to.equal(403)
    const browser = await theirs()
    const [first, second] = [await browser.get(at), await browser.get(at)]
    await first.form('Lämna svaret').submit({ reply: ANSWER })
    expect((await second.form('Lämna svaret').submit({ reply: 'Något annat.' })).status).to.equal(409)
    expect((await world.row(lifts, { id: lift.id })).reply).to.equal(ANSWER)
  })

  it('is waited for on the start page: owed by the receiver, overdue for the giver after the wished day', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    expect((await board.convener.get('/')).text).not.to.include('Lyft som väntar på svar')
    const owed = await (await theirs()).get('/')
    expect(owed.text).to.include('1 väntar på ert svar, 0 har passerat önskad dag')
    const list = await owed.follow('Lyft som väntar på svar')
    expect(list.text).to.include('Ni ska svara').and.to.include(deficiency.number).and.not.to.include('Försenat')

    const { wishedDay } = await world.row(lifts, { deficiencyId: deficiency.id })
    await board.later(`${wishedDay}T09:00:00Z`)
    expect((await board.convener.get('/')).text).not.to.include('Lyft som väntar på svar')
    await board.later(new Date(Date.parse(`${wishedDay}T09:00:00Z`) + 86_400_000).toISOString())
    const late = await board.convener.get('/')
    expect(late.text).to.include('0 väntar på ert svar, 1 har passerat önskad dag')
    expect((await late.follow('Lyft som väntar på svar')).text)
      .to.include('Ni väntar på svar')
      .and.to.include('Försenat')
    const lineage = await board.convener.get(`/systemfel/${deficiency.number}/lyft`)
    expect(lineage.text).to.include('61 dagar').and.to.include('Försenat').and.to.include('Inget svar ännu')
  })

  it('has a lineage that says so when nothing has been lifted, and leads on from one group to the next', async () => {
    const { deficiency } = await lifted({ toGroupId: central.id })
    await board.later('2026-12-10T09:00:00Z')
    const browser = await theirs()
    const meeting = await board.plan('2026-12-10', browser, central)
    await (await browser.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    const form = (await board.form(meeting, 1, 'lift', browser)).form('Spara och nästa')
    await form.submit({ toGroupId: '', toName: 'Länsstyrelsen' })
    const page = await board.convener.get(`/systemfel/${deficiency.number}/lyft`)
    expect(
      page
        .$('h2')
        .toArray()
        .map(heading => page.$(heading).text()),
    ).to.include.ordered.members([
      'Ledningsgruppen Granåsen lyfte till Centrala ledningsgruppen',
      'Centrala ledningsgruppen lyfte till Länsstyrelsen',
    ])
    expect(await world.rows(decisions)).to.have.length(2)
    const plain = await board.deficiency({ title: 'Något annat' })
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    expect((await coordinator.get(`/systemfel/${plain.number}/lyft`)).text).to.include('Systemfelet är inte lyft')
  })
})
