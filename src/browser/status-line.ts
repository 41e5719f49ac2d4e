import { element } from './elements.ts'
import { type SavingWord, saySaving } from './saving-words.ts'

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/**
 * A line that says how a form stands, heard without moving the focus (WCAG 4.1.3). The time stands beside it and changes
 * unheard, so that somebody who writes is not spoken to at every pause.
 */
export class StatusLine {
  readonly element: HTMLElement
  readonly #said = element('span', '')
  readonly #time = element('span', '')
  constructor() {
    this.#said.setAttribute('role', 'status')
    this.element = element('p', 'app-status', this.#said, ' ', this.#time)
  }

  say(key: SavingWord): void {
    this.#time.textContent = ''
    const text = saySaving(key)
    if (this.#said.textContent !== text) this.#said.textContent = text
  }

  sayAt(key: SavingWord, at: Date): void {
    this.say(key)
    const [hour, minute] = [twoDigits(at.getHours()), twoDigits(at.getMinutes())]
    this.#time.textContent = saySaving('scripts.at').replace('{hour}', hour).replace('{minute}', minute)
  }

  clear(): void {
    this.#said.textContent = ''
    this.#time.textContent = ''
  }
}
