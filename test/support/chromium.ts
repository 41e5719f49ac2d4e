import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Every Chromium of this machine, and then the one among the dev dependencies. A path may be a stub that starts nothing. */
async function* chromiums(): AsyncGenerator<string> {
  const given = process.env['CHROMIUM_PATH']
  for (const path of [...(given === undefined ? [] : [given]), ...SYSTEM]) if (existsSync(path)) yield path
  const packed = await unpackedChromium()
  if (packed !== null) yield packed
}

/** It unpacks itself and the libraries it needs; those only when it believes to be where it was made for. */
async function unpackedChromium(): Promise<string | null> {
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } catch {
    return null
  }
}

const LACKS = 'there is no Chromium here; set CHROMIUM_PATH to one'
let isThere: Promise<boolean> | undefined

async function look(): Promise<boolean> {
  const { done } = await chromiums().next()
  if (done === true) console.log(`SKIPPED browser tests: ${LACKS}`)
  return done !== true
}

/** Defines tests that need a browser. Where there is none it is said once, and in CI it is a fault. */
export async function describeInChromium(title: string, define: (this: Mocha.Suite) => void): Promise<void> {
  isThere ??= look()
  if (await isThere) describe(title, define)
  else if (process.env['CI'] === 'true')
    it(title, () => {
      throw new Error(LACKS)
    })
}

/** A headless browser; the caller closes it. */
export async function openChromium(): Promise<Browser> {
  let failure: unknown = new Error('There is no Chromium: define the test with describeInChromium.')
  for await (const executablePath of chromiums())
    try {
      return await chromium.launch({ executablePath, args: ARGS, timeout: 60_000 })
    } catch (error) {
      failure = error
    }
  throw failure
}
