import { readdirSync } from 'node:fs'
import { expect } from 'chai'

type Texts = Readonly<Record<string, string>>

describe('The catalogue', () => {
  for (const locale of ['sv', 'en'])
    it(`says one thing by one key, whichever file it stands in (${locale})`, async () => {
      const said = new Map<string, string>()
      const twice: string[] = []
      for (const file of readdirSync(`src/i18n/${locale}`)) {
        const module = (await import(`#src/i18n/${locale}/${file}`)) as Readonly<Record<string, Texts>>
        for (const [key, text] of Object.values(module).flatMap(texts => Object.entries(texts))) {
          if ((said.get(key) ?? text) !== text) twice.push(`${key} in ${file}: “${text}” and “${said.get(key)}”`)
          said.set(key, text)
        }
      }
      expect(said.size).to.be.greaterThan(1000)
      expect(twice).to.deep.equal([])
    })
})
