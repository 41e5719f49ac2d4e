import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type Column, isWritten } from '#src/db/columns.ts'
import { Rows } from '#src/db/rows.ts'
import type { AnyTable } from '#src/db/table.ts'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { tables } from '#src/features.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { DEMO_ROLES } from '#test/support/demo-world.ts'
import { NAUGHTY } from '#test/support/naughty.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { signIn, visitAll } from './visit.ts'

/** As every form keeps a text. */
const kept = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')

/** What markup is tried with beside the list: each runs a script where it is not escaped. */
const TRAPS = [
  '<img src=x onerror="window.__xss=1">',
  '"><script>window.__xss=1</script>',
  "' onfocus='window.__xss=1' autofocus='",
  '</title><script>window.__xss=1</script>',
  '<svg><animate onbegin="window.__xss=1" attributeName=x dur=1s>',
  '<a href="javascript:window.__xss=1">x</a>',
]

await describeInChromium('Whatever people have written, when it is shown (I3)', function () {
  this.timeout(300_000)
  let app: RunningApp
  let browser: Browser
  let cells = 0

  before(async () => {
    app = await startApp()
    await fillDemo(app.world.works)
    const strings = [...TRAPS, ...NAUGHTY].map(kept).filter(text => text.trim() !== '')
    await app.world.db.write(async em => {
      for (const table of tables) await fillWith(new Rows(em, table), table, strings)
    })
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
    process.stdout.write(`    ${cells} texts\n`)
  })

  /** Every text that somebody wrote, and every name, becomes the next string of the list. */
  async function fillWith(
    rows: Rows<{ id: string }>,
    { columns }: AnyTable,
    strings: readonly string[],
  ): Promise<void> {
    const written = Object.entries<Column<unknown>>(columns)
      .filter(([, kind]) => isWritten(kind) || kind.guard === 'name')
      .map(([name]) => name)
    if (written.length === 0) return
    for (const row of await rows.all()) {
      const filled = written.filter(name => typeof (row as Record<string, unknown>)[name] === 'string')
      const texts = filled.map(name => [name, strings[cells++ % strings.length]])
      if (texts.length > 0) await rows.change(row.id, Object.fromEntries(texts))
    }
  }

  for (const role of DEMO_ROLES)
    it(`runs no script and breaks no rule of the page on any page of the demo’s ${role}`, async () => {
      const context = await browser.newContext({ baseURL: app.url })
      const page = await context.newPage()
      const wrong: string[] = []
      watch(page, wrong)
      await signIn(page, role)
      const visited = await visitAll(page, app.world.app.routes, async (path, status) => {
        if (status !== 200) wrong.push(`${path} answered ${status}`)
        if (await page.evaluate<boolean>('window.__xss !== undefined')) wrong.push(`${path} ran a script`)
      })
      await context.close()
      expect(wrong.join('\n')).to.equal('')
      expect(visited).to.be.greaterThan(8)
    })

  it('has written every string somewhere', () => {
    expect(cells).to.be.greaterThan(NAUGHTY.length + TRAPS.length)
  })
})

function watch(page: Page, wrong: string[]): void {
  page.on('dialog', dialog => {
    wrong.push(`${page.url()} opened a dialog`)
    void dialog.dismiss()
  })
  page.on('pageerror', error => void wrong.push(`${page.url()} ${error.message}`))
  page.on('console', message => {
    if (/Content Security Policy|Trusted/i.test(message.text())) wrong.push(`${page.url()} ${message.text()}`)
  })
}
