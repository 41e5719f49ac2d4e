import { expect } from 'chai'
import { hasselby2012 } from '#src/dev/demo/accounts/hasselby-2012.ts'
import { osteraker2023 } from '#src/dev/demo/accounts/osteraker-2023.ts'
import { spangaTensta2020 } from '#src/dev/demo/accounts/spanga-tensta-2020.ts'
import { tyreso2023 } from '#src/dev/demo/accounts/tyreso-2023.ts'
import type { Document } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { buildPdf } from '#src/documents/pdf-file.ts'
import { accountDocument } from '#src/features/accounts/account.document.ts'
import type { UnitInArea } from '#src/features/accounts/account.queries.ts'
import { type Field, fieldsOf } from '#src/features/accounts/fields.ts'
import type { AccountForm } from '#src/features/accounts/form.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { describeWithPoppler } from '#test/support/pdf.ts'
import { folded, linesOfDocx, linesOfPdf, type ReadBack, readBack } from './read-back.ts'

const FORMS = readForms()
const UNIT: UnitInArea = {
  ...{ id: 'u', name: 'Enheten', kind: 'municipality', county: 'Stockholms län', officeId: null, version: 1 },
  ...{ municipalityIds: [], places: '', fictitious: false },
}

interface Case extends ReadBack {
  readonly name: string
  readonly form: AccountForm
}
/** The users’ own four accounts, and each form with something of its own in every box. */
const CASES: readonly Case[] = [
  ...[spangaTensta2020, tyreso2023, osteraker2023, hasselby2012].map(({ source, unit, form, ...filled }) => ({
    ...filled,
    name: `${source}, ${unit}`,
    form: FORMS.get(form) as AccountForm,
  })),
  ...[...FORMS].map(([name, form]) => {
    const boxes = fieldsOf(form).map((box, at) => [box.key, valueFor(box, at)] as const)
    const interpreted = boxes.flatMap(([key], at) => (at % 3 === 0 ? [key] : []))
    return { name: `${name} with every box filled`, form, values: Object.fromEntries(boxes), interpreted }
  }),
]
/** No two numbers or texts are alike, so that none can stand in another's place. */
function valueFor({ holds, codes, label }: Field, at: number): string {
  if (holds === 'tick') return 'yes'
  if (holds === 'choice') return codes[at % codes.length] ?? ''
  if (holds === 'line') return `Ruta ${at}`
  if (holds === 'text') return `Ruta ${at}: ${label}\nRad två av ${at}.`
  return holds === 'fte' ? `${at},25` : String(1000 + at)
}

const documentOf = ({ form, values, interpreted }: Case): Document =>
  accountDocument({
    account: { form, signing: form.signing === '' ? 'paper' : 'digital', unit: UNIT },
    ...{ values, interpreted: new Set(interpreted) },
  })
const withoutBreaks = (values: ReadBack['values']) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, folded(value)]))

describe('An account comes out field by field, under the form’s labels and in its order', () => {
  for (const one of CASES)
    it(`${one.name}: in Word`, async () => {
      const { values, interpreted } = readBack(one.form, linesOfDocx(await writeDocx(documentOf(one))))
      expect(values).to.deep.equal(one.values)
      expect(interpreted).to.have.members(one.interpreted)
    })
})

describeWithPoppler('An account comes out field by field as PDF', function () {
  this.timeout(20_000)
  for (const one of CASES)
    it(one.name, async () => {
      const { values, interpreted } = readBack(one.form, linesOfPdf(await buildPdf(documentOf(one))))
      expect(withoutBreaks(values)).to.deep.equal(withoutBreaks(one.values))
      expect(interpreted).to.have.members(one.interpreted)
    })
})
