/** What is written or chosen in takes every key; what is pressed takes Enter. */
const WRITTEN = 'input, textarea, select'
const PRESSED = 'a, button, summary'

/**
 * Keys 1–8 choose a decision, Enter saves it and goes on, the arrows go from item to item. Only where nothing that has the
 * focus wants the key, and only plain keys: those of the browser and of reading aids stay theirs.
 */
export function actOnKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  const taken = document.activeElement?.matches(key === 'Enter' ? `${WRITTEN}, ${PRESSED}` : WRITTEN)
  const selector = /^[1-8]$/.test(key) ? `[data-key="${key}"]` : ACTS[key]
  if (ctrlKey || metaKey || altKey || shiftKey || repeat || taken || selector === undefined) return
  const target = document.querySelector<HTMLElement>(`main ${selector}`)
  if (target === null) return
  event.preventDefault()
  target.click()
}

const ACTS: Readonly<Record<string, string>> = {
  Enter: '[data-decision] .govuk-button',
  ArrowLeft: '.govuk-pagination__prev a',
  ArrowRight: '.govuk-pagination__next a',
}
