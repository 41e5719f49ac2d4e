const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

/** Text made safe for markup and for quoted attributes. Nothing becomes an empty string. */
export function escapeHtml(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => entities[sign] as string) : text
}

/** Markup that is printed as it is. Only templates, `h` and the layout make it; everything else is text. */
export class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

type Printable = string | number | Html | null | undefined | readonly Html[]

const print = (value: Printable): string => {
  if (value instanceof Html) return value.toString()
  return Array.isArray(value) ? value.join('') : escapeHtml(value)
}

/** Markup as a tagged template: what is put in is escaped unless it is `Html` already. */
export const html = (parts: TemplateStringsArray, ...values: Printable[]): Html =>
  new Html(parts.reduce((markup, part, at) => markup + print(values[at - 1]) + part))

export type AttributeValue = string | number | boolean | null | undefined
export type Attributes = Readonly<Record<string, AttributeValue>>

/** Attributes with a space before each. Missing, null and false are left out; true is a bare name. */
export function attributes(all: Attributes | undefined): Html {
  let markup = ''
  for (const [name, value] of Object.entries(all ?? {})) {
    if (value === null || value === undefined || value === false) continue
    markup += value === true ? ` ${escapeHtml(name)}` : ` ${escapeHtml(name)}="${escapeHtml(value)}"`
  }
  return new Html(markup)
}

/** Class names or ids that hold, with a space between; undefined when none does. */
export const tokens = (...words: readonly (string | false | null | undefined)[]): string | undefined =>
  words.filter(Boolean).join(' ') || undefined

/** What a component shows: markup when there is any, else text. */
export interface Content {
  readonly text?: string | number | undefined
  readonly html?: Html | undefined
}

export const content = (shown: Content | undefined): Html => shown?.html ?? new Html(escapeHtml(shown?.text))
