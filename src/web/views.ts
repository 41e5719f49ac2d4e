import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { escapeHtml, Html } from './html.ts'
import { packageRoot } from './package-root.ts'
import type { Helpers } from './view-helpers.ts'
import type { Views } from './views.generated.ts'

type Template = (locals: { v: unknown; h: Helpers }) => string

/** Renders a view by name. Pages, mails and printed documents all come from here. */
export class ViewRenderer {
  readonly #templates = new Map<string, Template>()
  readonly #root: string
  constructor(root: string = join(packageRoot, 'views')) {
    this.#root = root
  }

  render<N extends keyof Views>(name: N, model: Views[N], helpers: Omit<Helpers, 'partial'>): Html {
    const h: Helpers = { ...helpers, partial: (partial, value) => this.#print(partial, value, h) }
    return this.#print(name, model, h)
  }

  #print(name: string, v: unknown, h: Helpers): Html {
    return new Html((this.#templates.get(name) ?? this.#compile(name))({ v, h }))
  }

  #compile(name: string): Template {
    const filename = join(this.#root, `${name}.ejs`)
    const template = ejs.compile(readFileSync(filename, 'utf8'), {
      filename,
      strict: true,
      _with: false,
      destructuredLocals: ['v', 'h'],
      escape: escapeHtml,
      rmWhitespace: true,
    }) as Template
    this.#templates.set(name, template)
    return template
  }
}
