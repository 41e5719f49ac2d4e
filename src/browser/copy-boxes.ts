import { element } from './elements.ts'
import { say } from './words.ts'

/** A button at each text box of a form that is typed over somewhere else; not in tables, where there is no room. */
export function copyBoxes(page: Document): void {
  // Undefined where the address is not https.
  if (!navigator.clipboard) return
  const boxes = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'form[data-copies] .govuk-form-group > :is(.govuk-input, .govuk-textarea)',
  )
  for (const box of boxes) if (box.closest('table') === null) box.after(...copierOf(box))
}

function copierOf(box: HTMLInputElement | HTMLTextAreaElement): (Node | string)[] {
  const about = element('span', 'govuk-visually-hidden', ` ${box.labels?.[0]?.textContent?.trim()}`)
  const button = element('button', 'app-guard__button app-no-print', say('scripts.copy'), about)
  const said = element('span', 'app-status')
  button.type = 'button'
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    said.textContent = ''
    await navigator.clipboard.writeText(box.value).then(
      () => said.append(say('scripts.copied')),
      () => box.select(),
    )
  })
  return [button, ' ', said]
}
