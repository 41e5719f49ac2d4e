import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { DEMO_ROLES } from '#test/support/demo-world.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { axeContext, faultsOf, signIn, visitAll } from './visit.ts'

await describeInChromium('axe finds nothing (W1)', function () {
  this.timeout(300_000)
  let app: RunningApp
  let browser: Browser
  before(async () => {
    app = await startApp()
    await fillDemo(app.world.works)
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
  })

  for (const role of DEMO_ROLES)
    it(`on any page that the demo’s ${role} reaches, in light and dark, at 1280 and 320 px`, async () => {
      const context = await axeContext(browser, app.url)
      const page = await context.newPage()
      await signIn(page, role)
      const faults: string[] = []
      const visited = await visitAll(page, app.world.app.routes, async (path, status) => {
        if (status !== 200) faults.push(`${path} answered ${status}`)
        faults.push(...(await faultsOf(page, path)))
      })
      await context.close()
      console.log(visited)
      expect(faults, faults.join('\n')).to.deep.equal([])
      expect(visited).to.be.greaterThan(5)
    })
})
