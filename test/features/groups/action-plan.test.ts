import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { readDocx } from '#test/support/docx.ts'
import { World } from '#test/support/world.ts'
import { type ReadCell, readXlsx } from '#test/support/xlsx.ts'
import { Board } from '../meetings/board.ts'

describe('The handlingsplan of a group', () => {
  let world: World
  let board: Board
  let path: string
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    path = `/grupper/${board.group.slug}/handlingsplan`
  })
  /** Two open actions, one that is done, and a question that a meeting has asked. */
  async function fill(): Promise<void> {
    await board.report(await board.deficiency({ title: 'Svårt att nå handläggare' }))
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask', { question: 'Hur kan den som ringer få svar?' })
    const { id: deficiencyId } = await board.report(await board.deficiency({ title: 'Telefontiden är för kort' }))
    const owned = { deficiencyId, kind: 'routine', organisationId: board.agency.id, state: 'accepted' } as const
    await world.given(async ctx => {
      await assignAction(ctx, {
        ...owned,
        description: 'Förlänga telefontiden',
        strength: 'eases',
        dueDay: '2026-11-11',
      })
      await assignAction(ctx, {
        ...{ deficiencyId, kind: 'investigation', officeId: board.office.id, state: 'proposed' },
        description: 'Samla fem exempel',
        dueDay: '2027-01-31',
      })
    })
  }

  it('says what each is to do, how late and how old it is, and how strong: on the page and in Word', async () => {
    const nothing = await board.convener.get(path)
    expect(nothing.text).to.contain('Inget är öppet').and.to.contain('Till gruppen')
    await fill()
    await board.later('2026-11-25T09:00:00Z')
    const page = await (await board.convener.get(`/grupper/${board.group.slug}`)).follow('Handlingsplan')
    expect(page.heading).to.equal('Handlingsplan')
    expect(page.text).to.contain('3 saker att göra, varav 1 är sena.')
    const { $ } = page
    const captions = $('caption')
      .toArray()
      .map(caption => $(caption).text())
    expect(captions).to.deep.equal(['Försäkringskassan', 'PO Granåsen'])
    const [late, asked, proposed] = $('tbody tr')
      .toArray()
      .map(row => $(row).text().replace(/\s+/g, ' '))
    expect(late).to.match(
      /Förlänga telefontiden.*Telefontiden är för kort.*11 november 2026.*14 dagar sen.*4.*Antagen.*Lindrar/,
    )
    expect(asked).to.match(/Hur kan den som ringer få svar\?.*Begäran om svar · Enhetschef.*Väntar/)
    expect(proposed).to.match(/Samla fem exempel.*31 januari 2027.*Föreslagen/)
    expect((await page.follow('Förlänga telefontiden')).status).to.equal(200)

    const docx = readDocx(await board.convener.download(`${path}.docx`))
    expect(docx.tables.map(table => table.slice(1).map(([what]) => what?.split('\n')[0]))).to.deep.equal([
      ['Förlänga telefontiden', 'Hur kan den som ringer få svar?'],
      ['Samla fem exempel'],
    ])
    expect(docx.tables[0]?.[1]?.slice(2)).to.deep.equal([
      ...['Antagen', 'Lindrar', '2026-11-11', '–', '14', '4', '–', '–'],
    ])
    expect(docx.headerRows).to.deep.equal([1, 1])
    const headings = docx.paragraphs.filter(({ style }) => style === 'Heading2').map(({ text }) => text)
    expect(headings).to.deep.equal(['Försäkringskassan', 'PO Granåsen'])
  })
  it('reads back the same from Word and Excel, with old due days, progress and next contact (I6)', async () => {
    await fill()
    const late = await world.row(actions, { description: 'Förlänga telefontiden' })
    const at = `/atgarder/${late.id}`
    const filled = async (path: string, button: string, values: Readonly<Record<string, string>>) =>
      (await board.convener.get(`${at}/${path}`)).form(button).submit(values)
    await filled('slutdatum', 'Spara', { dueDay: '2026-11-22', reason: 'Växeln dröjer.' })
    await board.later('2026-11-25T09:00:00Z')
    await filled('lage', 'Spara', { text: 'Växeln är beställd.', nextContactDay: '2026-12-08' })
    const done = await world.row(actions, { description: 'Samla fem exempel' })
    const closed = { state: 'done', doneDay: '2026-11-24', strength: 'works_around', proof: 'Fem exempel.' } as const
    await world.given(ctx => ctx.rows(actions).update(done, { ...closed, closedAt: ctx.now }))

    const page = (await board.convener.get(path)).text
    expect(page).to.contain('2 saker att göra, varav 1 är sena.')
    expect(page).to.contain('Tidigare: 11 november 2026').and.contain('25 november 2026: Växeln är beställd.')
    expect(page).to.contain('Nästa kontakt 8 december 2026').and.contain('Genomförd').and.contain('Kringgår')

    const word = readDocx(await board.convener.download(`${path}.docx`))
    const owners = word.paragraphs.filter(({ style }) => style === 'Heading2').map(({ text }) => text)
    const inWord = word.tables.flatMap((table, nth) => table.slice(1).map(row => [owners[nth], ...row]))
    const [, ...sheet] = readXlsx(await board.convener.download(`${path}.xlsx`)).rows.filter(row => row.length > 5)
    const inExcel = sheet.map(row => Array.from({ length: 11 }, (_, column) => shown(row[column] ?? null)))
    expect(inExcel).to.deep.equal(inWord)
    expect(inWord.map(([, ...cells]) => cells.slice(2))).to.deep.equal([
      ['Antagen', 'Lindrar', '2026-11-22', '2026-11-11', '3', '4', '2026-11-25: Växeln är beställd.', '2026-12-08'],
      ['Väntar på att anteckningarna blir klara', '–', '–', '–', '–', '4', '–', '–'],
      ['Genomförd', 'Kringgår', '2027-01-31', '–', '–', '–', '2026-11-25: Fem exempel.', '–'],
    ])
  })
  const shown = (cell: ReadCell): string => (cell === null ? '–' : typeof cell === 'object' ? cell.day : String(cell))

  it('leaves out what ended long ago, and systemfel that the reader or the group may not see', async () => {
    await fill()
    const elsewhere = await board.given.office()
    const other = await board.given.group([elsewhere])
    const hidden = await board.deficiency({ officeId: elsewhere.id, title: 'Något annat' })
    const act = { kind: 'routine', organisationId: board.agency.id, dueDay: null, state: 'accepted' } as const
    await world.given(ctx => assignAction(ctx, { ...act, deficiencyId: hidden.id, description: 'Det syns inte här' }))
    expect((await board.convener.get(path)).text).not.to.contain('Det syns inte här')
    const theirs = await board.given.as('convener', { groupId: other.id })
    expect((await theirs.get(`/grupper/${other.slug}/handlingsplan`)).text).to.contain('Det syns inte här')
    const action = await world.row(actions, { description: 'Förlänga telefontiden' })
    await world.given(ctx => ctx.rows(actions).update(action, { state: 'done', doneDay: ctx.today }))
    const page = await board.convener.get(path)
    expect(page.text).to.contain('2 saker att göra, varav 0 är sena.').and.not.to.contain('Förlänga telefontiden')
  })
  it('is read by those who read the meetings; for others it does not exist', async () => {
    const { given, group, office } = board
    const visitors = [
      [board.convener, 200],
      [await given.as('member', { groupId: group.id }), 200],
      [await given.as('ombud', { officeId: office.id }), 200],
      [await given.as('coordinator', { officeId: (await given.office()).id }), 404],
      [await given.as('convener', { groupId: (await given.group([])).id }), 404],
      [await given.as('admin'), 403],
    ] as const
    for (const [browser, status] of visitors)
      for (const end of ['', '.docx', '.xlsx'])
        expect((await browser.raw('get', `${path}${end}`)).status).to.equal(status)
  })
})
