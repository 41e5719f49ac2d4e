import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import express from 'express'
import request from 'supertest'
import { buildAssets, ensureAssets } from '#src/dev/build-assets.ts'
import { joined, usedStyles, withoutOldBrowsers } from '#src/dev/used-styles.ts'
import { en } from '#src/i18n/en.ts'
import { sv } from '#src/i18n/sv.ts'
import { assetUrl, readAssets, serveAssets } from '#src/web/assets.ts'
import { packageRoot } from '#src/web/package-root.ts'

describe('The assets', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'assets-'))
  before(() => {
    ensureAssets()
    buildAssets(folder)
  })
  after(() => rmSync(folder, { recursive: true }))
  const app = express().use('/assets', serveAssets())

  it('have names that follow their content', () => {
    const { names } = readAssets(folder)
    expect(names['app.css']).to.match(/^app\.[0-9a-f]{12}\.css$/)
    buildAssets(folder)
    expect(readAssets(folder).names).to.deep.equal(names)
    expect(readdirSync(folder)).to.have.members([...Object.values(names), 'manifest.json'])
  })

  it('are served for ever, packed, with their type', async () => {
    const { headers, text } = await request(app).get(assetUrl('app.css')).set('Accept-Encoding', 'gzip').expect(200)
    expect(headers['cache-control']).to.equal('public, max-age=31536000, immutable')
    expect(headers['content-type']).to.equal('text/css; charset=utf-8')
    expect(headers['content-encoding']).to.equal('gzip')
    expect(headers['vary']).to.equal('Accept-Encoding')
    expect(text).to.include('.govuk-button')
    await request(app).get(assetUrl('favicon.svg')).expect('Content-Type', 'image/svg+xml').expect(200)
  })

  it('are served plain to those who ask for that, and without a body to HEAD', async () => {
    const plain = await request(app).get(assetUrl('app.css')).set('Accept-Encoding', 'identity').expect(200)
    expect(plain.headers).not.to.have.property('content-encoding')
    const head = await request(app).head(assetUrl('app.css')).expect(200)
    expect(head.text ?? '').to.equal('')
  })

  it('are the only files that can be reached', async () => {
    for (const path of [
      'manifest.json',
      'app.css',
      '..%2fmanifest.json',
      '../../package.json',
      'app.000000000000.css',
      '',
    ])
      await request(app).get(`/assets/${path}`).expect(404)
    await request(app).post(assetUrl('app.css')).expect(404)
  })

  it('refuse a name that was not built', () => {
    expect(() => assetUrl('other.css')).to.throw('npm run assets')
  })

  it('weigh at most 30 kB gzipped, styles and scripts together, in either language', () => {
    const { names } = readAssets(folder)
    const weightOf = (name: string): number => gzipSync(readFileSync(join(folder, names[name] ?? ''))).length
    for (const script of ['app.sv.js', 'app.en.js', 'live.sv.js', 'live.en.js', 'follow.sv.js', 'follow.en.js'])
      expect(weightOf('app.css') + weightOf(script))
        .to.be.greaterThan(1000)
        .and.at.most(30_000)
  })

  it('are of the page’s language', () => {
    const { names } = readAssets(folder)
    const text = (name: string): string => readFileSync(join(folder, names[name] ?? ''), 'utf8')
    expect(text('app.sv.js')).to.contain(sv['scripts.stayed']).and.not.contain(en['scripts.stayed'])
    expect(text('app.en.js')).to.contain(en['scripts.stayed']).and.not.contain(sv['scripts.stayed'])
  })

  it('have the styles that pages use, and leave out the engine’s others', () => {
    const css = '.govuk-a,.govuk-b:not(.govuk-c,.x) p{x:1}@media print{.govuk-b{x:2}}.govuk-w--3{x:3}.app-d{x:4}a{x:5}'
    const source = 'class="govuk-a govuk-a--not govuk-w--<%= v.width %>"'
    expect(usedStyles(css, source)).to.equal('.govuk-a{x:1}.govuk-w--3{x:3}.app-d{x:4}a{x:5}')
  })

  it('say nothing twice, and nothing to browsers that could not show the pages', () => {
    const css = 'a{-webkit-font-smoothing:antialiased;color:var(--govuk-link-colour, #00f)}'
    expect(withoutOldBrowsers(css)).to.equal('a{color:var(--govuk-link-colour)}')
    expect(joined('a{x:1}a{y:2}a{z:3}b{x:1}@media print{a{x:1}b{x:2}b{y:3}}a{x:1}')).to.equal(
      'a{x:1;y:2;z:3}b{x:1}@media print{a{x:1}b{x:2;y:3}}a{x:1}',
    )
  })

  it('keep what pages name', () => {
    const built = readFileSync(join(folder, readAssets(folder).names['app.css'] ?? ''), 'utf8')
    for (const name of ['govuk-button--secondary', 'govuk-input--width-20', 'govuk-pagination__next', 'govuk-tag'])
      expect(built, name).to.contain(`.${name}`)
    expect(built).not.to.contain('govuk-tag--turquoise')
  })

  it('load nothing from elsewhere and carry no mark of the system they are built on', () => {
    const css = readFileSync(join(folder, readAssets(folder).names['app.css'] ?? ''), 'utf8')
    expect(css).not.to.match(/url\(|@import|@font-face|GDS Transport|crown/i)
  })
})

