/** Models of the partials that build pages: lists, facts, history, empty states. */

import type { Content, Html } from './html.ts'

/** What a state is about, not its colour; the text beside it always carries the meaning. */
export type Tone = 'neutral' | 'new' | 'waiting' | 'late' | 'ongoing' | 'good' | 'closed'

export interface BadgeModel {
  readonly text: string
  readonly tone?: Tone | undefined
}

export interface ListCell extends Content {
  readonly href?: string | undefined
  readonly badge?: BadgeModel | undefined
  /** A second, smaller line. */
  readonly note?: string | undefined
}
export interface ListColumn {
  readonly label: string
  readonly numeric?: boolean | undefined
  /** The label is only heard, as over a column of links. */
  readonly quiet?: boolean | undefined
}
/** A table whose rows turn into cards on a narrow screen. The first cell of each row is its heading. */
export interface TableListModel {
  readonly caption: string
  readonly captionShown?: boolean | undefined
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly ListCell[])[]
}

export interface Fact extends ListCell {
  readonly label: string
  readonly action?: { readonly href: string; readonly label: string } | undefined
}
export interface FactsModel {
  readonly rows: readonly (Fact | null | false)[]
}

export interface TimelineEvent {
  /** When, as it is read: `h.time(…)` or `h.day(…)`. */
  readonly when: string
  readonly title: string
  readonly by?: string | undefined
  readonly text?: string | null | undefined
  readonly href?: string | undefined
  readonly tone?: Tone | undefined
}
export interface TimelineModel {
  readonly events: readonly TimelineEvent[]
}

export interface EmptyModel {
  readonly title: string
  /** What one can do about it, or when there will be something. */
  readonly text: string
  readonly action?: { readonly href: string; readonly label: string } | undefined
}

/** Key-set paging: only where there is something before or after. */
export interface PagesModel {
  readonly previous: string | null
  readonly next: string | null
}

/** A list that is narrowed by its address, goes over pages, and can be had as a file. */
export interface FiledList extends PagesModel {
  /** What is chosen, for the printed page. */
  readonly line: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly ListCell[])[]
  readonly empty: EmptyModel | null
  readonly files: { readonly csv: string; readonly xlsx: string }
}

export interface CardModel {
  readonly title: string
  readonly href?: string | undefined
  readonly text?: string | undefined
  readonly badge?: BadgeModel | undefined
  readonly facts?: readonly string[] | undefined
  readonly html?: Html | undefined
}

/** Where a text of the page can be withheld. */
export interface WithholdLink {
  readonly href: string
}

/** A number and what it counts. */
export interface FigureModel {
  readonly value: string
  readonly label: string
  readonly href?: string | undefined
  readonly tone?: Tone | undefined
}
