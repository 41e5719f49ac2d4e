import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { load } from 'cheerio'
import { Html } from '#src/web/html.ts'
import { packageRoot } from '#src/web/package-root.ts'
import { makeHelpers } from '#src/web/view-helpers.ts'
import { ViewRenderer } from '#src/web/views.ts'

interface Fixture {
  readonly name: string
  readonly options: object
  readonly html: string
}

const components = [
  'back-link',
  'breadcrumbs',
  'button',
  'character-count',
  'checkboxes',
  'date-input',
  'details',
  'error-message',
  'error-summary',
  'fieldset',
  'hint',
  'input',
  'inset-text',
  'label',
  'notification-banner',
  'pagination',
  'panel',
  'radios',
  'select',
  'service-navigation',
  'skip-link',
  'summary-list',
  'table',
  'tag',
  'task-list',
  'textarea',
  'warning-text',
] as const

const fixturesOf = (component: string): Fixture[] =>
  JSON.parse(
    readFileSync(
      join(packageRoot, `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`),
      'utf8',
    ),
  ).fixtures

/** Where the macro options hold markup, our models hold `Html`. */
const isMarkup = (key: string, inSlots: boolean): boolean => /html$/i.test(key) || inSlots

function asModel(options: unknown, inSlots = false): unknown {
  if (Array.isArray(options)) return options.map(item => asModel(item))
  if (typeof options !== 'object' || options === null) return options
  const entries = Object.entries(options).map(([key, value]) => [
    key,
    typeof value === 'string' && isMarkup(key, inSlots) && key !== 'align'
      ? new Html(value)
      : asModel(value, key === 'slots'),
  ])
  return Object.fromEntries(entries)
}

type Tree = string | readonly [string, Readonly<Record<string, string>>, readonly Tree[]]

const words = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The same page whatever the spaces and the order of attributes. */
function treeOf(markup: string): Tree[] {
  const $ = load(markup, null, false)
  const visit = (nodes: ReturnType<typeof $.root>): Tree[] =>
    nodes
      .contents()
      .toArray()
      .flatMap((node): Tree[] => {
        if (node.type === 'text') return words(node.data) === '' ? [] : [words(node.data)]
        if (node.type !== 'tag') return []
        const attributes = Object.entries(node.attribs).map(([name, value]) => [name, words(value)])
        return [[node.name, Object.fromEntries(attributes), visit($(node) as never)]]
      })
  return visit($.root() as never)
}

const renderer = new ViewRenderer()
const helpers = makeHelpers({
  locale: 'en',
  csrfToken: () => 'token',
  newFormKey: () => 'key',
  from: '/',
  asset: name => `/assets/${name}`,
})

describe('The component partials', () => {
  for (const component of components)
    describe(component, () => {
      for (const { name, options, html } of fixturesOf(component))
        it(`prints what govuk-frontend prints: ${name}`, () => {
          const printed = renderer.render(`components/${component}`, asModel(options) as never, helpers)
          expect(treeOf(String(printed))).to.deep.equal(treeOf(html))
        })
    })
})
