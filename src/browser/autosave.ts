import { systemClock } from '../kernel/clock.ts'
import { isBlocked } from '../kernel/text-review.ts'
import { afterPause } from './elements.ts'
import type { SavingWord } from './saving-words.ts'
import { noteSeen } from './session-end.ts'
import { StatusLine } from './status-line.ts'

/*
 * Keeps a form on the server while somebody writes in it: `data-autosave` names the path that takes it as it stands. It is
 * sent as its button would send it, with a one-time key of its own, and answered, at the path of the version that was saved,
 * with that version and the page where it is written on: what was new has one from then on. The empty path keeps nothing, and only warns who leaves. `data-unsaved`: what the form
 * shows is not saved. The browser itself stores nothing: what could not be sent stays in the page, and is tried again.
 */

/** Long enough not to send half a word. */
const PAUSE = 1500
const FIRST_WAIT = 2000
const LONGEST_WAIT = 60_000
/** So much may be on its way while the page is left. */
const LARGEST_PARTING = 60_000
const REFUSALS: Readonly<Record<number, SavingWord>> = {
  401: 'scripts.ended',
  403: 'scripts.ended',
  409: 'scripts.elsewhere',
  413: 'scripts.refused',
  422: 'scripts.refused',
}
/** After these the same form is not sent again by itself. */
const FINAL: readonly number[] = [401, 403, 409]

export function saveWhileWriting(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-autosave]')) new Autosave(form).start()
}

/** One sending: sent again, it is the same, so that nothing is done twice. */
interface Parcel {
  readonly body: URLSearchParams
  readonly written: string
}
interface Saved {
  readonly version: number
  readonly page: string
}

