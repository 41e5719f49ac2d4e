import { expect } from 'chai'
import type { Browser } from './world.ts'

/** A character that is not the given one. */
export const other = (character: string): string => (character === 'A' ? 'B' : 'A')

/** A page without what is new on each showing. */
export const still = (html: string): string =>
  html
    .replace(/name="(_csrf|formKey|_from|returnTo)" value="[^"]*"/g, '$1')
    .replace(/Referens: <code>\w+/, 'Referens: <code>')

/** A link's 64 characters all count: with any one of them another, it opens nothing (S10). */
export async function expectEveryCharacterToCount(browser: Browser, link: string): Promise<void> {
  const [, path = '', token = ''] = /^(.*\/)([^/]+)$/.exec(link) ?? []
  expect(token).to.have.length(64)
  for (let at = 0; at < token.length; at += 1) {
    const forged = token.slice(0, at) + other(token[at] as string) + token.slice(at + 1)
    expect((await browser.raw('get', path + forged)).status, `character ${at}`).to.equal(404)
  }
}
