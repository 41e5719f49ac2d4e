/** What the models of all component partials share. Names and meanings follow the macro options of govuk-frontend 6. */

import type { Attributes, Content } from './html.ts'

/** An entry of a list that is left out; lets a view write `condition && { … }`. */
export type Gap = null | false | undefined
export type Text = string | undefined
export type Flag = boolean | undefined

export interface Styled {
  readonly classes?: Text
  readonly attributes?: Attributes | undefined
}
export interface Block extends Content, Styled {}
export interface Identified extends Block {
  readonly id?: Text
}
