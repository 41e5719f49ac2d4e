import { expect } from 'chai'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

/** The table's columns after the first, and each row as “party: words”. */
function radarIn(page: Page): { columns: string[]; rows: string[] } {
  const { $ } = page
  const table = $('caption')
    .filter((_, caption) => $(caption).text() === 'Vilka kommer till mötena')
    .parent()
  const read = (cells: ReturnType<typeof $>): string[] =>
    cells.toArray().map(cell => $(cell).text().replace(/\s+/g, ' ').trim())
  return {
    columns: read(table.find('thead th')).slice(1),
    rows: table
      .find('tbody tr')
      .toArray()
      .map(row => `${read($(row).find('th')).join()}: ${read($(row).find('td')).join(', ')}`),
  }
}

describe('Who comes to the meetings of a group', () => {
  it('is told party by meeting for the last four that were held, in words', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const municipality = await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
    const agency = await board.given.seat(board.group, { party: 'insurance_agency' }, 'Vera Lind')
    await board.given.seat(board.group, { party: 'psychiatry', state: 'vacant' })
    const show = () => board.convener.get(`/grupper/${board.group.slug}`)
    expect((await show()).text).to.contain('Gruppen har inte hållit något möte än.')

    const noted = ['present', 'present', 'substitute', 'absent', '']
    for (const [index, presence] of noted.entries()) {
      const day = `2026-0${index + 2}-10`
      await board.later(`${day}T09:00:00Z`)
      const { meeting } = await board.open(day)
      const form = (await board.convener.get(`/moten/${meeting.id}/narvaro`)).form('Spara närvaron')
      const name = presence === 'substitute' ? { [`name-${agency.id}`]: 'Siv Ek' } : {}
      await form.submit({ [`presence-${agency.id}`]: presence, [`presence-${municipality.id}`]: 'present', ...name })
      await board.end(meeting)
    }
    await board.later('2026-11-21T09:00:00Z')
    await board.plan()
    const holder = await world.row(seatHolders, { seatId: municipality.id })
    await world.given(ctx => ctx.rows(seatHolders).update(holder, { fromDay: '2026-06-01' }))

    expect(radarIn(await show())).to.deep.equal({
      columns: ['10 mars 2026', '10 apr. 2026', '10 maj 2026', '10 juni 2026'],
      rows: [
        'Kommun Med på 4 av 4: Närvarande, Närvarande, Närvarande, Närvarande',
        'Regionens primärvård Med på 0 av 4: Vakant, Vakant, Vakant, Vakant',
        'Regionens psykiatri Med på 0 av 4: Vakant, Vakant, Vakant, Vakant',
        'Arbetsförmedlingen Med på 0 av 4: Vakant, Vakant, Vakant, Vakant',
        'Försäkringskassan Med på 2 av 4: Närvarande, Ersättare, Frånvarande, Inte antecknat',
      ],
    })
    const admin = await (await board.given.as('admin')).get(`/grupper/${board.group.slug}`)
    expect(admin.text).not.to.contain('Vilka kommer till mötena')
  })
})
