import { findPersonalData, type Kind } from '../kernel/personal-data.ts'
import { type FoundText, foundIn, GUARD_MARKS, type GuardMark, replaceIn } from '../kernel/text-review.ts'
import { afterPause, element } from './elements.ts'
import { say } from './words.ts'

type Box = HTMLTextAreaElement | HTMLInputElement

/** A pause in the typing, long enough not to speak in the middle of a word. */
const PAUSE = 500

/** The privacy guard while somebody types: what it would ask about stands under the box, with what can be put instead. */
export function helpWithTexts(page: Document): void {
  for (const box of page.querySelectorAll<Box>('textarea[data-guard], input[data-guard]')) helpWith(box)
}

function helpWith(box: Box): void {
  const mark = markOf(box)
  const help = element('div', 'app-guard')
  help.id = `${box.id}-guard`
  help.setAttribute('role', 'status')
  box.after(help)
  box.setAttribute('aria-describedby', [box.getAttribute('aria-describedby'), help.id].filter(Boolean).join(' '))
  box.addEventListener(
    'input',
    afterPause(PAUSE, () => show(box, mark, help)),
  )
}

const markOf = (box: Box): GuardMark => GUARD_MARKS.find(mark => mark === box.dataset['guard']) ?? 'free'

function show(box: Box, mark: GuardMark, help: HTMLElement): void {
  const lines = [
    ...blocksIn(box.value).map(kind => element('li', 'app-guard__stop', say(`guard.kind.${kind}`))),
    ...foundIn(box.name, mark, box.value).map(found => line(box, mark, found)),
  ]
  help.replaceChildren(...(lines.length === 0 ? [] : [element('ul', 'govuk-list app-guard__list', ...lines)]))
}

const blocksIn = (text: string): Kind[] => [
  ...new Set(
    findPersonalData(text)
      .filter(({ severity }) => severity === 'block')
      .map(({ kind }) => kind),
  ),
]

function line(box: Box, mark: GuardMark, { key, kind, text, suggestion }: FoundText): HTMLElement {
  const said = element('li', 'app-guard__line', `${say(`guard.kind.${kind}`, { text })} `)
  if (suggestion === null) return said
  const label = suggestion === '' ? say('guard.remove') : say('guard.replace', { suggestion })
  const button = element('button', 'app-guard__button', label)
  button.type = 'button'
  button.addEventListener('click', () => replace(box, mark, key))
  said.append(button)
  return said
}

/** Puts what is proposed in the text and goes back to the box, since the button is gone with what it was about. */
function replace(box: Box, mark: GuardMark, key: string): void {
  box.value = replaceIn(box.name, mark, box.value, one => one === key)
  box.focus()
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
