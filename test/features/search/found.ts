import type { Page } from '#test/support/page.ts'
import type { Browser } from '#test/support/world.ts'

/** The page of a search, opened by its address. */
export const searched = (browser: Browser, q: string, more = ''): Promise<Page> =>
  browser.get(`/sok?q=${encodeURIComponent(q)}${more}`)

/** The titles of the hits, in their order. */
export const hitsOn = (page: Page): string[] =>
  page
    .$('.app-hits .app-card__title')
    .toArray()
    .map(title => page.$(title).text().replace(/\s+/g, ' ').trim())

export const marksOn = (page: Page): string[] =>
  page
    .$('mark')
    .toArray()
    .map(mark => page.$(mark).text())

/** "3 träffar"; empty where there are none. */
export const totalOn = (page: Page): string => page.$('main [role=status] strong').text()

export const hits = async (browser: Browser, q: string, more = ''): Promise<string[]> =>
  hitsOn(await searched(browser, q, more))
