import { readdirSync } from 'node:fs'
import { expect } from 'chai'

interface Said {
  readonly key: string
  readonly text: string
  readonly file: string
}

async function saidIn(locale: string): Promise<Said[]> {
  const all: Said[] = []
  for (const file of readdirSync(`src/i18n/${locale}`)) {
    const module = (await import(`#src/i18n/${locale}/${file}`)) as Readonly<Record<string, Record<string, string>>>
    for (const texts of Object.values(module))
      all.push(...Object.entries(texts).map(([key, text]) => ({ key, text, file })))
  }
  return all
}

describe('The catalogue', () => {
  for (const locale of ['sv', 'en'])
    it(`says one thing by one key, whichever file it stands in (${locale})`, async () => {
      const all = await saidIn(locale)
      expect(all.length).to.be.greaterThan(1000)
      const first = new Map([...all].reverse().map(each => [each.key, each]))
      const twice = all.filter(({ key, text }) => first.get(key)?.text !== text)
      expect(twice.map(({ key, text, file }) => `${file} ${key}: ${text} (${first.get(key)?.file})`)).to.deep.equal([])
    })
})
