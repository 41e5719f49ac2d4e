/** Models of the component partials. Names and meanings follow the macro options of govuk-frontend 6. */

import type { Attributes, Content, Html } from './html.ts'

type Gap = null | false | undefined
type Text = string | undefined
type Flag = boolean | undefined

export interface Styled {
  readonly classes?: Text
  readonly attributes?: Attributes | undefined
}
interface Block extends Content, Styled {}
interface Identified extends Block {
  readonly id?: Text
}
interface Link extends Block {
  readonly href?: Text
}

export interface LabelModel extends Block {
  readonly for?: Text
  readonly isPageHeading?: Flag
}
export type HintModel = Identified
export interface ErrorMessageModel extends Identified {
  /** What a screen reader hears first; an empty string leaves it out. */
  readonly visuallyHiddenText?: Text
}
export interface LegendModel extends Block {
  readonly isPageHeading?: Flag
}
export interface FieldsetModel extends Styled {
  readonly describedBy?: Text
  readonly role?: Text
  readonly legend?: LegendModel | undefined
  readonly html?: Html | undefined
}

interface FormGroup extends Styled {
  readonly beforeInput?: Content | undefined
  readonly afterInput?: Content | undefined
}
interface FormGroups extends Styled {
  readonly beforeInputs?: Content | undefined
  readonly afterInputs?: Content | undefined
}
/** The hint and the error of a field, as they stand between label and control. */
export interface NotesModel {
  readonly id: string
  readonly hint?: Block | undefined
  readonly errorMessage?: ErrorMessageModel | undefined
}
interface Control extends Styled {
  readonly id?: Text
  readonly name: string
  readonly label?: LabelModel | undefined
  readonly hint?: Block | undefined
  readonly errorMessage?: ErrorMessageModel | undefined
  readonly describedBy?: Text
  readonly formGroup?: FormGroup | undefined
  readonly disabled?: Flag
}
export interface InputModel extends Control {
  readonly type?: Text
  readonly value?: string | number | undefined
  readonly inputmode?: Text
  readonly autocomplete?: Text
  readonly autocapitalize?: Text
  readonly pattern?: Text
  readonly spellcheck?: Flag
  readonly prefix?: Block | undefined
  readonly suffix?: Block | undefined
  readonly inputWrapper?: Styled | undefined
}
export interface TextareaModel extends Control {
  readonly value?: Text
  readonly rows?: number | Text
  readonly autocomplete?: Text
  readonly spellcheck?: Flag
}
type Plurals = Readonly<Record<string, string>> | undefined
export interface CharacterCountModel extends TextareaModel {
  readonly maxlength?: number | Text
  readonly maxwords?: number | Text
  readonly threshold?: number | Text
  readonly countType?: Text
  readonly countMessage?: Styled | undefined
  readonly textareaDescriptionText?: Text
  readonly charactersUnderLimitText?: Plurals
  readonly charactersAtLimitText?: Text
  readonly charactersOverLimitText?: Plurals
  readonly wordsUnderLimitText?: Plurals
  readonly wordsAtLimitText?: Text
  readonly wordsOverLimitText?: Plurals
}
export interface SelectItem {
  readonly value?: string | number | boolean | undefined
  readonly text: string
  readonly selected?: Flag
  readonly disabled?: Flag
  readonly attributes?: Attributes | undefined
}
export interface SelectModel extends Control {
  readonly items?: readonly (SelectItem | Gap)[] | undefined
  readonly value?: string | number | undefined
}

interface ChoiceItem extends Content {
  readonly id?: Text
  readonly value?: string | number | undefined
  readonly label?: Styled | undefined
  readonly hint?: Block | undefined
  readonly divider?: Text
  readonly checked?: Flag
  readonly disabled?: Flag
  readonly conditional?: { readonly html?: Html | false | undefined } | undefined
  readonly attributes?: Attributes | undefined
}
interface CheckboxItem extends ChoiceItem {
  readonly name?: Text
  readonly behaviour?: Text
}
interface Choices extends Styled {
  readonly name: string
  readonly idPrefix?: Text
  readonly fieldset?: Omit<FieldsetModel, 'html'> | undefined
  readonly hint?: Block | undefined
  readonly errorMessage?: ErrorMessageModel | undefined
  readonly formGroup?: FormGroups | undefined
}
export interface RadiosModel extends Choices {
  readonly items: readonly (ChoiceItem | Gap)[]
  readonly value?: Text
}
export interface CheckboxesModel extends Choices {
  readonly items: readonly (CheckboxItem | Gap)[]
  readonly values?: readonly string[] | undefined
  readonly describedBy?: Text
}
interface DateInputItem extends Styled {
  readonly id?: Text
  readonly name?: Text
  readonly label?: Text
  readonly value?: string | number | undefined
  readonly error?: Flag
  readonly inputmode?: Text
  readonly autocomplete?: Text
  readonly pattern?: Text
}
export interface DateInputModel extends Omit<Choices, 'name' | 'idPrefix'> {
  readonly id: string
  readonly namePrefix?: Text
  readonly day?: DateInputItem | false | undefined
  readonly month?: DateInputItem | false | undefined
  readonly year?: DateInputItem | false | undefined
  readonly items?: readonly DateInputItem[] | undefined
  readonly values?: Readonly<Record<string, string | number>> | undefined
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
