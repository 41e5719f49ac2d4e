import { expect } from 'chai'
import type { Page } from './page.ts'
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

/** Dead links are alike: each of the pages is the one that an unknown link gets (S10). */
export function expectAlike(unknown: Page, pages: readonly Page[]): void {
  for (const page of [unknown, ...pages]) {
    expect(page.status).to.equal(404)
    expect(still(page.html)).to.equal(still(unknown.html))
  }
}

/** The link with another last character, sent as the form of the real one: refused, and no cookie set. */
export async function expectForgedToSetNothing(browser: Browser, link: string, button: string, cookie: string) {
  const { fields } = (await browser.get(link)).form(button)
  const refused = await browser.raw('post', link.slice(0, -1) + other(link.at(-1) as string), fields)
  expect(refused.status).to.equal(404)
  expect([refused.headers['set-cookie'] ?? []].flat().join()).not.to.contain(cookie)
}
