import { expect } from 'chai'
import { osteraker2023 } from '#src/dev/demo/accounts/osteraker-2023.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { type FigureTable, figureTable, pastedFigures } from '#src/features/accounts/paste.rules.ts'
import { foundIn, isBlocked } from '#src/kernel/text-review.ts'

const FORMS = readForms()
const tableOf = (form: string, section: string): FigureTable => {
  const found = (FORMS.get(form) as AccountForm).sections.find(({ key }) => key === section)
  const table = found && figureTable(found)
  if (!table) throw new Error(`${form} has no figures in ${section}.`)
  return table
}
const CLIENTS = tableOf('stockholm-2023-landstingets', 'clients')
const REASONS = tableOf('stockholm-2023-landstingets', 'reasons')
const OF_2012 = tableOf('stockholm-2012', 'clients')

/** The users’ own figures as a spreadsheet gives them, with its columns in this order. */
function sheetOf(table: FigureTable, order: readonly string[], separator: string, header: boolean): string {
  const quoted = (text: string): string => (text.includes(separator) ? `"${text}"` : text)
  const labels = order.map(code => table.columns.find(([column]) => column === code)?.[1] ?? code)
  const rows = table.rows.map(([row, label]) => [
    quoted(label),
    ...order.map(code => osteraker2023.values[`${row}.${code}`] ?? ''),
  ])
  return [...(header ? [['', ...labels]] : []), ...rows].map(cells => cells.join(separator)).join('\n')
}
const wanted = ({ boxes }: FigureTable) =>
  Object.fromEntries(boxes.map(({ key }) => [key, osteraker2023.values[key] ?? '']))

describe('Figures about clients, pasted from a spreadsheet', () => {
  for (const separator of ['\t', ';', ','])
    for (const [order, header] of [
      [['women', 'men'], false],
      [['women', 'men'], true],
      [['men', 'women'], true],
    ] as const)
      it(`fill every box of the users’ own account: ${JSON.stringify(separator)}, ${order}, header ${header}`, () => {
        for (const table of [CLIENTS, REASONS]) {
          const { figures, faults } = pastedFigures(table, sheetOf(table, order, separator, header))
          expect(faults).to.deep.equal([])
          expect(Object.fromEntries(figures)).to.deep.equal(wanted(table))
        }
      })
  it('are no personnummer and ask the privacy guard nothing, whatever stands between them', () => {
    for (const table of [CLIENTS, REASONS])
      for (const separator of ['\t', ';', ',']) {
        const text = sheetOf(table, ['women', 'men'], separator, true)
        expect([isBlocked(text), foundIn('text', 'formal', text)]).to.deep.equal([false, []])
      }
  })

  for (const [what, table, text, figures] of [
    ['by key', REASONS, 'reasons.housing;4;6', { 'reasons.housing.women': '4', 'reasons.housing.men': '6' }],
    ['in the form’s own order of 2012', OF_2012, 'Nya klienter under 2012\t31\t19', of('clients.new', '19', '31')],
    ['in any letters, with a colon', REASONS, ' EKONOMI: ; 19 ; 16 ', of('reasons.economy', '19', '16')],
    [
      'with a sum that the form does not ask for',
      REASONS,
      'Orsak\tMän\tKvinnor\tSumma\nBostad\t6\t4\t10',
      of('reasons.housing', '4', '6'),
    ],
    ['with thousands apart', REASONS, 'Bostad\t1\u00a0204\t0', of('reasons.housing', '1204', '0')],
    ['an empty cell fills nothing', REASONS, 'Bostad;;6', { 'reasons.housing.men': '6' }],
    [
      'an empty cell at the very end is lost on the way',
      REASONS,
      'Kvinnor\tMän\nBostad\t4',
      { 'reasons.housing.women': '4' },
    ],
    [
      'a heading and an empty line between are passed by',
      REASONS,
      'Kontaktorsak\t\t\n\nBostad\t4\t6',
      of('reasons.housing', '4', '6'),
    ],
    [
      'a label with commas outside quotes',
      CLIENTS,
      `${CLIENTS.rows.at(-1)?.[1]},17,6`,
      of('clients.children', '17', '6'),
    ],
    [
      'a label that comes again belongs to the row above',
      CLIENTS,
      'Antal avslutade klienter;21;21\ndärav mellan 18 och 29 år;9;8',
      { ...of('clients.ended', '21', '21'), ...of('clients.ended_18', '9', '8') },
    ],
  ] as const)
    it(`are read ${what}`, () => {
      const read = pastedFigures(table, text)
      expect(read.faults).to.deep.equal([])
      expect(Object.fromEntries(read.figures)).to.deep.equal(figures)
    })

  for (const [what, table, text, faults] of [
    ['a row that the form does not have', REASONS, 'Bostad;4;6\nHusdjur;1;2', [[2, 'unknown', 'Husdjur;1;2']]],
    ['what is no whole number', REASONS, 'Bostad;4,5;6', [[1, 'number', 'Bostad;4,5;6']]],
    ['a figure below nothing', REASONS, 'Bostad;4;-6', [[1, 'number', 'Bostad;4;-6']]],
    ['the same row twice', REASONS, 'Bostad;4;6\nBostad;4;7', [[2, 'twice', 'Bostad;4;7']]],
    ['a figure too few', REASONS, 'Bostad;4', [[1, 'cells', 'Bostad;4']]],
    ['a figure too many', REASONS, 'Bostad;4;6;10', [[1, 'cells', 'Bostad;4;6;10']]],
    ['a header with one sex alone', REASONS, 'Orsak;Kvinnor;Summa\nBostad;4;6', [[1, 'header', 'Orsak;Kvinnor;Summa']]],
    ['which of three rows alike', CLIENTS, 'därav 65 år och över;1;2', [[1, 'which', 'därav 65 år och över;1;2']]],
    [
      'a row alike past the row that it would belong to',
      CLIENTS,
      'Totalt antal klienter;64;63\ndärav 65 år och över;2;3\ndärav mellan 18 och 29 år;9;8',
      [[3, 'which', 'därav mellan 18 och 29 år;9;8']],
    ],
  ] as const)
    it(`tell of ${what}`, () => {
      const read = pastedFigures(table, text)
      expect(read.faults.map(({ line, fault, text: said }) => [line, fault, said])).to.deep.equal(faults)
    })
})

function of(row: string, women: string, men: string): Record<string, string> {
  return { [`${row}.women`]: women, [`${row}.men`]: men }
}
