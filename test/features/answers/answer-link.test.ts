import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { closeRequests, revokeRequest } from '#src/features/answers/withdraw-request.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { tables } from '#src/features.ts'
import { Given } from '#test/support/given.ts'
import { expectAlike, expectEveryCharacterToCount, expectForgedToSetNothing, other } from '#test/support/mailed-link.ts'
import { type Browser, World } from '#test/support/world.ts'
import {
  answered,
  asked,
  mailedLink,
  openedForm,
  PLANNED,
  QUESTION,
  report,
  requestOf,
  type Situation,
  situation,
} from './situation.ts'

/** Everything that is stored, as text. */
async function stored(world: World): Promise<string> {
  const rows = await Promise.all(tables.map(table => world.rows(table as never)))
  return JSON.stringify(rows)
}

describe('The mailed link of a question (S10)', () => {
  let world: World
  let now: Situation
  let link: string
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    await asked(now)
    link = await mailedLink(now)
  })

  it('opens a page that says who asks, and tells nothing of the matter', async () => {
    const page = await world.browser().get(link)
    expect(page.status).to.equal(200)
    expect(page.heading).to.equal('Fråga från PO Tyresö')
    expect(page.text).to.contain('Socialförvaltningen').and.contain('21 december 2026').and.contain('08-123 45 67')
    expect(page.text).not.to.contain('Ingen svarar i telefon').and.not.contain(QUESTION)
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    expect(page.headers['referrer-policy']).to.equal('no-referrer')
    expect(page.html).to.contain('noindex')
  })

  it('changes nothing when it is fetched, twenty times and by HEAD', async () => {
    const before = await stored(world)
    const scanner = world.browser()
    for (let round = 0; round < 20; round += 1) expect((await scanner.raw('get', link)).status).to.equal(200)
    expect((await scanner.raw('head', link)).status).to.equal(200)
    expect(await stored(world)).to.equal(before)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('shows what ombud have met, how often, since when, and what is asked, at an address without the link', async () => {
    for (let more = 0; more < 5; more += 1) await report(now)
    await world.given(ctx =>
      ctx.rows(deficiencies).change(now.deficiency.id, { reportCount: 6, firstMonth: '2026-03', lastMonth: '2026-10' }),
    )
    const { page } = await openedForm(world, link)
    expect(page.path).to.equal('/svar')
    expect(page.heading).to.equal('Ingen svarar i telefon')
    expect(page.text).to.contain('Den som söker stöd når ingen handläggare')
    expect(page.text).to.contain('5–9 rapporter').and.contain('mars 2026').and.contain(QUESTION)
    expect(page.form('Granska svaret').options('kind')).to.have.length(6)
  })

  it('leads with Kort sagt where somebody has written it', async () => {
    await world.given(ctx =>
      ctx.rows(deficiencies).change(now.deficiency.id, {
        what: 'Telefonen är stängd.',
        forWhom: 'Den som saknar dator.',
        wanted: 'Öppna den.',
      }),
    )
    const { page } = await openedForm(world, link)
    const { text } = page
    const order = [
      'Telefonen är stängd.',
      'Den som saknar dator.',
      'Öppna den.',
      'Den som söker stöd når ingen',
      QUESTION,
    ]
    const places = order.map(part => text.indexOf(part))
    expect(places).not.to.include(-1)
    expect(places).to.deep.equal([...places].sort((one, other) => one - other))
  })

  it('never says that fewer than five have met it', async () => {
    const { page } = await openedForm(world, link)
    expect(page.text)
      .to.contain('Färre än 5 rapporter')
      .and.not.match(/\b1 rapport\b/)
  })

  it('is nowhere but in the letter: not in the database, its file, the log, a title or the pages it leads to', async () => {
    const token = link.slice('/svar/'.length)
    const browser = world.browser()
    const first = await browser.get(link)
    const form = await first.form('Öppna svarsformuläret').submit()
    const check = await form.form('Granska svaret').submit(PLANNED)
    const receipt = await check.form('Skicka svaret').submit({ checked: 'ja' })
    await world.sendMails()
    for (const page of [form, check, receipt]) {
      expect(page.html).not.to.contain(token.slice(22))
      expect(page.$('title').text()).not.to.contain(token)
    }
    expect(first.$('title').text()).not.to.contain(token)
    const everything = [await stored(world), world.logLines.join('\n'), ...filesOf(world)]
    expect(world.logLines.join('\n')).to.contain('/svar/:token')
    // The first 22 characters are the row's id, which is no secret; all that follows is.
    for (const text of everything) expect(text.includes(token.slice(22)), 'the link is stored').to.equal(false)
  })

  it('answers an expired, a revoked, a forged and an unknown link with one and the same page', async () => {
    const token = link.slice('/svar/'.length)
    const unknown = await world.browser().get(`/svar/${'x'.repeat(64)}`)
    const pages = [
      await world.browser().get(`/svar/${token.slice(0, 63)}${other(token.at(-1) as string)}`),
      await world.browser().get('/svar/kort'),
    ]
    world.clock.moveTo('2027-03-01T09:00:00Z')
    pages.push(await world.browser().get(link))
    world.clock.moveTo('2026-11-21T09:00:00Z')
    const found = await foundBy(now)
    await world.works.write(found.actor, async ctx =>
      revokeRequest(ctx, await findRequest(ctx, found.id), { version: found.version }),
    )
    pages.push(await world.browser().get(link), await world.browser().get('/svar'))
    expectAlike(unknown, pages)
  })

  it('is dead when any one of its characters is another', async () => {
    const browser = world.browser()
    await expectEveryCharacterToCount(browser, link)
    expect((await browser.raw('get', link)).status).to.equal(200)
  })

  it('does not open by a form either when it is forged, and sets no cookie', async () => {
    await expectForgedToSetNothing(world.browser(), link, 'Öppna svarsformuläret', 'reply')
  })

  it('is bound to its purpose, its question, its address and its day', async () => {
    const [row] = await world.rows(accessLinks, { purpose: 'answer' })
    const { browser } = { browser: world.browser() }
    for (const change of [{ contact: 'annan@myndighet.test' }, { expiresAt: new Date('2029-01-01T00:00:00Z') }]) {
      await world.given(ctx => ctx.rows(accessLinks).change(row?.id as string, change))
      expect((await browser.get(link)).status).to.equal(404)
      await world.given(ctx =>
        ctx
          .rows(accessLinks)
          .change(row?.id as string, { contact: row?.contact as string, expiresAt: row?.expiresAt as Date }),
      )
    }
    expect((await browser.get(link)).status).to.equal(200)
    expect((await browser.get(link.replace('/svar/', '/inbjudan/'))).status).not.to.equal(200)
  })

  it('shows the receipt once the question is answered, also when the group has closed it', async () => {
    await answered(world, link)
    for (const close of [false, true]) {
      if (close) await world.given(ctx => closeRequests(ctx, now.deficiency.id))
      const page = await world.browser().get(link)
      expect(page.status).to.equal(200)
      expect(page.heading).to.equal('Tack, svaret är mottaget')
      expect(page.text).to.contain(PLANNED.text).and.contain('1 februari 2027')
      // The link opens the receipt, and nothing that answers.
      expect(page.postForms().filter(({ action }) => action.startsWith('/svar') && action !== link)).to.have.length(0)
    }
  })

  it('tells that no answer is needed when the group has closed the question unanswered', async () => {
    await world.given(ctx => closeRequests(ctx, now.deficiency.id))
    const page = await world.browser().get(link)
    expect(page.heading).to.equal('Frågan är avslutad')
    expect((await world.row(deficiencies, { id: now.deficiency.id })).waitingSince).to.equal(null)
  })
})