type Colours = Readonly<Record<string, string>>

const scss = readFileSync(join(packageRoot, 'views/assets/_colours.scss'), 'utf8')
const theme = readFileSync(join(packageRoot, 'views/assets/app.scss'), 'utf8')
const coloursIn = (source: string): Colours =>
  Object.fromEntries([...source.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]))
const [lightPart = '', darkPart = ''] = scss.split('@media')
const functional = Object.fromEntries(
  [...theme.matchAll(/"([\w-]+)": (#[0-9a-f]{3,6})/g)].map(([, name, value]) => [
    `govuk-${name}-colour`,
    value as string,
  ]),
)
const light: Colours = { ...functional, ...coloursIn(lightPart) }
const dark: Colours = { ...light, ...coloursIn(darkPart) }

function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map(digit => digit + digit).join('') : hex.slice(1)
  const channels = [0, 2, 4].map(at => Number.parseInt(full.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['govuk-body-background-colour', 'app-paper', 'app-header']
const words = ['text', 'secondary-text', 'link', 'link-visited', 'link-hover', 'error'].map(
  name => `govuk-${name}-colour`,
)
const pairs: (readonly [string, string])[] = [
  ...grounds.flatMap(ground => [...words, 'app-brand-text'].map(word => [word, ground] as const)),
  ...['strip', 'good', 'warn', 'bad', 'info', 'neutral', 'brand-soft'].map(
    name => [`app-${name}-text`, `app-${name}`] as const,
  ),
  ['app-button-quiet-text', 'app-button-quiet'],
  ['app-button-quiet-text', 'app-button-quiet-hover'],
  ['govuk-error-colour', 'app-warn'],
  ['govuk-link-colour', 'govuk-surface-background-colour'],
  ...['button', 'button-hover', 'danger', 'danger-hover', 'success'].map(name => ['white', `app-${name}`] as const),
]

describe('The colours', () => {
  for (const [name, colours] of [['light', light] as const, ['dark', dark] as const])
    it(`let every text be read in ${name} (W1)`, () => {
      const all: Colours = { ...colours, white: '#fff' }
      const faint = pairs.filter(([word, ground]) => contrast(all[word] ?? '#000', all[ground] ?? '#000') < 4.5)
      expect(faint).to.deep.equal([])
    })

  for (const [name, colours] of [['light', light] as const, ['dark', dark] as const])
    it(`let every field and mark be seen in ${name} (1.4.11)`, () => {
      const lines = [
        'govuk-input-border-colour',
        'app-good-line',
        'app-warn-line',
        'app-bad-line',
        'app-info-line',
        'app-neutral-line',
      ]
      const faint = lines.filter(line => contrast(colours[line] ?? '#000', colours['app-paper'] ?? '#000') < 3)
      expect(faint).to.deep.equal([])
    })
})
