import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { askEffects } from '#src/features/effects/ask-effects.job.ts'
import { instantAt } from '#src/kernel/days.ts'
import type { Browser } from '#test/support/world.ts'
import { World } from '#test/support/world.ts'
import { answered } from '../answers/situation.ts'
import { Board } from '../meetings/board.ts'
import { fileReport } from '../observations/filed.ts'

describe('W3: from a report to a solution that ombud confirm, by forms alone', function () {
  this.timeout(60_000)

  it('goes through every role, and ends in the lösningsbank', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const { given, office, ombud, agency } = board
    const coordinator = await given.person([{ role: 'coordinator', officeId: office.id }])
    const on = async (day: string, person = ombud): Promise<Browser> => {
      await board.later(instantAt(day, '08:00').toISOString())
      return given.browserOf(person)
    }

    const report = await fileReport(world, await given.browserOf(ombud), { organisations: [agency.id] })
    const inbox = await given.browserOf(coordinator)
    const triage = await inbox.get(`/inkorg/${report.number}/nytt`)
    const make = triage.status === 200 ? triage : await inbox.get(`/inkorg/${report.number}`)
    const made = make.postForms().find(({ names }) => names.includes('title'))
    expect(made, make.text).not.to.equal(undefined)
    await made?.submit({ title: 'Lång väntan på god man', description: 'Det tar över ett år.', themes: ['god_man'] })
    const [deficiency] = await world.rows(deficiencies)
    const state = async () => (await world.row(deficiencies, { id: deficiency?.id as string })).state
    const number = deficiency?.number as string

    const { meeting: first } = await board.open()
    await board.decide(first, 1, 'ask', { question: 'Hur ska väntan bli kortare?' })
    await board.end(first)
    await board.finish(first)
    await world.sendMails()
    const letter = world.letters.find(({ text }) => text.includes('/svar/'))
    const link = new URL(/https:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname
    await on('2026-12-01')
    await answered(world, link, {
      kind: 'changed',
      text: 'Vi har anställt två.',
      changeDay: '2026-11-20',
      otherBody: '',
    })

    await on('2026-12-10')
    const { meeting: second } = await board.open('2026-12-10')
    await board.decide(second, 1, 'accept')
    expect(await state()).to.equal('remedied')

    for (const day of ['2027-03-10', '2027-09-10']) {
      const browser = await on(day)
      await askEffects(world.works)
      const list = await browser.get('/effekt')
      const question = await list.follow('Lång väntan på god man')
      await question.form('Skicka svaret').submit({ answer: 'yes' })
    }
    expect(await state()).to.equal('resolved')
    const page = await (await given.browserOf(ombud)).get(`/systemfel/${number}`)
    expect(page.text).to.contain('Löst').and.contain('Ombud bekräftade att systemfelet är löst')

    const writer = await given.browserOf(coordinator)
    const solution = await (await writer.get(`/systemfel/${number}`)).follow('Så löstes det')
    const tell = await solution.follow('Beskriv lösningen')
    const sentences = { wrong: 'Väntan var ett år.', done: 'Två anställdes.', changed: 'Väntan är en månad.' }
    await tell.form('Spara beskrivningen').submit(sentences)
    const elsewhere = await given.as('ombud', { officeId: (await given.office()).id })
    const bank = await elsewhere.get('/losningar')
    expect(bank.text).to.contain('Lång väntan på god man').and.contain('Två anställdes.')
  })
})
