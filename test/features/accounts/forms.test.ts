import { expect } from 'chai'
import { hasselby2012 } from '#src/dev/demo/accounts/hasselby-2012.ts'
import { osteraker2023 } from '#src/dev/demo/accounts/osteraker-2023.ts'
import { spangaTensta2020 } from '#src/dev/demo/accounts/spanga-tensta-2020.ts'
import { tyreso2023 } from '#src/dev/demo/accounts/tyreso-2023.ts'
import { findingsIn } from '#src/features/accounts/checks.rules.ts'
import { fieldsOf } from '#src/features/accounts/fields.ts'
import type { AccountForm, FormPart } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { settledValue, shownValue } from '#src/features/accounts/values.rules.ts'

const FORMS = readForms()
const GOLDEN = [spangaTensta2020, tyreso2023, osteraker2023, hasselby2012]
const formNamed = (name: string): AccountForm => {
  const form = FORMS.get(name)
  if (form === undefined) throw new Error(`There is no form ${name}.`)
  return form
}
const fieldOf = (form: string, key: string) => {
  const field = fieldsOf(formNamed(form)).find(one => one.key === key)
  if (field === undefined) throw new Error(`${form} has no box ${key}.`)
  return field
}

/** The boxes that sums, flows and limits of a table name. */
function namedByChecks(part: FormPart): string[] {
  if (part.kind !== 'numbers') return []
  const sums = part.sums.flatMap(({ total, of }) => [total, ...of])
  const rows = [...sums, ...Object.values(part.flow ?? {}), ...(part.atMost === undefined ? [] : [part.atMost])]
  return rows.flatMap(row => part.columns.map(([column]) => `${row}.${column}`))
}

describe('Länsstyrelsen’s forms', () => {
  it('are those of 2020, both wordings of 2023, and the questions of 2012', () => {
    expect([...FORMS.keys()]).to.deep.equal([
      'stockholm-2023-landstingets',
      'stockholm-2023-regionens',
      'stockholm-2020',
      'stockholm-2012',
    ])
  })
  for (const [name, form] of FORMS) {
    it(`${name}: each box has a key of its own, and what is checked names boxes that are there`, () => {
      const keys = fieldsOf(form).map(({ key }) => key)
      expect(new Set(keys).size).to.equal(keys.length)
      expect(keys).to.include.members(form.sections.flatMap(({ parts }) => parts.flatMap(namedByChecks)))
    })
  }
  it('differ in 2023 by one word for whose primary care and psychiatry it is', () => {
    const labels = (form: string) => fieldsOf(formNamed(form)).map(({ label }) => label)
    const [one, other] = [labels('stockholm-2023-regionens'), labels('stockholm-2023-landstingets')]
    expect(one.filter((label, at) => label !== other[at]).map(label => label.split(': ')[1])).to.deep.equal([
      'Regionens primärvård',
      'Regionens psykiatri',
    ])
  })

  describe('take what was typed', () => {
    for (const [key, typed, kept] of [
      ['money.granted', '402 638 kr', '402638'],
      ['money.granted', '402,5', null],
      ['ombud.fte', '1.5', '1,5'],
      ['ombud.fte', 'en', null],
      ['clients.new.men', ' 27 ', '27'],
      ['clients.new.men', '-1', null],
      ['authorities.af', 'yes', 'yes'],
      ['authorities.af', 'x', null],
      ['missing.why', 'Rad ett\r\nrad två ', 'Rad ett\nrad två'],
      ['contact.person', '', ''],
    ] as const)
      it(`${key}: ${JSON.stringify(typed)}`, () => {
        expect(settledValue(fieldOf('stockholm-2020', key), typed)).to.equal(kept)
      })
    it('and show sums of money in groups of three', () => {
      expect(shownValue({ holds: 'kr' }, '1184619')).to.equal('1\u00a0184\u00a0619')
    })
  })
})

describe('The users’ own accounts, typed in', () => {
  for (const { source, form, unit, values, interpreted } of GOLDEN)
    it(`${source}, ${unit}: every value has its box and stands as it was`, () => {
      for (const [key, value] of Object.entries(values)) expect(settledValue(fieldOf(form, key), value)).to.equal(value)
      for (const key of interpreted) expect(values).to.have.property(key)
    })

  const found = ({ form, values }: (typeof GOLDEN)[number]) =>
    findingsIn(formNamed(form), values).map(({ check, keys }) => [check, keys.join(' ')])

  it('seed 000: reasons above new clients, primary care there and missing, supervision cancelled, a cause among the efforts', () => {
    expect(found(spangaTensta2020)).to.deep.equal([
      [
        'moreReasonsThanClients',
        [
          ...['economy', 'structure', 'isolation', 'authority', 'health_care'].map(row => `reasons.${row}.women`),
          ...['economy', 'structure', 'authority'].map(row => `reasons.${row}.men`),
        ].join(' '),
      ],
      ['tickedAndMissing', 'authorities.primary_care missing.how'],
      ['supervisionCancelled', 'supervision.offered supervision.which corona.no_supervision'],
      ['causeAmongEfforts', 'missing.how missing.why'],
    ])
  })
  it('seed 003: all were new and all ended, what is wrong among the actions, four ranks of three', () => {
    expect(found(tyreso2023)).to.deep.equal([
      ['rowsAlike', 'clients.total clients.new clients.ended'],
      ['deficiencyAmongActions', 'services.actions services.deficiencies'],
      ['tooManyRanks', 'guidelines.order'],
    ])
  })
  it('seed 004: another organisation without its name', () => {
    expect(found(osteraker2023)).to.deep.equal([['tickedWithoutName', 'organisations.other.which']])
  })
  it('seed 002: stock and flow disagree', () => {
    expect(found(hasselby2012)).to.deep.equal([['stockAndFlow', 'stock.end.men stock.end.women']])
  })
  it('an age band more or less is found, and a mended mistake is not', () => {
    const form = formNamed('stockholm-2023-landstingets')
    const off = { ...osteraker2023.values, 'clients.new_30.men': '16', 'organisations.other.which': 'FINSAM' }
    expect(findingsIn(form, off)).to.deep.equal([
      { check: 'bandsDoNotSum', keys: ['clients.new.men'], facts: { said: 35, sum: 36 } },
    ])
    const fewer = { ...osteraker2023.values, 'organisations.other': 'no', 'money.spent_fte': '2,50' }
    expect(findingsIn(form, fewer).map(({ check }) => check)).to.deep.equal(['fewerWithoutReason'])
  })
})