async function foundBy({ world, office }: Situation) {
  const given = new Given(world)
  const coordinator = await given.person([{ role: 'coordinator', officeId: office.id }])
  const [request] = await world.rows(answerRequests)
  const grant = { role: 'coordinator', officeId: office.id, groupId: null, areaId: null, organisationId: null } as const
  const actor = {
    kind: 'person',
    id: coordinator.id,
    name: '',
    locale: 'sv',
    grants: [grant],
    municipalityIds: [],
  } as const
  return { actor, id: request?.id as string, version: request?.version as number }
}

/** The bytes of the database's files, where it has any that we can read. */
function filesOf(world: World): string[] {
  const { place } = world.db
  if (place.kind !== 'sqlite') return []
  return [place.file, `${place.file}-wal`].map(file => readFileSync(file, 'latin1'))
}

describe('Answering a question without an account', () => {
  let world: World
  let now: Situation
  let link: string
  const form = async () => (await openedForm(world, link)).page.form('Granska svaret')
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
    await asked(now)
    link = await mailedLink(now)
  })

  it('is checked, ticked and sent, and ends with a receipt', async () => {
    const { page, browser } = await openedForm(world, link)
    const check = await page.form('Granska svaret').submit(PLANNED)
    expect(check.heading).to.equal('Kontrollera svaret')
    expect(check.text).to.contain('Vi planerar en ändring').and.contain(PLANNED.text).and.contain('1 februari 2027')
    expect(await world.rows(answers), 'the check page stores nothing').to.have.length(0)
    const thanks = await check.form('Skicka svaret').submit({ checked: 'ja' })
    expect(thanks.status).to.equal(200)
    expect(thanks.path).to.equal('/svar')
    expect(thanks.heading).to.equal('Tack, svaret är mottaget')
    expect((await browser.get('/svar')).heading).to.equal('Tack, svaret är mottaget')
    const answer = await world.row(answers, {})
    expect(answer).to.include({ kind: 'planned', text: PLANNED.text, changeDay: '2027-02-01', otherBody: null })
  })

  it('asks for the tick when it is missing, and stores nothing', async () => {
    const check = await (await form()).submit(PLANNED)
    const again = await check.form('Skicka svaret').submit()
    expect(again.status).to.equal(422)
    expect(again.errors).to.deep.equal(['Kryssa i rutan innan du skickar.'])
    expect(again.text).to.contain(PLANNED.text)
    expect(await world.rows(answers)).to.have.length(0)
    expect((await again.form('Skicka svaret').submit({ checked: 'ja' })).heading).to.equal('Tack, svaret är mottaget')
  })

  it('takes a person back to change it, with everything as typed', async () => {
    const check = await (await form()).submit(PLANNED)
    const page = await check.form('Ändra svaret').submit()
    const { fields } = page.form('Granska svaret')
    expect(fields).to.include({ kind: 'planned', text: PLANNED.text, changeDay: '2027-02-01' })
  })

  const claims: readonly [string, Record<string, string>, readonly string[]][] = [
    ['no kind', {}, ['Välj ett av svaren.']],
    [
      'a change without words and day',
      { kind: 'changed' },
      ['Skriv vad ni har ändrat.', 'Skriv vilken dag ändringen gjordes.'],
    ],
    [
      'a plan without words and day',
      { kind: 'planned' },
      ['Skriv vad ni ska ändra.', 'Skriv när ändringen ska vara klar.'],
    ],
    [
      'a change that lies ahead',
      { kind: 'changed', text: 'Ny rutin.', changeDay: '2026-11-22' },
      ['Dagen har inte varit än. Välj ”Vi planerar en ändring”, eller ändra datumet.'],
    ],
    [
      'a plan that has passed',
      { kind: 'planned', text: 'Ny rutin.', changeDay: '2026-11-20' },
      ['Dagen har redan varit. Välj ”Vi har ändrat”, eller ändra datumet.'],
    ],
    ['a refusal without a reason', { kind: 'will_not' }, ['Skriv varför ni inte kommer att ändra.']],
    ['what is not theirs without whose', { kind: 'not_ours', text: 'Inte vi.' }, ['Skriv vems ansvar det är.']],
    ['a lift without to whom', { kind: 'lift' }, ['Skriv till vem det behöver lyftas.']],
    [
      'a day that does not exist',
      { kind: 'changed', text: 'Ny rutin.', changeDay: '2026-02-30' },
      ['Skriv ett datum som finns, till exempel 2026-03-12.'],
    ],
    [
      'a personal number',
      { kind: 'investigating', text: 'Gäller 19121212-1212.' },
      ['Texten innehåller ett personnummer eller ett nummer av samma slag. Ta bort det. Ingenting är sparat.'],
    ],
    [
      'a personal number as whose it is',
      { kind: 'not_ours', otherBody: '121212-1212' },
      ['Texten innehåller ett personnummer eller ett nummer av samma slag. Ta bort det. Ingenting är sparat.'],
    ],
    ['a kind that there is none of', { kind: 'perhaps' }, ['Välj ett av svaren.']],
  ]
  for (const [what, fields, errors] of claims)
    it(`sends back ${what}, as typed`, async () => {
      const again = await (await form()).send(fields)
      expect(again.status).to.equal(422)
      expect(again.errors).to.deep.equal(errors)
      if (fields['text'] !== undefined) expect(again.form('Granska svaret').fields['text']).to.equal(fields['text'])
      expect(await world.rows(answers)).to.have.length(0)
    })

  const taken: readonly [Record<string, string>, Record<string, string | null>][] = [
    [
      { kind: 'changed', text: 'Ny rutin.', changeDay: '2026-11-21' },
      { changeDay: '2026-11-21', otherBody: null },
    ],
    [
      { kind: 'investigating', text: '' },
      { text: '', changeDay: null },
    ],
    [{ kind: 'investigating', changeDay: '2026-12-24' }, { changeDay: '2026-12-24' }],
    [{ kind: 'will_not', text: 'Vi har inte medel.', otherBody: 'Nämnden' }, { otherBody: null }],
    [{ kind: 'not_ours', otherBody: 'Regionens psykiatri' }, { otherBody: 'Regionens psykiatri' }],
    [
      { kind: 'lift', otherBody: 'Förvaltningschefen' },
      { otherBody: 'Förvaltningschefen', changeDay: null },
    ],
  ]
  for (const [fields, kept] of taken)
    it(`takes ${JSON.stringify(fields)}`, async () => {
      await answered(world, link, fields)
      expect(await world.row(answers, {})).to.include({ kind: fields['kind'], ...kept })
    })

  it('asks a person to look again at a telephone number, and keeps the word of it to the end', async () => {
    const typed = { kind: 'changed', text: 'Ring 08-123 45 67 på vardagar.', changeDay: '2026-11-01' }
    const again = await (await form()).submit(typed)
    expect(again.status).to.equal(422)
    expect(again.text).to.contain('ett telefonnummer')
    const asked = again.form('Granska svaret')
    const check = await asked.submit(asked.reviewed())
    expect(check.heading).to.equal('Kontrollera svaret')
    const thanks = await check.form('Skicka svaret').submit({ checked: 'ja' })
    expect(thanks.heading).to.equal('Tack, svaret är mottaget')
  })

  it('cannot skip the check: what is posted straight to the end is checked all the same', async () => {
    const { browser, page } = await openedForm(world, link)
    const { fields } = page.form('Granska svaret')
    const ticked = { ...fields, kind: 'changed', text: '', checked: 'ja' }
    expect((await browser.post('/svar', ticked)).status).to.equal(422)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('gives the typed text back when half an hour has passed and the cookie is gone', async () => {
    const { browser, page } = await openedForm(world, link)
    browser.cookies.delete('__Host-reply')
    const gone = await page.form('Granska svaret').submit(PLANNED)
    expect(gone.status).to.equal(404)
    expect(gone.text).to.contain(PLANNED.text)
  })

  it('never lands on another question that is open in the same browser', async () => {
    const other = await asked(
      { ...now, deficiency: await world.row(deficiencies, { id: now.deficiency.id }) },
      { question: 'En annan fråga?' },
    )
    const second = await mailedLink(now, other)
    const { browser, page } = await openedForm(world, link)
    await (await browser.get(second)).form('Öppna svarsformuläret').submit()
    const refused = await page.form('Granska svaret').submit(PLANNED)
    expect(refused.status).to.equal(404)
    expect(refused.text).to.contain(PLANNED.text)
    expect(await world.rows(answers)).to.have.length(0)
  })

  it('lets the cookie live for thirty minutes, and says so to the browser alone', async () => {
    const browser = world.browser()
    const page = await browser.get(link)
    const answer = await browser.raw('post', link, page.form('Öppna svarsformuläret').fields)
    const cookie = [answer.headers['set-cookie'] ?? []].flat().find(line => line.startsWith('__Host-reply='))
    expect(cookie).to.match(/; HttpOnly; SameSite=Lax; Secure; Max-Age=1800$/)
    expect(answer.status).to.equal(303)
    expect(answer.headers['location']).to.equal('/svar')
  })
})

