import type { Page } from 'playwright-core'

/** What has the focus: its name as read out, or its text, and whether somebody who looks can tell. */
interface Focus {
  readonly name: string
  readonly tag: string
  readonly visible: boolean
}
// Radios and checkboxes are drawn by their labels.
const FOCUS = `(() => {
  const { activeElement: at } = document
  const label = at.labels?.[0]
  const drawn = [getComputedStyle(at), ...(label ? [getComputedStyle(label, '::before')] : [])]
  return {
    name: (at.getAttribute('aria-label') ?? label?.textContent ?? at.textContent ?? '').replace(/\\s+/g, ' ').trim(),
    tag: at.tagName.toLowerCase(),
    visible: drawn.some(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none'),
  }
})()`
const MOST_TABS = 150

/** Tabs on to the control with the name, and sees that each one on the way shows that it has the focus (W2). */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate<Focus>(FOCUS)
    if (focus.tag === 'body') continue
    if (!focus.visible) throw new Error(`“${focus.name}” on ${page.url()} does not show that it has the focus.`)
    if (focus.name.startsWith(name)) return
    passed.push(focus.name)
  }
  throw new Error(`No way to “${name}” on ${page.url()} by Tab; passed ${passed.join(' | ')}`)
}

/** Follows a link or presses a button, and waits for the page it leads to. */
export async function pressEnter(page: Page, name: string): Promise<void> {
  await tabTo(page, name)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

export async function tick(page: Page, name: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Space')
}

export async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

/** Chooses among radio buttons: Tab reaches the group, the arrows go from one to the next. */
export async function choose(page: Page, first: string, wanted: string): Promise<void> {
  await tabTo(page, first)
  await page.keyboard.press('Space')
  for (let downs = 0; downs < 10; downs += 1) {
    const { name } = await page.evaluate<Focus>(FOCUS)
    if (name.startsWith(wanted)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`No “${wanted}” after “${first}” on ${page.url()}`)
}

/** Goes so many steps down in a list that shows one choice. */
export async function stepDown(page: Page, name: string, steps = 1): Promise<void> {
  await tabTo(page, name)
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown')
}
