import { element } from './elements.ts'
import { type Loaded, loadPage, putInPlace } from './load-page.ts'
import { actOnKey } from './meeting-keys.ts'
import { contentOf, isWrittenIn, packed } from './sent-form.ts'
import { noteSeen } from './session-end.ts'
import { helpWithTexts } from './text-help.ts'
import { say } from './words.ts'

/*
 * One item after the other without loading the page anew: what a form or a link answers takes the place of the content,
 * with its address, title and focus, and what was done is said politely. A form that does not get through stays as it was
 * typed and is sent again with the key that it had, so that it is carried out once.
 */

const WAIT = 4000
/** A line that comes and speaks at once is not heard. */
const HEARD = 100

const find = (selector: string): HTMLElement | null => document.querySelector(`main ${selector}`)
const isLive = (page: Document): boolean => page.querySelector('main [data-live]') !== null

export function runMeeting(): void {
  if (isLive(document)) new LiveMeeting().start()
}

/** A form on its way. */
interface Parcel {
  readonly form: HTMLFormElement
  readonly button: HTMLElement | null
  readonly body: URLSearchParams
  readonly content: string
}

class LiveMeeting {
  readonly #line = element('p', '')
  #parcel: Parcel | null = null
  #flying = false
  #timer: number | undefined
  /** What is about to be said of the page that came; nothing, once something else is to be said. */
  #saying: number | undefined

  start(): void {
    this.#line.setAttribute('role', 'status')
    document.addEventListener('submit', event => this.#onSubmit(event))
    document.addEventListener('click', event => this.#onClick(event))
    document.addEventListener('keydown', event => {
      if (find('[data-shortcuts]') !== null && !this.#flying) actOnKey(event)
    })
    window.addEventListener('popstate', () => window.location.reload())
    window.addEventListener('online', () => this.#again())
    window.addEventListener('beforeunload', event => {
      if (this.#unsaved) event.preventDefault()
    })
  }

  get #unsaved(): boolean {
    return isLive(document) && (this.#parcel !== null || isWrittenIn(document))
  }

  #onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement
    if (!isLive(document) || form.closest('main') === null) return
    event.preventDefault()
    if (this.#flying) return
    const button = event.submitter
    const content = contentOf(form, button)
    // As it was, it is the same; changed, it is another, and the server says so should both arrive.
    if (this.#parcel?.form !== form || this.#parcel.content !== content)
      this.#parcel = { form, button, content, body: packed(form, button, this.#parcel !== null) }
    this.#line.className = 'app-status'
    button?.before(this.#line)
    void this.#send()
  }

  async #send(): Promise<void> {
    window.clearTimeout(this.#timer)
    window.clearTimeout(this.#saying)
    const parcel = this.#parcel
    if (parcel === null || this.#flying) return
    this.#flying = true
    const answer = await loadPage(parcel.form.action, parcel.body)
    this.#flying = false
    if (answer === null) return this.#rest()
    this.#parcel = null
    if (isRefusal(answer)) this.#line.textContent = answer.page.querySelector('h1')?.textContent ?? ''
    else this.#show(answer)
  }

  #rest(): void {
    this.#line.textContent = say(navigator.onLine ? 'scripts.busy' : 'scripts.offline')
    this.#timer = window.setTimeout(() => this.#again(), WAIT)
  }

  /** What has been changed since is not sent before its writer says so: a decision is never edited. */
  #again(): void {
    if (this.#parcel === null) return
    const { form, button, content } = this.#parcel
    if (contentOf(form, button) === content) void this.#send()
    else this.#line.textContent = find('[data-live]')?.dataset['live'] ?? ''
  }

  #onClick(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('main a:not([href^="#"])')
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    // What is not saved is left by the browser, which asks.
    if (link === null || !plain || !/\/punkter\/\d+$/.test(link.pathname) || !isLive(document) || this.#unsaved) return
    event.preventDefault()
    void this.#go(link.href)
  }

  async #go(url: string): Promise<void> {
    const answer = await loadPage(url)
    // Written or sent while the page was on its way: that stays.
    if (this.#unsaved) return
    if (answer !== null && isLive(answer.page)) this.#show({ ...answer, url })
    else window.location.assign(url)
  }

  #show({ url, page, status }: Loaded): void {
    const notice = page.querySelector('.app-notice')?.textContent ?? ''
    document.querySelector('.app-notice')?.remove()
    putInPlace(page)
    // What a form is given back with stands at no address of its own.
    if (status < 400 && url !== window.location.href) window.history.pushState(null, '', url)
    this.#line.textContent = this.#line.className = ''
    document.querySelector('main')?.prepend(this.#line)
    this.#saying = window.setTimeout(() => {
      this.#line.textContent = notice
      this.#line.className = notice && 'app-notice'
    }, HEARD)
    helpWithTexts(document)
    noteSeen()
    focusOn(url.endsWith('#beslut'))
  }
}

/** An answer that neither carries the meeting on nor gives back what was typed: the form stays. */
const isRefusal = ({ status, page }: Loaded): boolean =>
  status >= 400 && status !== 409 && page.querySelector('main form') === null

/** What is to be mended, the decision's form when one was opened, or the heading of what came. */
function focusOn(form: boolean): void {
  const target = find('.govuk-error-summary') ?? find(form ? '[data-decision] h3' : 'h1')
  if (target === null) return
  target.tabIndex = -1
  target.focus()
}
