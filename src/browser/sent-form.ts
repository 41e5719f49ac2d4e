const PROGRAM_FIELDS = ['_csrf', 'formKey', '_from']

const entriesOf = (form: HTMLFormElement, button: HTMLElement | null): [string, string][] =>
  [...new FormData(form, button)].map(([name, value]) => [name, String(value)])

/** What somebody has filled in, as one text to compare. */
export const contentOf = (form: HTMLFormElement, button: HTMLElement | null = null): string =>
  JSON.stringify(entriesOf(form, button).filter(([name]) => !PROGRAM_FIELDS.includes(name)))

/** As its button would send it. `anew`: with a one-time key of its own, since the form's own may have been used. */
export function packed(form: HTMLFormElement, button: HTMLElement | null, anew: boolean): URLSearchParams {
  const body = new URLSearchParams(entriesOf(form, button))
  if (anew) body.set('formKey', newKey())
  return body
}

/** 96 bits, in as many figures as a form's key has. */
const newKey = (): string => window.crypto.getRandomValues(new Uint32Array(3)).join('-')

/** Whether a box holds something else than it came with. */
export const isWrittenIn = (page: Document): boolean =>
  [...page.querySelectorAll<HTMLInputElement>('main textarea, main input')].some(
    box => box.value !== box.defaultValue || box.checked !== box.defaultChecked,
  )
