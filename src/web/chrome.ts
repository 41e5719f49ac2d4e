import type { Html } from './html.ts'
import type { TimeLeft } from './session.ts'

export interface NavigationItem {
  readonly href: string
  readonly label: string
  readonly current: boolean
}

/** Everything around a page's own content. */
export interface Chrome {
  readonly title: string
  /** The page shows a form with errors: the title says so first. */
  readonly problem: boolean
  readonly signedIn: { readonly name: string; readonly left: TimeLeft } | null
  readonly nav: readonly NavigationItem[]
  /** The header has a box to search from: for those who may, but where the page itself is one. */
  readonly searchable: boolean
  /** What was just done, already as text. */
  readonly notice: string | null
  /** The whole installation is a demonstration. */
  readonly demo: boolean
  /** This page shows a made-up example. */
  readonly fictitious: boolean
  /** Where the language switch returns to: this page's own path. */
  readonly path: string
  readonly noindex: boolean
  /** Finds the line in the log, where a page that says no does not show it itself. */
  readonly reference: string | null
  readonly script: 'app' | 'live' | 'follow'
  readonly body: Html
}

/** The frame for people who came by a link: no navigation, nobody signed in. */
export type BareChrome = Omit<Chrome, 'signedIn' | 'nav' | 'searchable'>

export interface Wordmark {
  readonly href: string | null
}

export interface MailPage {
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link: { readonly label: string; readonly url: string } | null
  readonly footer: readonly string[]
}

export interface ErrorPage {
  readonly title: string
  /** What exactly went wrong, when more is known than the kind of error. */
  readonly message: string | null
  /** Finds the line in the log; people read it out to whoever helps them. */
  readonly reference: string
}

export interface NamedText {
  readonly label: string
  readonly value: string
}

export interface ConflictPage extends Omit<ErrorPage, 'message'> {
  readonly mine: readonly NamedText[]
  readonly theirs: readonly NamedText[]
  readonly backTo: string
}