describe('One answer a question (C6)', () => {
  it('takes exactly one of ten that are sent at once, fifty times, and shows the others the receipt', async function () {
    this.timeout(120_000)
    const world = await World.open()
    const now = await situation(world)
    for (let round = 0; round < 50; round += 1) {
      const deficiency = await world.row(deficiencies, { id: now.deficiency.id })
      const request = await asked({ ...now, deficiency })
      const { browser, page } = await openedForm(world, await mailedLink(now, request))
      const tabs = await Promise.all(
        Array.from({ length: 10 }, () => readyToSend(browser, page.form('Granska svaret').fields)),
      )
      const ends = await Promise.all(tabs.map(fields => browser.raw('post', '/svar', fields)))
      expect(ends.map(({ status }) => status)).to.deep.equal(Array(10).fill(303))
      expect(ends.map(({ headers }) => headers['location'])).to.deep.equal(Array(10).fill('/svar'))
      expect(await world.rows(answers, { requestId: request.id })).to.have.length(1)
      expect((await browser.get('/svar')).heading).to.equal('Tack, svaret är mottaget')
      expect((await requestOf(world, request)).state).to.equal('answered')
    }
    const receipts = await world.mails({ template: 'answers.receipt' })
    expect(receipts).to.have.length(50)
  })
})

/** A tab in which the answer has been checked: a form of its own, with a key of its own. */
async function readyToSend(browser: Browser, fields: Readonly<Record<string, string | string[]>>) {
  const check = await browser.post('/svar/kontrollera', { ...fields, ...PLANNED, formKey: crypto.randomUUID() })
  return { ...check.form('Skicka svaret').fields, checked: 'ja' }
}
