/** A page as the server answered it, and where it stands after what redirects it. */
export interface Loaded {
  readonly status: number
  readonly url: string
  readonly page: Document
}
/** Long enough for a slow net; what comes later is asked for once more, which does no harm. */
const LONGEST = 20_000

/**
 * Gets a page, or sends a form and gets the page that follows. Parsed by the browser on its way in: no text of an answer
 * is ever made markup here (Trusted Types). Null when no page came: no net, or a server that is busy.
 */
export function loadPage(url: string, body?: URLSearchParams): Promise<Loaded | null> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open(body === undefined ? 'GET' : 'POST', url)
    request.responseType = 'document'
    request.timeout = LONGEST
    request.onload = () => {
      const { status, responseURL, response } = request
      const busy = status >= 500 || status === 429
      resolve(busy || !(response instanceof Document) ? null : { status, url: responseURL, page: response })
    }
    request.onerror = request.ontimeout = () => resolve(null)
    request.send(body ?? null)
  })
}

/** Puts the content of an answered page in the place of this one's, and its title. */
export function putInPlace(answer: Document): void {
  const next = answer.querySelector('main')
  if (next !== null) document.querySelector('main')?.replaceWith(document.adoptNode(next))
  document.title = answer.title
}
