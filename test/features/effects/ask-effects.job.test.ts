import { expect } from 'chai'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { addDays, instantAt } from '#src/kernel/days.ts'
import { World } from '#test/support/world.ts'
import { FIRST, Followed, LAST } from './followed.ts'

describe('The job that asks about effect', function () {
  this.timeout(120_000)
  let world: World
  let now: Followed
  beforeEach(async () => {
    world = await World.open()
    now = await Followed.of(world)
  })
  const left = (id: string) => world.given(ctx => ctx.rows(grants).remove({ personId: id }))

  it('J4: asks each once at 3 and 9 months and reminds each twice, over 400 days with downtime', async () => {
    const days = Array.from({ length: 400 }, (_, day) => day)
    // 24 hours down each tenth day; the others it runs twice at once, and again after a night's three hours down.
    for (const day of days.filter(each => each % 10 !== 9)) {
      const date = addDays('2026-11-21', day)
      world.clock.moveTo(instantAt(date, '04:00'))
      await Promise.all([now.run(), now.run()])
      world.clock.moveTo(instantAt(date, '16:00'))
      await now.run()
    }
    for (const person of [now.one, now.other]) {
      expect(await now.letters('effects.question', person)).to.equal(2)
      expect(await now.letters('effects.reminder', person)).to.equal(4)
      expect(await now.letters('effects.unknown', person)).to.equal(1)
    }
    expect(await now.letters('effects.question')).to.equal(4)
    expect((await now.checks()).map(({ state, answer }) => [state, answer])).to.deep.equal([
      ['silent', null],
      ['silent', null],
    ])
  })

  it('asks on the day, not before it, and never of what is no longer followed', async () => {
    await now.on(FIRST, -1)
    expect(await now.words()).to.deep.equal([])
    await world.given(async ctx =>
      changeState(ctx, await ctx.rows(deficiencies).get({ id: now.deficiency.id }), 'monitor'),
    )
    expect(await now.state()).to.equal('monitored')
    await now.on(FIRST)
    expect(await now.words()).to.deep.equal([])
  })

  it('reminds after 10 and 20 days, only those who have not answered', async () => {
    await now.on(FIRST)
    await now.says(now.one, 'yes')
    const reminders: number[] = []
    for (const days of [9, 10, 19, 20, 29]) {
      await now.on(FIRST, days)
      reminders.push(await now.letters('effects.reminder', now.other))
    }
    expect(reminders).to.deep.equal([0, 1, 1, 2, 2])
    expect(await now.letters('effects.reminder', now.one)).to.equal(0)
  })

  it('sends one reminder, not two, when it has not run for three weeks', async () => {
    await now.on(FIRST)
    await now.on(FIRST, 25)
    await now.on(FIRST, 26)
    expect(await now.letters('effects.reminder', now.one)).to.equal(1)
  })

  it('finds the effect unknown after 30 days of silence, which stays open, and takes a late word', async () => {
    await now.on(FIRST)
    await now.on(FIRST, 29)
    expect(await now.state()).to.equal('remedied')
    await now.on(FIRST, 30)
    expect(await now.state()).to.equal('effect_unknown')
    expect(await now.letters('effects.unknown')).to.equal(2)
    await now.says(now.one, 'yes')
    expect(await now.state()).to.equal('remedied')
    expect((await now.checks())[0]).to.include({ state: 'answered', answer: 'yes' })
    await now.on(LAST)
    for (const person of [now.one, now.other]) await now.says(person, 'yes')
    expect(await now.state()).to.equal('resolved')
  })

  it('goes by the words that came when only some are silent', async () => {
    await now.on(LAST)
    await now.says(now.one, 'yes')
    await now.on(LAST, 30)
    expect(await now.state()).to.equal('resolved')
  })

  it('asks the coordinator for one who has left, whose yes confirms nothing', async () => {
    await left(now.one.id)
    await left(now.other.id)
    await now.on(LAST)
    expect((await now.words()).map(({ personId }) => personId)).to.deep.equal([now.coordinator.id])
    const { page } = await now.opened(now.coordinator)
    expect(page.text).to.contain('Du svarar för PO Granåsen').and.contain('Bara ett ombud kan bekräfta')
    await page.form('Skicka svaret').submit({ answer: 'yes' })
    expect(await now.state()).to.equal('remedied')
    expect((await now.checks())[1]).to.include({ state: 'answered', answer: 'yes' })
    await now.board.later('2027-09-01T09:00:00Z')
    const form = (await now.board.convener.get(`/effekt/avgora/${now.deficiency.number}`)).form(
      'Spara ställningstagandet',
    )
    expect(form.options('ruling').map(({ value }) => value)).to.deep.equal(['ease', 'keep_open'])
  })

  it('finds the effect unknown when all have left and the office cannot say', async () => {
    for (const person of [now.one, now.other]) await left(person.id)
    await now.on(LAST)
    await now.on(LAST, 30)
    expect(await now.state()).to.equal('effect_unknown')
  })

  it('takes the question from one who leaves after she was asked, and asks who answers for her', async () => {
    await now.on(FIRST)
    const link = await now.link(now.one)
    await world.given(ctx => ctx.rows(people).change(now.one.id, { state: 'closed' }))
    expect((await world.browser().get(link)).status, 'who has left cannot answer').to.equal(404)
    await now.on(FIRST, 5)
    const words = await now.words()
    expect(words.find(({ personId }) => personId === now.one.id)?.leftAt).not.to.equal(null)
    expect(words.some(({ personId }) => personId === now.coordinator.id)).to.equal(true)
    const [dead] = await world.rows(accessLinks, { subjectId: words.find(w => w.personId === now.one.id)?.id ?? '' })
    expect(dead?.revokedAt).not.to.equal(null)
    await now.says(now.other, 'partly')
    await now.says(now.coordinator, 'no')
    expect(await now.state()).to.equal('on_agenda')
  })

  it('J7: says nothing in a letter but reference, level, office and months', async () => {
    await now.on(FIRST)
    await now.on(FIRST, 10)
    await world.sendMails()
    for (const { text, subject, html } of world.letters.filter(letter => letter.text.includes('/effekt/')))
      for (const part of [text, subject, html]) expect(part).not.to.contain('Svårt att nå handläggare')
    const facts = (await world.mails())
      .filter(({ template }) => template.startsWith('effects.'))
      .map(mail => mail.facts)
    for (const each of facts) expect(Object.keys(each)).to.have.members(['reference', 'level', 'office', 'count'])
  })

  it('asks whoever has reported by then, also after the answer was accepted', async () => {
    const { board } = now
    const third = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    await board.report(now.deficiency, { ombudId: third.id })
    await now.on(FIRST)
    expect((await now.words()).map(({ personId }) => personId)).to.have.members([now.one.id, now.other.id, third.id])
  })
})
