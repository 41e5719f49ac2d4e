import { type CheerioAPI, load } from 'cheerio'
import type { Browser } from './world.ts'

type Fields = Readonly<Record<string, string | readonly string[]>>

/** A page as a person meets it: its text, links and forms. */
export class Page {
  readonly $: CheerioAPI
  readonly status: number
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly html: string
  readonly #browser: Browser
  constructor(browser: Browser, path: string, status: number, html: string, headers: Page['headers']) {
    this.#browser = browser
    this.path = path
    this.status = status
    this.html = html
    this.headers = headers
    this.$ = load(html)
  }

  /** What is read in the page's own content, white space folded. */
  get text(): string {
    const main = this.$('main')
    return (main.length > 0 ? main : this.$('body')).text().replace(/\s+/g, ' ').trim()
  }
  get heading(): string {
    return this.$('h1').first().text().replace(/\s+/g, ' ').trim()
  }
  /** The page's status message, as after something was saved. */
  get notice(): string {
    return this.$('[role=status], .govuk-notification-banner').text().replace(/\s+/g, ' ').trim()
  }
  /** The texts of the error summary. */
  get errors(): string[] {
    return this.$('.govuk-error-summary__list li, .govuk-error-summary__list a')
      .toArray()
      .filter(element => element.tagName === 'a' || this.$(element).find('a').length === 0)
      .map(element => this.$(element).text().trim())
  }
  hasText(text: string): boolean {
    return this.text.includes(text)
  }
  /** Follows the link with the text. */
  async follow(text: string): Promise<Page> {
    const link = this.$('a[href]')
      .filter((_, element) => this.$(element).text().replace(/\s+/g, ' ').trim().includes(text))
      .first()
    const href = link.attr('href')
    if (href === undefined) throw new Error(`No link "${text}" on ${this.path}:\n${this.text.slice(0, 800)}`)
    return this.#browser.get(
      new URL(href, `http://x${this.path}`).pathname + new URL(href, `http://x${this.path}`).search,
    )
  }

  /**
   * The form whose submit button has the text (or whose action contains it). Posting it sends every field as rendered,
   * hidden ones and the CSRF token too, with the given ones filled in. A field the form lacks is an error.
   */
  form(button: string): PageForm {
    const $ = this.$
    const forms = $('form').filter((_, form) => {
      const labels = $(form).find('button, input[type=submit]').toArray()
      return (
        labels.some(label => $(label).text().replace(/\s+/g, ' ').trim().includes(button)) ||
        ($(form).attr('action') ?? '').includes(button)
      )
    })
    const form = forms.get(0)
    if (form === undefined)
      throw new Error(`No form "${button}" on ${this.path} (${this.status}):\n${this.text.slice(0, 1500)}`)
    return new PageForm(this.#browser, this, form as never, button)
  }
  /** Every POST form on the page. */
  postForms(): PageForm[] {
    return this.$('form')
      .toArray()
      .filter(form => (this.$(form).attr('method') ?? '').toLowerCase() === 'post')
      .map(form => new PageForm(this.#browser, this, form as never, ''))
  }
}

export class PageForm {
  readonly action: string
  readonly method: string
  readonly #browser: Browser
  readonly #page: Page
  readonly #element: never
  readonly #button: string
  constructor(browser: Browser, page: Page, element: never, button: string) {
    this.#browser = browser
    this.#page = page
    this.#element = element
    this.#button = button
    const action = page.$(element).attr('action') ?? page.path
    this.action = new URL(action, `http://x${page.path}`).pathname + new URL(action, `http://x${page.path}`).search
    this.method = (page.$(element).attr('method') ?? 'get').toLowerCase()
  }

  /** The fields as they would be sent untouched, with the button's own name and value. */
  get fields(): Record<string, string | string[]> {
    const { $ } = this.#page
    const fields: Record<string, string | string[]> = {}
    const add = (name: string, value: string): void => {
      const known = fields[name]
      fields[name] = known === undefined ? value : [...[known].flat(), value]
    }
    for (const control of $(this.#element).find('input, textarea, select').toArray()) {
      const $control = $(control)
      const name = $control.attr('name')
      const type = ($control.attr('type') ?? '').toLowerCase()
      if (name === undefined || $control.is('[disabled]') || type === 'submit') continue
      if ((type === 'radio' || type === 'checkbox') && !$control.is('[checked]')) continue
      if ($control.is('select')) {
        const chosen = $control.find('option[selected]')
        add(name, (chosen.length > 0 ? chosen : $control.find('option')).first().attr('value') ?? '')
      } else
        add(
          name,
          $control.is('textarea')
            ? $control.text().replace(/^\r?\n/, '')
            : ($control.attr('value') ?? (type === 'checkbox' ? 'on' : '')),
        )
    }
    const button = $(this.#element)
      .find('button[name], input[type=submit][name]')
      .filter((_, element) => this.#button === '' || $(element).text().includes(this.#button))
      .first()
    if (button.length > 0) add(button.attr('name') as string, button.attr('value') ?? '')
    return fields
  }
  /** Names of every control, ticked or not. */
  get names(): string[] {
    const { $ } = this.#page
    return [
      ...new Set(
        $(this.#element)
          .find('[name]')
          .toArray()
          .map(control => $(control).attr('name') as string),
      ),
    ]
  }
  /** `text`, `textarea`, `select`, `radio`, `hidden` … */
  typeOf(name: string): string {
    const control = this.#page.$(this.#element).find(`[name="${name}"]`).first()
    if (control.is('textarea')) return 'textarea'
    if (control.is('select')) return 'select'
    if (control.is('button')) return 'submit'
    return (control.attr('type') ?? 'text').toLowerCase()
  }
  /** What may be chosen in a select, radios or checkboxes, by label. */
  options(name: string): { value: string; label: string }[] {
    const { $ } = this.#page
    const choices = $(this.#element).find(`[name="${name}"][type=radio], [name="${name}"][type=checkbox]`).toArray()
    const options = $(this.#element).find(`select[name="${name}"] option`).toArray()
    return [
      ...choices.map(choice => ({
        value: $(choice).attr('value') ?? 'on',
        label: $(`label[for="${$(choice).attr('id')}"]`)
          .text()
          .replace(/\s+/g, ' ')
          .trim(),
      })),
      ...options.map(option => ({ value: $(option).attr('value') ?? '', label: $(option).text().trim() })),
    ]
  }
  /** An answer to each thing that the privacy guard asks about: why it may stand. */
  reviewed(reason = 'general'): Record<string, string> {
    return Object.fromEntries(this.names.filter(name => name.startsWith('granskat-')).map(name => [name, reason]))
  }
  /** The value behind a label. */
  option(name: string, label: string): string {
    const found = this.options(name).find(option => option.label.includes(label))
    if (found === undefined)
      throw new Error(
        `No "${label}" for ${name}; there is: ${this.options(name)
          .map(o => o.label)
          .join(' | ')}`,
      )
    return found.value
  }

  /** Sends it and follows where it leads. */
  async submit(filled: Fields = {}): Promise<Page> {
    const unknown = Object.keys(filled).filter(name => !this.names.includes(name))
    if (unknown.length > 0)
      throw new Error(`The form ${this.action} has no ${unknown.join()}; it has ${this.names.join()}`)
    return this.send(filled)
  }
  /** As `submit`, also with fields that the form does not have. */
  send(filled: Fields = {}): Promise<Page> {
    if (this.method === 'get') {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...this.fields, ...filled }))
        for (const each of [value].flat()) query.append(name, each)
      return this.#browser.get(`${this.action.split('?')[0]}?${query}`)
    }
    return this.#browser.post(this.action, { ...this.fields, ...filled })
  }
}
