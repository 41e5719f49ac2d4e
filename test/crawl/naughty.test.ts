import { expect } from 'chai'
import { crawl, type FoundForm, filled, freshForm, writtenFields } from '#test/support/crawl.ts'
import { dialect } from '#test/support/database.ts'
import { DEMO_ROLES, demoBrowsers } from '#test/support/demo-world.ts'
import { DryRun } from '#test/support/dry-run.ts'
import { generated, NAUGHTY } from '#test/support/naughty.ts'
import { Page, type PageForm } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

const SEED = 20261126
const GENERATED = 10_000
/** Every so manieth answer is read to the end; the rest by their status. */
const READ = 23

interface Box {
  readonly browser: Browser
  readonly found: FoundForm
  readonly form: PageForm
  readonly boxes: readonly string[]
}
type Fields = Record<string, string | string[]>

/** As the program keeps a text: one sign for a line break, NFC, no control characters, nothing around it. */
const kept = (text: string): string =>
  text
    .trim()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))
/** As a form carries it: what is no character becomes U+FFFD, and U+0000 nobody can write. */
const sent = (text: string): string => (new URLSearchParams({ x: text }).get('x') ?? '').replaceAll('\0', '')
const shown = (text: string): string => text.replace(/\r\n?/g, '\n')

describe('Whatever is written in whatever box', function () {
  this.timeout(900_000)
  const dry = new DryRun()
  let world: World
  let forms: Box[]
  let posts = 0

  before(async () => {
    world = await World.open({}, dry.through)
    const browsers = await demoBrowsers(world)
    const known = new Map<string, Box>()
    for (const role of DEMO_ROLES) {
      const browser = browsers[role]
      for (const found of (await crawl(browser, { each: 1 })).forms) {
        const form = (await freshForm(browser, found)) as PageForm
        const key = `${found.template} ${form.names.join()}`
        if (!known.has(key)) known.set(key, { browser, found, form, boxes: writtenFields(form) })
      }
    }
    forms = [...known.values()].filter(({ boxes }) => boxes.length > 0)
    dry.on = true
    dry.quick = true
  })
  after(() => {
    dry.on = false
    process.stdout.write(`    ${posts} posts to ${forms.length} forms, seed ${SEED}\n`)
  })

  const where = ({ found }: Box): string => `${found.page} → ${found.action}`

  /** One post with something in each box; every so manieth answer is read. */
  async function post(box: Box, texts: readonly string[], nth: number): Promise<void> {
    const typed: Fields = { ...filled(box.form) }
    for (const [at, name] of box.boxes.entries()) typed[name] = sent(texts[at % texts.length] as string)
    const reads = nth % READ === 0
    dry.quick = !reads
    dry.left = ''
    const cookies = [...box.browser.cookies]
    const answer = await box.browser.raw('post', box.form.action, typed)
    box.browser.cookies.clear()
    for (const [name, value] of cookies) box.browser.cookies.set(name, value)
    posts += 1
    expect(answer.status, `${where(box)} ${JSON.stringify(texts)}`).to.be.oneOf([200, 303, 409, 422, 429])
    if (reads && answer.status === 422) expectGivenBack(box, typed, answer)
    if (reads && answer.status === 303) expectStored(box, typed)
  }

  function expectGivenBack(box: Box, typed: Fields, answer: { status: number; text: string; headers: object }): void {
    const page = new Page(box.browser, box.form.action, answer.status, answer.text, answer.headers as Page['headers'])
    const isSame = (form: PageForm): boolean =>
      form.action === box.form.action && box.boxes.every(name => form.typeOf(name) === box.form.typeOf(name))
    const again = page.postForms().find(isSame)
    for (const name of box.boxes) {
      if (again === undefined || !again.names.includes(name) || again.typeOf(name) === 'password') continue
      const back = shown(String(again.fields[name] ?? ''))
      const wrote = shown(String(typed[name]))
      // A line of its own cannot be in a box of one line.
      const one = (text: string): string => text.replace(/\n/g, '')
      expect(one(back), `${where(box)} ${name} lost what was typed`).to.equal(one(wrote))
    }
  }

  /** Guests are kept one by one, each line a name. */
  const partsOf = (name: string, text: string): string[] =>
    name === 'guests' ? text.split('\n').map(line => line.trim()) : [text]

  /** What was kept is what was typed, to the sign. */
  function expectStored(box: Box, typed: Fields): void {
    for (const name of box.boxes.filter(each => box.form.typeOf(each) === 'textarea'))
      for (const text of partsOf(name, kept(String(typed[name]))).filter(({ length }) => length > 3))
        expect(dry.left, `${where(box)} ${name}`).to.include(JSON.stringify(text).slice(1, -1))
  }

  it('I1: never is a fault, and comes back or is kept as it was typed: five hundred strings that have broken something', async () => {
    expect(NAUGHTY.length).to.be.greaterThan(500)
    expect(forms.length).to.be.greaterThan(30)
    // Each box meets every string, every other on each of the two databases.
    const turn = dialect === 'sqlite' ? 0 : 1
    const meetings = forms.flatMap((box, at) =>
      NAUGHTY.map((_, nth) => ({ box, nth })).filter(({ nth }) => (nth + at) % 2 === turn),
    )
    for (const { box, nth } of meetings)
      await post(
        box,
        box.boxes.map((_, each) => NAUGHTY[(nth + each * 7) % NAUGHTY.length] as string),
        nth,
      )
  })

  it('I1: never is a fault, and comes back or is kept as it was typed: ten thousand generated strings', async () => {
    const strings = generated(GENERATED, SEED)
    for (let at = 0, nth = 0; at < strings.length; nth += 1) {
      const box = forms[nth % forms.length] as Box
      await post(box, strings.slice(at, at + box.boxes.length), nth)
      at += box.boxes.length
    }
  })

  it('I9: each field twice, as a list or as an object is answered, never a fault', async () => {
    for (const box of forms) {
      const fields = Object.entries(filled(box.form))
      const twice = Object.fromEntries(
        fields.map(([name, value]) => [
          name,
          name.startsWith('_') || name === 'formKey' ? value : [value, value].flat(),
        ]),
      )
      const renamed = (ending: string): Fields =>
        Object.fromEntries(
          fields.map(([name, value]) => [box.boxes.includes(name) ? `${name}${ending}` : name, value] as const),
        )
      for (const body of [twice, renamed('[]'), renamed('[a]'), renamed('[__proto__]'), renamed('.a')]) {
        const { status } = await box.browser.raw('post', box.form.action, body)
        expect(status, where(box)).to.be.oneOf([200, 303, 404, 409, 422, 429])
      }
    }
  })

  it('I8: nothing typed reaches the prototype of anything', () => {
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined)
    expect(Object.keys(Object.prototype)).to.deep.equal([])
  })
})
