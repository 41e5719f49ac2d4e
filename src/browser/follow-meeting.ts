import { element } from './elements.ts'
import { sayLive } from './live-words.ts'
import { loadPage } from './load-page.ts'
import { noteSeen } from './session-end.ts'
import { say } from './words.ts'

/** How often it is asked whether something is new. */
const POLL = 3000
/** What is withheld changes no version: the whole page is asked for so often all the same. */
const WHOLE = 20

/** The participants' page goes along with the meeting, until somebody pauses it (WCAG 2.2.2). */
export function followMeeting(page: Document): void {
  const shown = page.querySelector<HTMLElement>('main [data-follow]')
  const foot = page.querySelector<HTMLElement>('main [data-follow-foot]')
  if (shown !== null && foot !== null) new Follower(shown, foot).start()
}

class Follower {
  #shown: HTMLElement
  readonly #button = element('button', 'govuk-button govuk-button--secondary', sayLive('live.pause'))
  readonly #said = element('p', 'app-status')
  #paused = false
  #over = false
  #polls = 0

  constructor(shown: HTMLElement, foot: HTMLElement) {
    this.#shown = shown
    this.#button.type = 'button'
    this.#said.setAttribute('role', 'status')
    foot.before(this.#button, this.#said)
    this.#button.addEventListener('click', () => this.#turn())
  }

  start(): void {
    document.addEventListener('visibilitychange', () => void this.#look())
    window.setInterval(() => void this.#look(), POLL)
  }

  #turn(): void {
    this.#paused = !this.#paused
    this.#button.textContent = sayLive(this.#paused ? 'live.follow' : 'live.pause')
    this.#said.textContent = this.#paused ? sayLive('live.paused') : ''
    void this.#look()
  }

  /** A page that nobody looks at asks for nothing. */
  async #look(): Promise<void> {
    // Asking keeps a session alive: not longer than there is a meeting.
    if (this.#paused || this.#over || document.hidden || this.#shown.hasAttribute('data-over')) return
    const answer = await fetch(this.#shown.dataset['follow'] ?? '').catch(() => null)
    if (answer === null || answer.status >= 429) return this.#say(sayLive('live.noContact'))
    if (!answer.ok || answer.redirected) return this.#end()
    const { version } = (await answer.json()) as { version: string }
    this.#polls += 1
    noteSeen()
    if (version !== this.#shown.dataset['version'] || this.#polls % WHOLE === 0) await this.#renew()
    else if (this.#said.textContent === sayLive('live.noContact')) this.#say('')
  }

  async #renew(): Promise<void> {
    const answer = await loadPage(window.location.href)
    const next = answer?.page.querySelector<HTMLElement>('main [data-follow]')
    if (!answer || !next || this.#paused) return
    const before = this.#heading
    document.title = answer.page.title
    this.#shown.replaceWith(document.adoptNode(next))
    this.#shown = next
    if (this.#heading !== before) this.#say(this.#heading)
  }

  get #heading(): string {
    return this.#shown.querySelector('h1')?.textContent?.trim() ?? ''
  }
  #say(text: string): void {
    if (this.#said.textContent !== text) this.#said.textContent = text
  }
  #end(): void {
    this.#over = true
    this.#say(say('scripts.endedHere'))
  }
}
