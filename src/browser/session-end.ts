import { systemClock } from '../kernel/clock.ts'
import { element } from './elements.ts'
import { say } from './words.ts'

const SECOND = 1000
/** As long before the end as somebody needs to notice and answer (WCAG 2.2.1). */
const WARNED = 120 * SECOND
/** The server counts what is seen once a minute. */
const COARSE = 60 * SECOND
/** A clock that slept with the machine is right when it wakes: the time is read, not counted. */
const LOOK = 5 * SECOND

const now = (): number => systemClock.now().getTime()

/** Said by whatever has just spoken with the server, in this tab or another: the session lasts longer. */
const SEEN = 'app-seen'
const tabs = new BroadcastChannel(SEEN)
export function noteSeen(): void {
  tabs.postMessage(SEEN)
  document.dispatchEvent(new Event(SEEN))
}

/** Warns two minutes before the session ends, with a button that keeps it. What is typed survives the end all the same. */
export function warnBeforeTheEnd({ body }: Document): void {
  const { sessionIdle, sessionLast } = body.dataset
  if (sessionIdle === undefined || sessionLast === undefined) return
  new SessionEnd(Number(sessionIdle) * SECOND, Number(sessionLast) * SECOND)
  noteSeen()
}

class SessionEnd {
  readonly #idle: number
  readonly #lastEnd: number
  #idleEnd: number
  readonly #heard = element('p', 'govuk-visually-hidden')
  #warning: HTMLDialogElement | null = null
  /** The end that its reader has been told of and has put aside. */
  #told = 0

  constructor(idle: number, last: number) {
    this.#idle = idle
    this.#idleEnd = now() + idle
    this.#lastEnd = now() + last
    this.#heard.setAttribute('role', 'status')
    // Beside the content, which another page's may take the place of.
    document.querySelector('main')?.after(this.#heard)
    document.addEventListener(SEEN, () => this.#prolong())
    tabs.addEventListener('message', () => this.#prolong())
    setInterval(() => this.#look(), LOOK)
  }

  get #end(): number {
    return Math.min(this.#idleEnd, this.#lastEnd)
  }

  #prolong(): void {
    this.#idleEnd = Math.max(this.#idleEnd, now() + this.#idle - COARSE)
    if (this.#end - now() > WARNED) this.#close()
  }

  #look(): void {
    const left = this.#end - now()
    if (left <= 0) this.#over()
    else if (left <= WARNED && this.#told !== this.#end) this.#warn()
  }

  #warn(): void {
    if (this.#warning !== null) return
    const last = this.#lastEnd <= this.#idleEnd
    const text = say(last ? 'scripts.endsLast' : 'scripts.endsIdle')
    const title = element('h2', 'govuk-heading-s', say('scripts.endsTitle'))
    title.id = 'session-end'
    const button = element('button', 'govuk-button', say(last ? 'scripts.close' : 'scripts.stay'))
    button.type = 'button'
    button.addEventListener('click', () => (last ? this.#putAside() : void this.#stay()))
    const warning = element('dialog', 'app-session', title, element('p', 'govuk-body', text), button)
    warning.setAttribute('aria-labelledby', title.id)
    warning.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#putAside())
    this.#show(warning, button)
    this.#heard.textContent = `${say('scripts.endsTitle')}. ${text}`
  }

  /** Somebody who writes keeps the focus, and finds the button with the next Tab; anybody else is taken to it. */
  #show(warning: HTMLDialogElement, button: HTMLButtonElement): void {
    this.#warning = warning
    const box = document.activeElement?.closest('textarea, input')
    if (box) (box.closest('.govuk-form-group') ?? box).after(warning)
    else document.querySelector('main')?.append(warning)
    warning.open = true
    if (!box) button.focus()
  }

  #putAside(): void {
    this.#told = this.#end
    this.#close()
  }

  async #stay(): Promise<void> {
    const answer = await fetch('/min-sida/session').catch(() => null)
    if (answer === null) return
    if (answer.redirected || !answer.ok) return this.#over()
    this.#heard.textContent = say('scripts.stayed')
    noteSeen()
    this.#close()
  }

  #over(): void {
    const text = say(document.querySelector('main textarea') === null ? 'scripts.endedHere' : 'scripts.ended')
    if (this.#heard.textContent === text) return
    this.#putAside()
    this.#heard.classList.replace('govuk-visually-hidden', 'app-session')
    this.#heard.textContent = text
  }

  #close(): void {
    const had = this.#warning?.contains(document.activeElement)
    this.#warning?.remove()
    this.#warning = null
    if (had) document.querySelector<HTMLElement>('main textarea, main input:not([type=hidden])')?.focus()
  }
}
