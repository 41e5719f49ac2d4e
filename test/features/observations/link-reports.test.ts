import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { seenReports } from '#src/features/observations/link-reports.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('Linking several reports at once', () => {
  let world: World
  let board: Board
  let coordinator: Browser
  let target: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    target = await board.deficiency({ title: 'Ingen svarar i telefon', description: 'Den som ringer får inget svar.' })
  })

  async function sent(values: Partial<Observation> = {}): Promise<Observation> {
    return world.given(async ctx =>
      ctx.rows(observations).insert({
        ...{ ...BLANK_REPORT, id: ctx.newId(), officeId: board.office.id, ombudId: board.ombud.id },
        number: `R-2026-${String(await ctx.nextNumber('R-2026')).padStart(4, '0')}`,
        whatHappened: 'Den som ringer får inget svar.',
        ...{ createdAt: ctx.now, sentAt: ctx.now, firstMonth: '2026-09', lastMonth: '2026-10' },
        ...values,
      }),
    )
  }
  const ticked = async (...reports: readonly Observation[]): Promise<Page> => {
    const form = (await coordinator.get('/inkorg')).form('Koppla de markerade')
    return form.submit(Object.fromEntries(reports.map(({ number }) => [String(number), 'ja'])))
  }
  const states = async (): Promise<string[]> => (await world.rows(observations)).map(({ state }) => state).sort()

  it('is done in one go, each with its line in the log', async () => {
    const [one, two, other] = [await sent(), await sent({ firstMonth: '2026-01' }), await sent()]
    const page = await ticked(one, two)
    expect(page.heading).to.equal('Koppla flera rapporter')
    expect(page.text)
      .to.contain(String(one.number))
      .and.contain(String(two.number))
      .and.not.contain(String(other.number))
    const done = await page.form('Koppla alla till numret').submit({ number: target.number.toLowerCase() })
    expect([done.path, done.notice]).to.deep.equal(['/inkorg', 'Rapporterna är kopplade.'])
    expect(await states()).to.deep.equal(['linked', 'linked', 'sent'])
    expect(await board.now(target)).to.include({ reportCount: 2, firstMonth: '2026-01', lastMonth: '2026-10' })
    for (const { id } of [one, two]) expect(await world.acts(id)).to.deep.equal(['observation.linked'])
    expect((await world.acts(target.id)).filter(act => act === 'deficiency.reported')).to.have.length(2)
  })

  it('offers what the first of them is like', async () => {
    const page = await ticked(await sent(), await sent())
    expect(page.text).to.contain('Liknar den första').and.contain(target.title)
    await page.form('Koppla alla hit').submit()
    expect((await board.now(target)).reportCount).to.equal(2)
  })

  it('links all or none: not when one of them has been changed or settled meanwhile', async () => {
    const [one, two] = [await sent(), await sent()]
    const page = await ticked(one, two)
    const settle = (await coordinator.get(`/inkorg/${two.number}/inte-systemfel`)).form('Avsluta rapporten')
    await settle.submit({ reason: 'Det gäller en enda handläggning.' })
    expect((await page.form('Koppla alla till numret').submit({ number: target.number })).status).to.equal(409)
    expect(await states()).to.deep.equal(['not_systemic', 'sent'])
    expect((await board.now(target)).reportCount).to.equal(0)
  })

  it('keeps the protected path: a mail for each report about the own employer', async () => {
    const [one, two, three] = [await sent({ ownEmployer: true }), await sent(), await sent({ ownEmployer: true })]
    await (await ticked(one, two, three)).form('Koppla alla till numret').submit({ number: target.number })
    const mails = await world.mails({ template: 'observations.ownEmployerLinked' })
    expect(mails.map(({ subjectId }) => subjectId)).to.have.members([one.id, three.id])
    expect((await board.now(target)).protected).to.equal(true)
  })

  it('takes no more than 25, and none of another office', async () => {
    const elsewhere = await board.given.office()
    const theirs = await sent({ officeId: elsewhere.id })
    const mine = await sent()
    const query = `/inkorg/koppla?${mine.number}=ja&${theirs.number}=ja`
    const page = await coordinator.get(query)
    expect(page.text).to.contain(String(mine.number)).and.not.contain(String(theirs.number))
    const form = page.form('Koppla alla till numret')
    const foreign = [`${mine.number}:1`, `${theirs.number}:1`]
    expect((await form.send({ number: target.number, reports: foreign })).status).to.equal(404)
    const many = Array.from({ length: 26 }, (_, at) => `R-2026-${String(at + 100).padStart(4, '0')}:1`)
    const again = (await coordinator.get(query)).form('Koppla alla till numret')
    const tooMany = await again.send({ number: target.number, reports: many })
    expect([tooMany.status, tooMany.text]).to.satisfy(
      ([status, text]: [number, string]) => status === 422 && text.includes('högst 25 rapporter'),
    )
    expect(await states()).to.deep.equal(['sent', 'sent'])
  })

  it('says what to do when none is ticked, and when the number is unknown', async () => {
    const report = await sent()
    const none = await ticked()
    expect(none.text).to.contain('Ingen rapport är markerad').and.contain('Markera de nya rapporter i inkorgen')
    const page = await ticked(report)
    const wrong = await page.form('Koppla alla till numret').submit({ number: 'SF-1999-0001' })
    expect(wrong.status).to.equal(422)
    expect(wrong.errors).to.have.length(1)
    expect(wrong.text).to.contain(String(report.number))
    const empty = await page.form('Koppla alla till numret').send({ number: target.number, reports: [] })
    expect(empty.status).to.equal(422)
  })

  it('has a box for each new report that a screen reader tells apart', async () => {
    const report = await sent()
    const page = await coordinator.get('/inkorg')
    const box = page.$(`input[type=checkbox][name="${report.number}"]`)
    expect(
      page
        .$(`label[for="${box.attr('id')}"]`)
        .text()
        .trim(),
    ).to.equal(`Markera ${report.number}`)
  })
})

describe('The reports of the form', () => {
  it('are numbers with versions, each once; nothing else is read', () => {
    expect(seenReports(undefined)).to.deep.equal([])
    expect(seenReports('R-2026-0001:3')).to.deep.equal([{ number: 'R-2026-0001', version: 3 }])
    expect(seenReports(['R-2026-0001:3', 'R-2026-0001:4', 'x', 'R-2026-0002'])).to.deep.equal([
      { number: 'R-2026-0001', version: 4 },
    ])
  })
})
