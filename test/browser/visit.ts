import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#src/features/people/person.page.ts'
import type { Route } from '#src/web/routes.ts'
import { templateOf } from '#test/support/crawl.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 320, height: 800 }
/** What a colour scheme alone can break. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
const LOOKS = [
  { name: 'light, 1280', colorScheme: 'light', size: WIDE, rules: TAGS },
  { name: 'dark, 1280', colorScheme: 'dark', size: WIDE, rules: COLOURS },
  { name: 'light, 320', colorScheme: 'light', size: NARROW, rules: TAGS },
] as const

/** A browser session that axe can be run in. The page's own policy lets no script in, so it is set aside here only. */
export async function axeContext(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ baseURL: url, bypassCSP: true, viewport: WIDE, reducedMotion: 'reduce' },
    ...options,
  })
  await context.addInitScript({ content: axe.source })
  return context
}

export async function signIn(page: Page, role: string): Promise<void> {
  await page.goto('/logga-in')
  await page.getByLabel('E-postadress').fill(`${role}@demo.test`)
  await page.getByLabel('Lösenord').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Logga in' }).click()
  await page.waitForURL(address => address.pathname === '/')
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly message: string }[]
}
// As text: it runs in the page, whose types are not those of this program.
const RUN_AXE = (rules: unknown): string => `axe
  .run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, any, all, none }) => ({ target, message: [...any, ...all, ...none][0]?.message ?? '' })),
  })))`

/** What is wrong with the page as it stands, in every look: a line for each rule and element. */
export async function faultsOf(page: Page, where: string): Promise<string[]> {
  const faults: string[] = []
  for (const { name, colorScheme, size, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    for (const { id, nodes } of await page.evaluate<Violation[]>(RUN_AXE(rules)))
      for (const { target, message } of nodes) faults.push(`${where} (${name}) ${id}: ${target.join(' ')} – ${message}`)
  }
  return [...faults, ...(await overflow(page, where))]
}

/** What is wrong with the page in the window and the colours that it has. */
export async function faultsHere(page: Page, where: string): Promise<string[]> {
  const violations = await page.evaluate<Violation[]>(RUN_AXE(TAGS))
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, message }) => `${where} ${id}: ${target.join(' ')} – ${message}`),
  )
  return [...lines, ...(await overflow(page, where))]
}

// What reaches beyond the window's edge, the innermost of it.
const BEYOND = `(() => {
  const wide = document.documentElement.scrollWidth
  if (wide <= innerWidth) return []
  const beyond = [...document.querySelectorAll('body *')].filter(
    each => each.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(each).position !== 'absolute',
  )
  const inner = beyond.filter(each => !beyond.some(other => other !== each && each.contains(other)))
  return [wide, ...inner.slice(0, 3).map(each => each.outerHTML.slice(0, 120))]
})()`

/** At 320 px nothing may need sideways scrolling (WCAG 1.4.10). */
export async function overflow(page: Page, where: string): Promise<string[]> {
  const [wide, ...culprits] = await page.evaluate<[number?, ...string[]]>(BEYOND)
  return wide === undefined ? [] : [`${where} is ${wide} px wide: ${culprits.join(' ')}`]
}

/** The paths that the page links to, of pages of ours. */
export const linksOn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('a[href]')]
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname, search }) => pathname + search)`)

/** A form that somebody fills in, on the page where it stands. */
export interface FoundForm {
  readonly page: string
  /** Position among the page's forms. */
  readonly at: number
  readonly template: string
}
// Forms with nothing to fill in would be carried out.
const FILLED_IN = `[...document.forms].map(form => ({
  posts: form.method === 'post',
  boxes: [...form.elements].filter(({ type, name }) => name && !['hidden', 'submit', 'button'].includes(type)).length,
  action: new URL(form.action).pathname,
}))`

/** The forms that somebody fills in on the page, by what they are sent to. */
export async function formsOn(page: Page, path: string, routes: readonly Route[]): Promise<FoundForm[]> {
  const forms = await page.evaluate<{ posts: boolean; boxes: number; action: string }[]>(FILLED_IN)
  return forms.flatMap(({ posts, boxes, action }, at) => {
    const template = templateOf(routes, 'post', action)
    return posts && boxes > 0 && template !== null ? [{ page: path, at, template }] : []
  })
}

// As a person who skips every field would leave it.
const EMPTY = (at: number): string => `(() => {
  const form = document.forms[${at}]
  if (form === undefined) return false
  for (const field of form.elements) {
    if (['hidden', 'submit', 'button', 'fieldset'].includes(field.type)) continue
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = false
    else if (field.tagName === 'SELECT') field.selectedIndex = field.options[0]?.value === '' ? 0 : field.selectedIndex
    else field.value = ''
  }
  form.noValidate = true
  const button = form.querySelector('button:not([name]), input[type=submit]')
  if (button === null) return false
  button.click()
  return true
})()`

/** Sends it so. Gives the status of the answer; null when it is no longer there. */
export async function submitEmpty(page: Page, { page: path, at }: FoundForm): Promise<number | null> {
  await page.goto(path)
  const answered = page
    .waitForResponse(response => response.request().method() === 'POST', { timeout: 20_000 })
    .then(
      response => response.status(),
      () => null,
    )
  const arrived = page.waitForEvent('framenavigated', { timeout: 20_000 }).catch(() => null)
  if (!(await page.evaluate<boolean>(EMPTY(at)).catch(() => true))) return null
  const status = await answered
  // The answer's page comes a moment after the answer; where a script takes it in, none does.
  await Promise.race([arrived, page.waitForTimeout(3_000)])
  await page.waitForLoadState()
  return status
}

const FILE = /\.(docx|pdf|csv|xlsx)$/

/** Visits everything linked from the start page, one page of every route with its filters. */
export async function visitAll(
  page: Page,
  routes: readonly Route[],
  visit: (path: string, status: number) => Promise<void>,
): Promise<number> {
  const paths = new Set(['/'])
  const seen = new Set<string>()
  for (const path of paths) {
    const { pathname, searchParams } = new URL(path, 'http://x')
    const template = templateOf(routes, 'get', pathname)
    const kind = `${template}?${[...searchParams.keys()].sort().join('&')}`
    if (template === null || FILE.test(pathname) || seen.has(kind)) continue
    seen.add(kind)
    const response = await page.goto(path)
    for (const link of await linksOn(page)) paths.add(link)
    await visit(path, response?.status() ?? 0)
  }
  return seen.size
}
