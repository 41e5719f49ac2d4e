import type { Actor } from '#src/kernel/actor.ts'
import type { Views } from './views.generated.ts'

/** One for each kind of mailed link, so that links of different kinds stay open side by side. */
export const LINK_COOKIES = ['reply', 'joint', 'call', 'task', 'approval', 'between', 'effect'] as const
export type LinkCookie = (typeof LINK_COOKIES)[number]

/** A cookie to set, or to clear when the value is null. */
export interface CookieChange {
  readonly name: 'sid' | 'lang' | LinkCookie
  readonly value: string | null
  readonly seconds?: number
}
interface Common {
  readonly cookies?: readonly CookieChange[]
}
export interface PageReply extends Common {
  readonly kind: 'page'
  readonly view: keyof Views
  readonly model: { readonly title: string; readonly fictitious?: boolean }
  readonly status: number
  /** `bare`: for people who came by a link; no navigation, never indexed. */
  readonly layout: 'page' | 'bare'
  /** Its script, where that is another than the one of all pages. */
  readonly script?: 'live' | 'follow'
  /** The unit of work is kept although a page answers it: a failed sign-in is counted. */
  readonly keep?: true
  /** Who reads it, when that is another than who asked for it: somebody who has just signed in. */
  readonly reader?: Actor
}
export interface RedirectReply extends Common {
  readonly kind: 'redirect'
  readonly to: string
  /** A key of the catalogue, shown once on the next page. */
  readonly notice: string | null
}
/** At once, or in parts that are sent as they are made. */
export type FileContent = Buffer | string | AsyncIterable<Buffer>
export interface FileReply extends Common {
  readonly kind: 'file'
  /** Made after the unit of work has ended. */
  readonly content: () => Promise<FileContent>
  readonly name: string
  readonly type: 'docx' | 'pdf' | 'csv' | 'xlsx' | 'ics' | 'text'
}
/** Facts for a script of ours: numbers and paths, never text that a person wrote. */
export interface DataReply extends Common {
  readonly kind: 'data'
  readonly value: Readonly<Record<string, string | number | boolean>>
  readonly status: number
}
export type Reply = PageReply | RedirectReply | FileReply | DataReply

/** A page. A faulty form is answered with the same page and status 422: nothing of the unit of work is kept. */
export const page = <N extends keyof Views>(
  view: N,
  model: Views[N] & { readonly title: string },
  status = 200,
): PageReply => ({ kind: 'page', view, model, status, layout: 'page' })

/** An item of a running meeting, with the script that goes on without loading the page anew. */
export const livePage = <N extends keyof Views>(
  view: N,
  model: Views[N] & { readonly title: string },
  status = 200,
): PageReply => ({ ...page(view, model, status), script: 'live' })

export const barePage = <N extends keyof Views>(
  view: N,
  model: Views[N] & { readonly title: string },
  status = 200,
): PageReply => ({ ...page(view, model, status), layout: 'bare' })

export const redirect = (to: string, notice: string | null = null, cookies: readonly CookieChange[] = []): Reply => ({
  kind: 'redirect',
  to,
  notice,
  cookies,
})

export const file = (name: string, type: FileReply['type'], content: FileReply['content']): Reply => ({
  kind: 'file',
  name,
  type,
  content,
})

/** As an answer to a form it is a refusal: nothing of the unit of work is kept. What is done is answered with a redirect. */
export const data = (value: DataReply['value'], status = 200): DataReply => ({ kind: 'data', value, status })
