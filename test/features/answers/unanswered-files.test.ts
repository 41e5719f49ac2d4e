import { expect } from 'chai'
import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { parseCsv } from '#test/support/csv.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { readXlsx } from '#test/support/xlsx.ts'
import { PLANNED, QUESTION, type Situation, situation } from './situation.ts'

describe('How those asked have answered', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })
  /** A question that leaves on the day. */
  const ask = async (day: string, { deficiency, contact, office }: Situation = now): Promise<AnswerRequest> => {
    world.clock.moveTo(`${day}T09:00:00Z`)
    const asking = { contactId: contact.id, question: QUESTION, termDays: 30, groupId: null, officeId: office.id }
    return world.given(async ctx =>
      askAgency(ctx, { ...asking, deficiency: await ctx.rows(deficiencies).get({ id: deficiency.id }) }),
    )
  }
  const answer = async (request: AnswerRequest, day: string): Promise<void> => {
    world.clock.moveTo(`${day}T09:00:00Z`)
    await world.given(ctx => receiveAnswer(ctx, request, { ...PLANNED, otherBody: null }))
  }
  const readerNow = (): Promise<Browser> => now.given.as('coordinator', { officeId: now.office.id })
  const rates = (page: Page): string => page.$('table').last().text().replace(/\s+/g, ' ').trim()

  it('always stands with how many were asked: no share of a few, and a share of five', async () => {
    for (const [sent, answered] of [
      ['2026-12-01', '2026-12-11'],
      ['2026-12-02', '2026-12-03'],
      ['2026-12-04', null],
      ['2026-12-05', null],
    ] as const) {
      const request = await ask(sent)
      if (answered !== null) await answer(request, answered)
    }
    world.clock.moveTo('2027-01-04T09:00:00Z')
    let page = await (await readerNow()).get('/obesvarade')
    expect(rates(page)).to.match(/Socialförvaltningen 4 2 av 4 1 5,5 dagar$/)
    expect(page.text).not.to.contain('%')
    await answer(await ask('2027-01-04'), '2027-01-04')
    page = await (await readerNow()).get('/obesvarade')
    expect(rates(page)).to.match(/Socialförvaltningen 5 3 av 5 \(60 %\) 1 1 dag$/)
    const own = await (await readerNow()).get(`/myndigheter/${now.organisation.slug}`)
    expect(rates(own)).to.match(/Socialförvaltningen 5 3 av 5 \(60 %\) 1 1 dag$/)
  })

  it('leaves out what was withdrawn and what has not left, and keeps what was closed in silence', async () => {
    const [first, second, third] = [await ask('2026-12-01'), await ask('2026-12-01'), await ask('2026-12-01')]
    await world.given(async ctx => {
      await ctx.rows(answerRequests).change(first.id, { state: 'revoked' })
      await ctx.rows(answerRequests).change(second.id, { state: 'closed' })
      await ctx.rows(answerRequests).change(third.id, { state: 'tray', sentAt: null, dueDay: null })
    })
    const page = await (await readerNow()).get('/obesvarade')
    expect(rates(page)).to.match(/Socialförvaltningen 1 0 av 1 1 –$/)
  })

  it('may be read for a half-year, by the day of the sending, on both sides of its ends', async () => {
    await ask('2026-12-31')
    await ask('2027-01-01')
    await ask('2027-06-30')
    const reader = await readerNow()
    const asked = async (query: string) =>
      /Socialförvaltningen (\d+)/.exec(rates(await reader.get(`/obesvarade${query}`)))?.[1]
    expect(await asked('')).to.equal('3')
    expect(await asked('?period=2026-2')).to.equal('1')
    expect(await asked('?period=2027-1')).to.equal('2')
    expect(await asked('?period=2027-3')).to.equal('3')
    const none = await reader.get('/obesvarade?period=2025-1')
    expect(none.text).to.contain('Inga frågor i perioden')
    const options = none
      .$('select[name=period] option')
      .toArray()
      .map(option => none.$(option).attr('value'))
    expect(options).to.deep.equal(['', '2027-1', '2026-2'])
  })

  it('counts what the reader may see, and nothing of others’', async () => {
    await ask('2026-12-01')
    const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    expect((await foreign.get('/obesvarade')).text).to.contain('Inga frågor i perioden')
    expect((await foreign.get(`/myndigheter/${now.organisation.slug}`)).text).to.contain('Inga frågor i perioden')
    const admin = await now.given.as('admin')
    expect((await admin.get(`/myndigheter/${now.organisation.slug}`)).text).not.to.contain('Svar i din krets')
  })

  it('goes with the list as a file: the same rows in the same order, in CSV and XLSX, and nothing else', async () => {
    await ask('2026-12-01')
    const other = await now.given.organisation({ name: 'Arbetsförmedlingen' })
    const contact = await now.given.contact(other, { function: 'Sektionschef' })
    await ask('2026-12-20', { ...now, contact })
    world.clock.moveTo('2027-01-10T09:00:00Z')
    const reader = await readerNow()
    const csv = parseCsv(await reader.download('/obesvarade.csv'))
    const { rows } = readXlsx(await reader.download('/obesvarade.xlsx'))
    for (const file of [csv, rows]) {
      const at = file.findIndex(row => row[0] === 'Referens')
      const lines = file.slice(at + 1, at + 3).map(row => [row[0], row[2], row[3], Number(row[7]), Number(row[9])])
      expect(lines).to.deep.equal([
        ['SF-2026-0001', 'Socialförvaltningen', 'Enhetschef, försörjningsstöd', 40, 10],
        ['SF-2026-0001', 'Arbetsförmedlingen', 'Sektionschef', 21, 0],
      ])
    }
    const one = parseCsv(await reader.download(`/obesvarade.csv?organisation=${other.id}`))
    expect(one.flat().join(' ')).to.contain('Sektionschef').and.not.contain('Enhetschef')
    const foreign = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    expect((await foreign.download('/obesvarade.csv')).toString('utf8')).not.to.contain('SF-2026-0001')
    expect((await (await now.given.as('admin')).raw('get', '/obesvarade.csv')).status).to.equal(403)
  })
})
