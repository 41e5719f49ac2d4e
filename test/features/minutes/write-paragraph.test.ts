import { expect } from 'chai'
import { minutesTexts } from '#src/features/minutes/minutes.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import { World } from '#test/support/world.ts'
import { Minuted } from './minuted.ts'

const HAND = 'Gruppen var enig.\n\nFrågan ställs till enhetschefen.'

describe('A § of the minutes, written by hand', () => {
  let world: World
  let minuted: Minuted
  beforeEach(async () => {
    world = await World.open()
    minuted = await Minuted.of(world, 'notes')
  })

  it('begins with the generated text, and is read by all in its place', async () => {
    const page = await minuted.page('/protokoll/1')
    expect(page.heading).to.equal('Ändra texten i § 1/2026')
    const { text } = page.form('Spara texten').fields
    expect(text).to.include('Beslut: Begär svar av myndighet').and.include('Gruppen begär svar av Försäkringskassan.')
    const saved = await page.form('Spara texten').submit({ text: HAND })
    expect(saved.notice).to.equal('Texten är sparad.')
    const article = saved.$('article').text()
    expect(article).to.include('Gruppen var enig.').and.include('Frågan ställs till enhetschefen.')
    expect(article).not.to.include('Gruppen begär svar av')
    expect(article, 'the other § is as it was').to.include('Primärvården saknas.')
    const docx = readDocx(await minuted.board.convener.download(`/moten/${minuted.meeting.id}/protokoll.docx`))
    const texts = docx.paragraphs.map(each => each.text)
    expect(texts).to.include('Gruppen var enig.').and.include('Frågan ställs till enhetschefen.')
    expect(await world.acts(minuted.meeting.id)).to.include('minutes.written')
  })

  it('survives new attendance and a corrected note, shows that it is by hand, and what would be generated now', async () => {
    await minuted.write(2, HAND)
    const { board, meeting } = minuted
    const attendance = (await minuted.page('/narvaro')).form('Spara närvaron')
    const [presence = ''] = attendance.names.filter(name => name.startsWith('presence-'))
    await attendance.submit({ [presence]: 'present', guests: 'Eva Dal' })
    expect((await minuted.page('/protokoll')).text)
      .to.include('Ändrad för hand')
      .and.not.include('Underlaget har ändrats')
    const notes = await minuted.page('/protokoll')
    const [, second] = notes.postForms().filter(({ action }) => action.endsWith('/anteckning'))
    await second?.submit({ note: 'Primärvården har tackat ja.' })
    const shown = await minuted.page('/protokoll')
    expect(shown.$('article').text()).to.include('Eva Dal').and.include('Gruppen var enig.')
    expect(shown.$('article').text()).not.to.include('tackat ja')
    expect(shown.text).to.include('Ändrad för hand').and.include('Underlaget har ändrats sedan dess')
    const page = await board.convener.get(`/moten/${meeting.id}/protokoll/2`)
    expect(page.text).to.include('Så här skulle texten skrivas nu').and.include('Primärvården har tackat ja.')
    expect(page.form('Spara texten').fields['text']).to.equal(HAND)
    const restored = await page.form('Gå tillbaka till den texten').submit()
    expect(restored.$('article').text()).to.include('Primärvården har tackat ja.').and.not.include('Gruppen var enig.')
    expect(restored.text).not.to.include('Ändrad för hand')
  })

  it('is no text by hand when it says what is generated', async () => {
    await minuted.write(1, HAND)
    const page = await minuted.page('/protokoll/1')
    const generated = page.$('.app-saved-text').text()
    const saved = await page.form('Spara texten').submit({ text: generated.replaceAll('\n', '\r\n') })
    expect(saved.text).not.to.include('Ändrad för hand')
    expect((await world.rows(minutesTexts))[0]).to.include({ text: null, version: 2 })
  })

  it('C4: keeps both texts when two write the same §, also the first time, and never goes back a version', async () => {
    const [mine, theirs] = [await minuted.page('/protokoll/1'), await minuted.page('/protokoll/1')]
    await mine.form('Spara texten').submit({ text: 'Min text.' })
    const late = await theirs.form('Spara texten').submit({ text: 'Din text.' })
    expect(late.status).to.equal(409)
    expect(late.text).to.include('Min text.').and.include('Din text.')
    const [third, fourth] = [await minuted.page('/protokoll/1'), await minuted.page('/protokoll/1')]
    await third.form('Gå tillbaka till den texten').submit()
    const again = await fourth.form('Spara texten').submit({ text: 'Min andra text.' })
    expect(again.status).to.equal(409)
    expect(again.text).to.include('Min andra text.')
    expect((await world.rows(minutesTexts))[0]).to.include({ text: null, version: 2 })
  })

  it('is read by the guard, and may not be empty', async () => {
    const blocked = await minuted.write(1, 'Gäller 19121212-1212.')
    expect(blocked.status).to.equal(422)
    expect(blocked.errors[0]).to.include('personnummer')
    const asked = await minuted.write(1, 'Ring handläggare Karin Ek på 08-123 45 67.')
    expect(asked.status).to.equal(422)
    const form = asked.form('Spara texten')
    expect(Object.keys(form.reviewed()).length).to.be.greaterThan(0)
    expect((await form.submit(form.reviewed())).status).to.equal(200)
    expect((await minuted.write(1, ' ')).errors).to.deep.equal(['Skriv paragrafens text.'])
  })

  it('is written by the convener alone, and by nobody when the notes are done', async () => {
    const ombud = await minuted.board.given.browserOf(minuted.board.ombud)
    const at = `/moten/${minuted.meeting.id}/protokoll`
    expect((await ombud.get(`${at}/1`)).status).to.equal(403)
    expect((await ombud.get(at)).text).not.to.include('Ändra texten')
    const form = (await minuted.page('/protokoll/1')).form('Spara texten')
    await minuted.write(2, HAND)
    await minuted.board.finish(minuted.meeting)
    expect((await form.submit({ text: 'För sent.' })).status).to.equal(409)
    expect((await minuted.page('/protokoll/1')).status).to.equal(409)
    expect((await minuted.page('/protokoll')).$('article').text()).to.include('Gruppen var enig.')
  })
})
