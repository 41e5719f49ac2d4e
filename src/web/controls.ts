/** Models of the partials of form controls, as in govuk-frontend 6. */

import type { Block, Flag, Gap, Identified, Styled, Text } from './component-base.ts'
import type { Attributes, Content, Html } from './html.ts'

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
