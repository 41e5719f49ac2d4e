import type { Route } from '#src/web/routes.ts'
import type { Page, PageForm } from './page.ts'
import type { Browser } from './world.ts'

/** `/systemfel/:nr` for `/systemfel/SF-2026-0001`; null when no route fits. */
export function templateOf(routes: readonly Route[], method: Route['method'], path: string): string | null {
  const bare = path.split('?')[0] as string
  return routes.find(route => route.method === method && pattern(route.path).test(bare))?.path ?? null
}
const patterns = new Map<string, RegExp>()
function pattern(path: string): RegExp {
  const known = patterns.get(path)
  if (known !== undefined) return known
  const made = new RegExp(`^${path.replace(/\./g, '\\.').replace(/:\w+/g, '[^/]+?')}$`)
  patterns.set(path, made)
  return made
}

export interface FoundForm {
  /** Where it stands. */
  readonly page: string
  /** Its action's route. */
  readonly template: string
  /** Position among the page's POST forms. */
  readonly at: number
  readonly action: string
}
export interface Crawl {
  readonly pages: readonly Page[]
  readonly forms: readonly FoundForm[]
  /** Every path that was linked, visited or not. */
  readonly paths: ReadonlySet<string>
}

const FILE = /\.(docx|csv|xlsx|ics|pdf)$/

/**
 * Visits all that is linked from the start page, at most `each` pages of every route, and lists every POST form, one for
 * each route that its action and its page have.
 */
export async function crawl(
  browser: Browser,
  { each = 2, from = ['/'] }: { each?: number; from?: readonly string[] } = {},
): Promise<Crawl> {
  const routes = browser.world.app.routes
  const paths = new Set<string>(from)
  const visits = new Map<string, number>()
  const pages: Page[] = []
  const forms = new Map<string, FoundForm>()
  for (const path of paths) {
    const kind = kindOf(routes, path)
    const visited = visits.get(kind ?? '') ?? 0
    if (kind === null || visited >= each) continue
    visits.set(kind, visited + 1)
    const page = await browser.get(path)
    pages.push(page)
    for (const link of linksOf(page)) paths.add(link)
    for (const form of formsOf(page, routes)) forms.set(`${kind} ${form.template} ${namesOf(page, form)}`, form)
  }
  return { pages, forms: [...forms.values()], paths }
}

/** The route with the names of its filters; null for files and for what is no page of ours. */
function kindOf(routes: readonly Route[], path: string): string | null {
  const { pathname, searchParams } = new URL(path, 'http://x')
  const template = templateOf(routes, 'get', pathname)
  return template === null || FILE.test(pathname) ? null : `${template}?${[...searchParams.keys()].sort().join('&')}`
}

const linksOf = (page: Page): string[] =>
  page
    .$('a[href]')
    .toArray()
    .map(link => new URL(page.$(link).attr('href') ?? '', `http://x${page.path}`))
    .filter(({ host, protocol }) => host === 'x' && protocol === 'http:')
    .map(({ pathname, search }) => pathname + search)

const formsOf = (page: Page, routes: readonly Route[]): FoundForm[] =>
  page.postForms().flatMap((form, at) => {
    const template = templateOf(routes, 'post', form.action)
    return template === null ? [] : [{ page: page.path, template, at, action: form.action }]
  })
const namesOf = (page: Page, found: FoundForm): string => (page.postForms()[found.at]?.names ?? []).join()

/** The form as its page shows it now; null when it is no longer there. */
export async function freshForm(browser: Browser, found: FoundForm): Promise<PageForm | null> {
  const page = await browser.get(found.page)
  const form = page.postForms()[found.at]
  return form !== undefined && form.action === found.action ? form : null
}

/** Fields that the program makes, as opposed to those a person fills in. */
export const PROGRAM_FIELDS = ['_csrf', 'formKey', '_from', 'version', 'returnTo', 'locale']

/** Fills every empty field with something that will do: the first choice, a date, a sentence. */
export function filled(
  form: PageForm,
  sentence = 'Handläggningen tar flera månader och ingen svarar.',
): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = { ...form.fields }
  for (const name of form.names) {
    if (PROGRAM_FIELDS.includes(name)) continue
    const now = fields[name]
    if (now !== undefined && now !== '') continue
    fields[name] = valueFor(form, name, sentence)
  }
  return fields
}

function valueFor(form: PageForm, name: string, sentence: string): string {
  const choice = form.options(name).find(({ value }) => value !== '')
  if (choice !== undefined) return choice.value
  const type = form.typeOf(name)
  if (type === 'date') return '2026-12-01'
  if (type === 'time') return '13:00'
  if (type === 'email') return 'funktion@kommun.test'
  if (type === 'tel') return '08-123 45 67'
  if (type === 'number') return '2'
  if (type === 'password') return 'en gul cykel i november'
  return sentence.slice(0, 60)
}

/** Names of the boxes that a person writes in. */
export const writtenFields = (form: PageForm): string[] =>
  form.names.filter(
    name =>
      !PROGRAM_FIELDS.includes(name) && ['text', 'textarea', 'email', 'tel', 'search'].includes(form.typeOf(name)),
  )
