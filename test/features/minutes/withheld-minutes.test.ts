import { expect } from 'chai'
import { IN_ITS_PLACE } from '#src/features/withholding/place.ts'
import { readDocx } from '#test/support/docx.ts'
import { World } from '#test/support/world.ts'
import { Minuted, objectionForm } from './minuted.ts'

const ANNA = 'anna@kommun.test'
const SLIP = 'Kvastfening i Tallbacken'

describe('A text that is withheld in minutes (P7)', () => {
  it('is gone from what has been frozen too, as page, file and behind the link; the hash stays', async () => {
    const world = await World.open()
    const minuted = await Minuted.sent(world, ANNA)
    const { meeting, board } = minuted
    await minuted.write(1, `Gruppen var enig.\n\n${SLIP} får svar.`)
    const { page } = await minuted.open(ANNA)
    const said = objectionForm(page, '§ 2')
    await said.submit({ kind: 'dissent', text: `Det gällde ${SLIP}.` })
    await minuted.approve(ANNA)
    const { browser } = await minuted.open(ANNA)
    const at = `/moten/${meeting.id}`
    const hash = /SHA-256: (\w+)/.exec((await minuted.page('/protokoll')).text)?.[1]
    expect((await minuted.page('/protokoll')).text).to.include('Kvastfening')

    const form = (await minuted.page('/sparra')).form('Spärra nu')
    const places = ['Paragraf i protokollet', 'Synpunkt på protokollet'].map(label => form.option('places', label))
    await form.submit({ places, why: 'client' })
    for (const path of ['/protokoll', '/justering'])
      expect((await minuted.page(path)).html, path).not.to.include('Kvastfening')
    expect((await browser.get('/justera')).text)
      .to.include(IN_ITS_PLACE)
      .and.not.include('Kvastfening')
    const docx = readDocx(await board.convener.download(`${at}/protokoll.docx`))
    expect(docx.source('word/document.xml')).not.to.include('Kvastfening')
    expect((await board.convener.raw('get', `${at}/protokoll.json`)).status).to.equal(404)
    expect((await minuted.page('/protokoll')).text).to.include(`SHA-256: ${hash}`)
  })

  it('asks again while they are being approved', async () => {
    const minuted = await Minuted.sent(await World.open(), ANNA, 'bo@region.test')
    await minuted.approve(ANNA)
    const form = (await minuted.page('/sparra')).form('Spärra nu')
    await form.submit({ places: [form.option('places', 'Beslut')], why: 'client' })
    expect((await minuted.page('/protokoll')).text)
      .to.include('Ändrad, väntar igen')
      .and.include(IN_ITS_PLACE)
  })
})