class Autosave {
  readonly #form: HTMLFormElement
  readonly #line = new StatusLine()
  #path: string
  /** What was last saved, or refused for what it says; null when nothing is known to be. */
  #saved: string | null
  #refused: string | null = null
  #parcel: Parcel | null = null
  #flight: Promise<void> | null = null
  #wait = FIRST_WAIT
  #timer: number | undefined
  #offline = false
  #blocked = false
  #leaving = false

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#path = form.dataset['autosave'] ?? ''
    this.#saved = form.hasAttribute('data-unsaved') ? null : this.#written
  }

  start(): void {
    this.#form.querySelector('button:not([type=button])')?.before(this.#line.element)
    const save = (): void => void this.#save()
    this.#form.addEventListener('input', () => {
      this.#leaving = false
    })
    // What was refused for want of a choice may be taken now.
    this.#form.addEventListener('change', () => {
      this.#refused = null
    })
    this.#form.addEventListener('input', afterPause(PAUSE, save))
    this.#form.addEventListener('submit', event => this.#onSubmit(event))
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#part() : save()))
    window.addEventListener('pagehide', () => this.#part())
    window.addEventListener('pageshow', () => {
      this.#leaving = false
    })
    window.addEventListener('online', save)
    window.addEventListener('beforeunload', event => {
      if (!this.#leaving && this.#written !== this.#saved) event.preventDefault()
    })
    if (this.#saved === null) save()
  }

  /** What is kept while it is written; `data-kept`: a choice that goes with it. */
  get #boxes(): HTMLTextAreaElement[] {
    return [...this.#form.querySelectorAll<HTMLTextAreaElement>('textarea, input[data-guard], [data-kept]')]
  }
  get #written(): string {
    return JSON.stringify(this.#boxes.map(({ name, value }) => [name, value]))
  }

  /** One at a time, and not beside the button's own sending: they would be two editors. */
  async #save(): Promise<void> {
    if (this.#leaving) return
    this.#flight ??= this.#run().finally(() => {
      this.#flight = null
    })
    await this.#flight
  }

  /** Sends what has been written, or once more what did not get through, until there is nothing more to send. */
  async #run(): Promise<void> {
    window.clearTimeout(this.#timer)
    do {
      this.#parcel ??= this.#packed()
      if (this.#parcel === null) return
      await this.#send(this.#parcel)
    } while (this.#parcel === null)
  }

  /** Null when there is nothing to send, or nothing that may be. A number that may never be kept does not leave the page. */
  #packed(): Parcel | null {
    const written = this.#written
    if (this.#path === '' || written === this.#refused) return null
    const blocked = this.#boxes.some(({ value }) => isBlocked(value))
    if (blocked) this.#line.say('scripts.blocked')
    else if (this.#blocked) this.#line.clear()
    this.#blocked = blocked
    if (blocked || written === this.#saved) return null
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(this.#form)) body.append(name, String(value))
    body.set('formKey', newKey())
    return { body, written }
  }

  /** The page may be gone before an answer comes: it is sent so as to arrive all the same, and again if the page stays. */
  #part(): void {
    if (this.#leaving) return
    this.#parcel ??= this.#packed()
    if (this.#parcel !== null) void this.#post(this.#parcel, true)
  }

  #post({ body }: Parcel, parting = false): Promise<Response | null> {
    const keepalive = parting && String(body).length < LARGEST_PARTING
    return fetch(this.#path, { method: 'POST', body, keepalive }).catch(() => null)
  }

  async #send(parcel: Parcel): Promise<void> {
    const answer = await this.#post(parcel)
    this.#offline = answer === null
    const kept = answer?.ok ? await savedIn(answer) : null
    if (answer !== null && kept !== null) return this.#landed(parcel, kept, answer.url)
    const refusal = REFUSALS[answer?.status ?? 0]
    if (refusal === undefined) return this.#again()
    this.#parcel = null
    this.#refused = parcel.written
    this.#line.say(refusal)
    if (FINAL.includes(answer?.status ?? 0)) this.#path = ''
  }

  #again(): void {
    this.#line.say(this.#offline ? 'scripts.offline' : 'scripts.busy')
    this.#timer = window.setTimeout(() => void this.#save(), this.#wait)
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT)
  }

  #landed({ written }: Parcel, { version, page }: Saved, url: string): void {
    this.#parcel = null
    this.#saved = written
    this.#wait = FIRST_WAIT
    if (this.#field('version') === null) this.#settle(page, new URL(url).pathname.replace(/\/\d+$/, ''))
    this.#set('version', String(version))
    this.#line.sayAt('scripts.saved', systemClock.now())
    noteSeen()
  }

  /** What was new has a page of its own now: there it is changed, and there it is found when the page is loaded again. */
  #settle(page: string, path: string): void {
    this.#path = path
    this.#form.action = page
    this.#set('_from', page)
    window.history.replaceState(null, '', page)
  }

  #field(name: string): HTMLInputElement | null {
    return this.#form.querySelector(`input[type=hidden][name="${name}"]`)
  }
  #set(name: string, value: string): void {
    const field = this.#field(name) ?? this.#form.appendChild(document.createElement('input'))
    Object.assign(field, { type: 'hidden', name, value })
  }

  /** The button waits for what is on its way, so that it sends the right version, and does not lose the page to a dead net. */
  #onSubmit(event: SubmitEvent): void {
    if (this.#leaving) return
    if (this.#flight === null && this.#parcel === null && navigator.onLine) {
      this.#leaving = true
      return
    }
    event.preventDefault()
    void this.#depart(event.submitter)
  }

  async #depart(button: HTMLElement | null): Promise<void> {
    await this.#flight
    if (this.#parcel !== null) await this.#save()
    const reached = !this.#offline && (navigator.onLine || (await isReached()))
    if (this.#leaving) return
    if (!reached) return this.#line.say('scripts.notSent')
    this.#leaving = true
    this.#form.requestSubmit(button)
  }
}

/** Null when something else answered: the sign-in page. */
const savedIn = (answer: Response): Promise<Saved | null> =>
  answer.json().then(
    saved => saved as Saved,
    () => null,
  )

const isReached = (): Promise<boolean> =>
  fetch('/halsa/live').then(
    () => true,
    () => false,
  )

function newKey(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
