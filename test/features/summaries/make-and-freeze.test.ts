import { expect } from 'chai'
import { type Summary, summaries, summaryLines, summaryOffices } from '#src/features/summaries/summary.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { firstHalf, Story } from './story.ts'
import { rowsOf } from './tables.ts'

const QUESTIONS = 'Vem svarar?\nNär är det klart?\nVad gör vi nu?'
const PERSONAL_NUMBER = '19811218-9876'

describe('A half-year summary', () => {
  let world: World
  let given: Given
  let story: Story
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    story = await Story.begin(world, given)
    browser = await story.on('2026-06-20').coordinator()
  })
  const stored = (): Promise<Summary> => world.row(summaries, {})
  const draft = async (period = '2026-1'): Promise<Page> => story.draft(browser, period)

  describe('when it is made', () => {
    it('is a draft of the offices chosen, which the list shows', async () => {
      const page = await draft()
      expect(page.status).to.equal(200)
      expect(page.notice).to.include('Utkastet är skapat.')
      expect(await stored()).to.include({ year: 2026, half: 1, state: 'draft', groupId: story.group.id })
      expect(await world.rows(summaryOffices)).to.have.length(2)
      expect(await world.acts((await stored()).id)).to.deep.equal(['summary.made'])
      const list = await browser.get('/sammanstallningar')
      expect(rowsOf(list, 'Sammanställningar').map(cells => cells.slice(0, 4))).to.deep.equal([
        ['Första halvåret 2026', 'Ledningsgruppen', 'PO i Haninge, PO i Tyresö', 'Utkast'],
      ])
    })

    it('starts from the own office and the current half-year, and offers none to come', async () => {
      const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
      expect(form.fields).to.include({ officeIds: story.offices[0].id, period: '2026-1' })
      expect(
        form
          .options('period')
          .map(({ value }) => value)
          .slice(0, 2),
      ).to.deep.equal(['2026-1', '2025-2'])
    })

    it('says what to do where there is none yet', async () => {
      const list = await browser.get('/sammanstallningar')
      expect(list.text).to.include('Det finns ingen sammanställning än').and.include('Ny sammanställning')
      const member = await (await given.as('member', { groupId: story.group.id })).get('/sammanstallningar')
      expect(member.text).to.include('Samordnaren gör en sammanställning').and.not.include('Ny sammanställning')
    })

    it('asks for the group first where several serve the office', async () => {
      const second = await given.group([story.offices[0]], { name: 'Den andra gruppen' })
      const choice = await browser.get('/sammanstallningar/ny')
      expect(choice.postForms().filter(({ action }) => action === '/sammanstallningar')).to.have.length(0)
      const page = await choice.follow('Den andra gruppen')
      await page.form('Skapa utkast').submit()
      expect(await stored()).to.include({ groupId: second.id })
    })

    for (const [what, fields, said] of [
      ['no office', { officeIds: [] }, 'Välj minst en verksamhet där du är samordnare.'],
      ['a half-year to come', { period: '2026-2' }, 'Välj ett alternativ.'],
      ['no half-year', { period: 'snart' }, 'Välj ett alternativ.'],
      ['something that is no office', { officeIds: ['nej'] }, 'Välj ett alternativ.'],
    ] as const)
      it(`refuses ${what}, and keeps what was chosen`, async () => {
        const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
        const page = await form.send(fields)
        expect(page.status).to.equal(422)
        expect(page.errors).to.deep.equal([said])
        expect(await world.rows(summaries)).to.deep.equal([])
      })

    it('refuses offices that are not the group’s, or only others’', async () => {
      const stranger = await given.office()
      const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
      expect((await form.send({ officeIds: [story.offices[0].id, stranger.id] })).status).to.equal(422)
      expect((await form.send({ officeIds: story.offices[1].id })).status).to.equal(422)
      expect(await world.rows(summaries)).to.deep.equal([])
    })

    it('refuses a group that serves none of the coordinator’s offices', async () => {
      const foreign = await given.group([await given.office()])
      const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
      expect((await form.send({ groupId: foreign.id })).status).to.equal(404)
      expect((await form.send({ groupId: 'nej' })).status).to.equal(404)
    })

    it('is made once for an office, a group and a half-year', async () => {
      await draft()
      const page = await story.draft(await story.coordinator(1), '2026-1', [story.offices[1]])
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal([
        'Det finns redan en sammanställning för halvåret och någon av verksamheterna.',
      ])
      expect(await world.rows(summaries)).to.have.length(1)
    })

    it('is made once when the form is sent twice (C5)', async () => {
      const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
      const fields = form.fields
      const [first, second] = [
        await browser.post('/sammanstallningar', fields),
        await browser.post('/sammanstallningar', fields),
      ]
      expect(second.path).to.equal(first.path)
      expect(await world.rows(summaries)).to.have.length(1)
    })

    it('can be removed while it is a draft, and leaves a line in the log', async () => {
      await firstHalf(story.on('2026-01-02'))
      const page = await draft()
      const { id } = await stored()
      const list = await page.form('Ta bort utkastet').submit()
      expect(list.path).to.equal('/sammanstallningar')
      expect(await world.rows(summaries)).to.deep.equal([])
      expect(await world.rows(summaryOffices)).to.deep.equal([])
      expect(await world.acts(id)).to.deep.equal(['summary.made', 'summary.removed'])
    })
  })

  describe('when it is written', () => {
    let path: string
    beforeEach(async () => {
      await firstHalf(story)
      browser = await story.on('2026-06-20').coordinator()
      path = (await draft()).path
    })
    const opened = async (by = browser) => (await by.get(`${path}/redigera`)).form('Spara')

    it('shows introduction, what went well and the questions', async () => {
      const page = await (await opened()).submit({
        introduction: 'Ett halvår med väntan.\n\nMen också svar.',
        wentWell: 'Tolk kom snabbare.',
        questions: QUESTIONS,
      })
      expect(page.notice).to.include('Texterna är sparade.')
      expect(page.text).to.include('Inledning Ett halvår med väntan. Men också svar.')
      expect(page.text).to.include('Det här gick bra Tolk kom snabbare.')
      expect(
        page
          .$('article ol li')
          .toArray()
          .map(item => page.$(item).text().trim()),
      ).to.deep.equal(QUESTIONS.split('\n'))
      expect(await world.acts((await stored()).id)).to.deep.equal(['summary.made', 'summary.written'])
    })

    it('refuses more than five questions and a personal number, and loses nothing of the text (P1)', async () => {
      const many = 'En?\nTvå?\nTre?\nFyra?\nFem?\nSex?'
      const page = await (await opened()).submit({ introduction: 'Kvar.', questions: many })
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal(['Skriv högst fem frågor, en på varje rad.'])
      expect(page.form('Spara').fields).to.include({ introduction: 'Kvar.', questions: many })
      const again = await page.form('Spara').submit({ wentWell: `Det gick bra för ${PERSONAL_NUMBER}.`, questions: '' })
      expect(again.status).to.equal(422)
      expect(again.form('Spara').fields).to.include({ wentWell: `Det gick bra för ${PERSONAL_NUMBER}.` })
      expect(await stored()).to.include({ introduction: null, wentWell: null, questions: null })
    })

    it('asks about a telephone number before it is kept', async () => {
      const page = await (await opened()).submit({ introduction: 'Ring 08-123 45 67.' })
      expect(page.status).to.equal(422)
      const form = page.form('Spara')
      await form.submit(form.reviewed())
      expect(await stored()).to.include({ introduction: 'Ring 08-123 45 67.' })
    })

    it('shows both texts to the second of two editors (C4)', async () => {
      const [mine, theirs] = [await opened(), await opened(await story.coordinator(1))]
      await theirs.submit({ introduction: 'Deras ord.' })
      const page = await mine.submit({ introduction: 'Mina ord.' })
      expect(page.status).to.equal(409)
      expect(page.text).to.include('Deras ord.').and.include('Mina ord.').and.include('Inledning')
      expect(await stored()).to.include({ introduction: 'Deras ord.' })
    })
  })

  describe('when it is frozen', () => {
    let path: string
    beforeEach(async () => {
      await firstHalf(story)
      browser = await story.on('2026-06-20').coordinator()
      path = (await draft()).path
    })

    it('needs three questions first, and says so', async () => {
      const page = await browser.get(path)
      expect(page.text).to.include('Frågor till gruppen: 0 av minst 3').and.not.include('Gör klar och skicka')
      const removal = page.form('Ta bort utkastet').fields
      const forced = await browser.post(`${path}/frysning`, removal)
      expect(forced.status).to.equal(422)
      expect(forced.errors).to.deep.equal(['Frågor till gruppen: 0 av minst 3'])
      expect(await stored()).to.include({ state: 'draft' })
    })

    it('keeps the figures as they are, a line for each systemfel, and tells the group', async () => {
      const page = await story.finish(browser, path)
      expect(page.notice).to.include('Sammanställningen är klar')
      const summary = await stored()
      expect(summary).to.include({ state: 'frozen' })
      expect(summary.frozen?.figures.counts.all).to.equal(5)
      const lines = await world.rows(summaryLines, { summaryId: summary.id })
      expect(lines.map(({ deficiencyId }) => deficiencyId)).to.have.members(
        summary.frozen?.figures.lines.map(({ deficiencyId }) => deficiencyId) ?? [],
      )
      expect(await world.acts(summary.id)).to.deep.equal(['summary.made', 'summary.written', 'summary.frozen'])
      const [mail] = await world.mails({ template: 'summaries.frozen' })
      expect(mail).to.include({ toAddress: story.group.email, path: `/sammanstallningar/${summary.id}` })
      const letter = await world.letter(mail as never)
      expect(letter.subject).to.equal('Halvårssammanställning för första halvåret 2026 till Ledningsgruppen')
      expect(letter.text).to.include('Antal systemfel: 5').and.include('PO i Haninge, PO i Tyresö')
      expect(letter.text).not.to.include('läkartid')
    })

    it('cannot be written in, frozen or removed any more', async () => {
      await (await browser.get(`${path}/redigera`)).form('Spara').submit({ questions: QUESTIONS })
      const page = await browser.get(path)
      const [freeze, remove] = [page.form('Gör klar och skicka'), page.form('Ta bort utkastet')]
      const write = (await browser.get(`${path}/redigera`)).form('Spara')
      const frozen = await freeze.submit()
      expect(frozen.text).not.to.include('Ta bort utkastet').and.not.include('Skriv texterna')
      const before = await stored()
      expect((await write.submit({ introduction: 'För sent.' })).status).to.equal(409)
      expect((await remove.submit()).status).to.equal(409)
      expect((await browser.get(`${path}/redigera`)).status).to.equal(409)
      expect((await browser.post(`${path}/frysning`, { ...write.fields, formKey: 'a'.repeat(32) })).status).to.equal(
        409,
      )
      expect(await stored()).to.deep.equal(before)
    })

    it('is frozen and mailed once when the form is sent twice (C5)', async () => {
      await (await browser.get(`${path}/redigera`)).form('Spara').submit({ questions: QUESTIONS })
      const form = (await browser.get(path)).form('Gör klar och skicka')
      const fields = form.fields
      await browser.post(form.action, fields)
      expect((await browser.post(form.action, fields)).status).to.equal(200)
      expect(await world.mails({ template: 'summaries.frozen' })).to.have.length(1)
    })

    it('is refused when somebody wrote in it since the page was read (C4)', async () => {
      await (await browser.get(`${path}/redigera`)).form('Spara').submit({ questions: QUESTIONS })
      const form = (await browser.get(path)).form('Gör klar och skicka')
      await (await browser.get(`${path}/redigera`)).form('Spara').submit({ wentWell: 'Något nytt.' })
      expect((await form.submit()).status).to.equal(409)
      expect(await stored()).to.include({ state: 'draft' })
    })

    it('is told to nobody by mail when the group has no address', async () => {
      world = await World.open()
      given = new Given(world)
      story = await Story.begin(world, given, { email: null })
      await firstHalf(story)
      browser = await story.on('2026-06-20').coordinator()
      await story.finish(browser, (await draft()).path)
      expect(await stored()).to.include({ state: 'frozen' })
      expect(await world.mails({ template: 'summaries.frozen' })).to.deep.equal([])
    })
  })

  describe('with nothing to report', () => {
    let path: string
    beforeEach(async () => {
      path = (await draft()).path
    })

    it('is a nil report with a reason, which page and files show', async () => {
      const page = await browser.get(path)
      expect(page.text).not.to.include('Gör klar och skicka')
      const frozen = await page.form('Lämna nollrapport').submit({ nilReason: 'Verksamheten har stått utan ombud.' })
      expect(frozen.text).to.include('Inga systemfel har rapporterats Verksamheten har stått utan ombud.')
      expect(await stored()).to.include({ state: 'frozen', nilReason: 'Verksamheten har stått utan ombud.' })
      expect((await browser.download(`${path}.csv`)).toString()).to.include('Nollrapport;Verksamheten har stått')
      expect(await world.acts((await stored()).id)).to.deep.equal(['summary.made', 'summary.nilReported'])
      expect(await world.mails({ template: 'summaries.frozen' })).to.have.length(1)
    })

    it('asks for the reason', async () => {
      const page = await (await browser.get(path)).form('Lämna nollrapport').submit({ nilReason: ' ' })
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal(['Fyll i det här fältet.'])
      expect(await stored()).to.include({ state: 'draft', nilReason: null })
    })

    it('is never frozen without the reason, and is no nil report when something has come in', async () => {
      const form = (await browser.get(path)).form('Lämna nollrapport')
      const forced = await browser.post(`${path}/frysning`, form.fields)
      expect(forced.errors).to.deep.equal(['Inget är rapporterat under halvåret. Lämna en nollrapport med skäl.'])
      await story.reported(null)
      const page = await form.submit({ nilReason: 'Inget har kommit in.' })
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal([
        'Det finns rapporter eller nya systemfel under halvåret. En nollrapport går inte att lämna.',
      ])
      expect(await stored()).to.include({ state: 'draft' })
    })
  })

  describe('after another one', () => {
    const followed = 'Systemfelen från första halvåret 2026'
    let first: Awaited<ReturnType<typeof firstHalf>>
    let path: string
    beforeEach(async () => {
      first = await firstHalf(story)
      browser = await story.on('2026-06-20').coordinator()
      await story.finish(browser, (await draft()).path)
      await story.on('2026-07-10').answered(first.request)
      await story.on('2026-09-05').reported(first.rude)
      browser = await story.on('2026-12-20').coordinator()
      path = (await draft('2026-2')).path
    })
    const fates = async (): Promise<Map<string, readonly string[]>> =>
      new Map(rowsOf(await browser.get(path), followed).map(row => [row[0]?.split('\n')[0] ?? '', row.slice(1)]))

    it('tells what happened to each of its systemfel', async () => {
      const said = await fates()
      expect(said.size).to.equal(5)
      expect(said.get(first.waiting.number)).to.deep.equal([
        'Ny',
        'Ny',
        '10 juli 2026: Psykiatrin svarade: Vi planerar en ändring',
      ])
      expect(said.get(first.rude.number)).to.deep.equal([
        ...['Avslutat utan åtgärd', 'Återkommet', '5 september 2026: kom tillbaka efter en ny rapport'],
      ])
      expect(said.get(first.late.number)).to.deep.equal(['Ny', 'Ny', 'Inget har hänt'])
      expect(said.get(first.gone.number)).to.deep.equal([
        'Avslutat utan åtgärd',
        'Avslutat utan åtgärd',
        'Slutnot saknas',
      ])
    })

    it('tells also what happened between the day the last one was counted and the end of its half-year', async () => {
      await story.on('2026-06-25').asked(first.late)
      browser = await story.on('2026-12-20').coordinator()
      expect((await fates()).get(first.late.number)?.[2]).to.equal('25 juni 2026: fråga skickad till Psykiatrin')
    })

    it('cannot be frozen until each is in it or has an end note', async () => {
      const write = (await browser.get(`${path}/redigera`)).form('Spara')
      const page = await write.submit({ questions: QUESTIONS })
      expect(page.text).to.include('Systemfel från förra sammanställningen som saknar slutnot: 1')
      expect(page.text).not.to.include('Gör klar och skicka')
      const forced = await browser.post(`${path}/frysning`, page.form('Ta bort utkastet').fields)
      expect(forced.errors).to.deep.equal(['Systemfel från förra sammanställningen som saknar slutnot: 1'])
      const note = await page.follow('Skriv slutnot')
      expect(note.form('Spara').fields).to.include({ endNote: 'Avslutat utan åtgärd, 28 maj 2026.' })
      const back = await note.form('Spara').submit({ endNote: 'Telefontiden är borta med mottagningen.' })
      expect(rowsOf(back, followed).map(row => row[3])).to.include('Telefontiden är borta med mottagningen.')
      expect((await back.form('Gör klar och skicka').submit()).notice).to.include('Sammanställningen är klar')
      const kept = await world.rows(summaryLines, { deficiencyId: first.gone.id })
      expect(kept.map(({ endNote }) => endNote)).to.have.members([null, 'Telefontiden är borta med mottagningen.'])
    })

    it('lets those that have ended have the note that their history gives', async () => {
      const page = await (await browser.get(path)).form('Använd förslagen').submit()
      expect(page.notice).to.include('Slutnoterna är sparade.')
      expect(rowsOf(page, followed).map(row => row[3])).to.include('Avslutat utan åtgärd, 28 maj 2026.')
      expect(page.text).not.to.include('saknar slutnot')
    })

    it('asks for words in an end note, and shows both to the second of two editors (C4)', async () => {
      const note = async () => (await browser.get(`${path}/slutnot/${first.gone.number}`)).form('Spara')
      const [one, other] = [await note(), await note()]
      expect((await one.submit({ endNote: '' })).status).to.equal(422)
      await one.submit({ endNote: 'Mottagningen är nedlagd.' })
      const page = await other.submit({ endNote: 'Det löste sig.' })
      expect(page.status).to.equal(409)
      expect(page.text).to.include('Mottagningen är nedlagd.').and.include('Det löste sig.')
    })

    it('has no end note to write for what is in it, or for what was never in the last one', async () => {
      for (const { number } of [first.waiting, await story.made()])
        expect((await browser.get(`${path}/slutnot/${number}`)).status).to.equal(404)
    })

    it('follows up only its own systemfel when the offices have reported together before', async () => {
      const removal = (await browser.get(path)).form('Ta bort utkastet')
      await removal.submit()
      const alone = await story.draft(await story.coordinator(1), '2026-2', [story.offices[1]])
      const numbers = rowsOf(alone, followed).map(row => row[0]?.split('\n')[0])
      expect(numbers).to.have.members([first.gap.number, first.gone.number])
    })
  })
})
