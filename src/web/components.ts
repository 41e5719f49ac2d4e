/** Models of the component partials that are no form controls, as in govuk-frontend 6. */

import type { Block, Flag, Gap, Identified, Styled, Text } from './component-base.ts'
import type { Attributes, Content, Html } from './html.ts'

interface Link extends Block {
  readonly href?: Text
}

export interface ButtonModel extends Identified {
  readonly href?: Text
  readonly type?: Text
  readonly name?: Text
  readonly value?: Text
  readonly disabled?: Flag
  readonly preventDoubleClick?: Flag
  readonly isStartButton?: Flag
}
export type BackLinkModel = Link
export type SkipLinkModel = Link
export interface BreadcrumbsModel extends Styled {
  readonly items: readonly Link[]
  readonly collapseOnMobile?: Flag
  readonly labelText?: Text
}
interface PageLink extends Content {
  readonly href?: Text
  readonly labelText?: Text
  readonly attributes?: Attributes | undefined
}
interface PageItem {
  readonly number?: string | number | undefined
  readonly href?: Text
  readonly current?: Flag
  readonly ellipsis?: Flag
  readonly visuallyHiddenText?: Text
  readonly attributes?: Attributes | undefined
}
export interface PaginationModel extends Styled {
  readonly previous?: PageLink | undefined
  readonly next?: PageLink | undefined
  readonly items?: readonly (PageItem | Gap)[] | undefined
  readonly landmarkLabel?: Text
}
export interface PaginationArrowModel {
  readonly link: PageLink
  readonly rel: 'prev' | 'next'
  readonly block: boolean
}
interface NavigationEntry extends Link {
  readonly current?: Flag
  readonly active?: Flag
}
export interface ServiceNavigationModel extends Styled {
  readonly serviceName?: Text
  readonly serviceUrl?: Text
  readonly navigation?: readonly (NavigationEntry | Gap)[] | undefined
  readonly navigationLabel?: Text
  readonly navigationId?: Text
  readonly navigationClasses?: Text
  readonly collapseNavigationOnMobile?: Flag
  readonly menuButtonText?: Text
  readonly menuButtonLabel?: Text
  readonly ariaLabel?: Text
  readonly slots?:
    | {
        readonly start?: Html | undefined
        readonly end?: Html | { readonly html: Html; readonly align?: Text } | undefined
        readonly navigationStart?: Html | undefined
        readonly navigationEnd?: Html | undefined
      }
    | undefined
}

export interface DetailsModel extends Identified {
  readonly summaryText?: Text
  readonly summaryHtml?: Html | undefined
  readonly open?: Flag
}
export type InsetTextModel = Identified
export type TagModel = Block
export interface WarningTextModel extends Block {
  readonly iconFallbackText?: Text
}
export interface NotificationBannerModel extends Block {
  readonly titleText?: Text
  readonly titleHtml?: Html | undefined
  readonly titleHeadingLevel?: number | Text
  readonly titleId?: Text
  readonly type?: Text
  readonly role?: Text
  readonly disableAutoFocus?: Flag
}
interface PanelAction extends Styled {
  readonly text: string
  readonly href?: Text
  readonly type?: Text
}
export interface PanelModel extends Block {
  readonly titleText?: Text
  readonly titleHtml?: Html | undefined
  readonly headingLevel?: number | Text
  readonly actions?: (Styled & { readonly items?: readonly PanelAction[] | undefined }) | undefined
}
export interface ErrorSummaryModel extends Styled {
  readonly titleText?: Text
  readonly titleHtml?: Html | undefined
  readonly descriptionText?: Text
  readonly descriptionHtml?: Html | undefined
  readonly errorList?: readonly Link[] | undefined
  readonly disableAutoFocus?: Flag
}

export interface SummaryAction extends Link {
  readonly visuallyHiddenText?: Text
}
interface Actions extends Styled {
  readonly items?: readonly SummaryAction[] | undefined
}
interface SummaryRow {
  readonly classes?: Text
  readonly key: Block
  readonly value: Block
  readonly actions?: Actions | undefined
}
interface CardTitle extends Block {
  readonly headingLevel?: number | undefined
}
export interface SummaryListModel extends Styled {
  readonly rows: readonly (SummaryRow | Gap)[]
  readonly card?:
    | (Styled & { readonly title?: CardTitle | undefined; readonly actions?: Actions | undefined })
    | undefined
}
export interface SummaryActionModel {
  readonly action: SummaryAction
  readonly cardTitle?: Content | undefined
}
interface Cell extends Block {
  readonly format?: Text
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
}
export interface TableModel extends Styled {
  readonly head?: readonly Cell[] | undefined
  readonly rows: readonly (readonly Cell[] | Gap)[]
  readonly caption?: Text
  readonly captionClasses?: Text
  readonly firstCellIsHeader?: Flag
}
interface Task {
  readonly title: Block
  readonly hint?: Content | undefined
  readonly status: Block & { readonly tag?: TagModel | undefined }
  readonly href?: Text
  readonly classes?: Text
}
export interface TaskListModel extends Styled {
  readonly items: readonly (Task | Gap)[]
  readonly idPrefix?: Text
}
