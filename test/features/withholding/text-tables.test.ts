import { expect } from 'chai'
import { savedViews } from '#src/features/deficiencies/saved-view.entity.ts'
import { writtenFields } from '#src/features/withholding/place.ts'
import { TEXT_TABLES } from '#src/features/withholding/text-tables.ts'
import { withheldTexts } from '#src/features/withholding/withheld-text.entity.ts'
import { tables } from '#src/features.ts'
import { isKey } from '#src/i18n/translate.ts'

/** Texts that only their own author reads. */
const ONES_OWN: readonly string[] = [withheldTexts.name, savedViews.name]

describe('The tables in which texts can be withheld', () => {
  it('P7: are all that hold what people write', () => {
    const written = tables.filter(table => writtenFields(table).length > 0).map(({ name }) => name)
    const known = [...TEXT_TABLES.map(({ name }) => name), ...ONES_OWN]
    expect([...known].sort()).to.deep.equal([...written].sort())
  })
  it('have each a name that its reader knows', () => {
    const keys = TEXT_TABLES.map(({ name }) => `withholding.table.${name}`)
    expect(keys.filter(key => !isKey(key))).to.deep.equal([])
  })
})
