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

/** A Chromium of this machine, or else the one among the dev dependencies; null where there is neither. */
async function findChromium(): Promise<string | null> {
  const given = process.env['CHROMIUM_PATH']
  const installed = [...(given === undefined ? [] : [given]), ...SYSTEM].find(path => existsSync(path))
  return installed ?? unpackedChromium()
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

let found: Promise<string | null> | undefined

/** Defines tests that need a browser. Where there is none they are named as left out, and in CI that is a fault. */
export async function describeInChromium(title: string, define: (this: Mocha.Suite) => void): Promise<void> {
  found ??= findChromium()
  if ((await found) !== null) describe(title, define)
  else if (process.env['CI'] === 'true') throw new Error('There is no Chromium to test in: set CHROMIUM_PATH.')
  else console.log(`SKIPPED ${title}: there is no Chromium here, set CHROMIUM_PATH to one`)
}

/** A headless browser; the caller closes it. */
export async function openChromium(): Promise<Browser> {
  const executablePath = await found
  if (!executablePath) throw new Error('There is no Chromium: define the test with describeInChromium.')
  return chromium.launch({ executablePath, args: ARGS, timeout: 60_000 })
}
