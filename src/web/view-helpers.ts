import type { Key, Locale, Values } from '#src/i18n/translate.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import type { Message } from '#src/kernel/forms.ts'
import { type Dates, dates } from './dates.ts'
import { type FieldModel, type FieldParts, fieldParts, typedValue, typedValues } from './fields.ts'
import { type Attributes, attributes, type Content, content, type Html, html, tokens } from './html.ts'
import type { Views } from './views.generated.ts'

/** What every view may call, as `h`. */
export interface Helpers extends Dates {
  readonly locale: Locale
  readonly t: (key: Key, values?: Values) => string
  /** For keys put together from a code the compiler cannot follow; throws when there is no such text. */
  readonly text: (key: string, values?: Values) => string
  /** The text of a form message. */
  readonly message: (message: Message) => string
  readonly partial: <N extends keyof Views>(name: N, model: Views[N]) => Html
  /**
   * The hidden fields that every POST form carries: the token, a one-time form key and the page it stands on. A form that is
   * given back after a new sign-in keeps the key and the page that it had.
   */
  readonly csrf: (kept?: { readonly formKey: string; readonly from: string }) => Html
  /** The hashed address of a stylesheet, script or picture. */
  readonly asset: (name: string) => string
  readonly html: typeof html
  readonly attributes: (all: Attributes | undefined) => Html
  readonly tokens: typeof tokens
  readonly content: (shown: Content | undefined) => Html
  /** Label, hint, error and ids of a field, ready for the plain component. */
  readonly field: (field: FieldModel) => FieldParts
  readonly value: (field: FieldModel) => string
  readonly values: (field: FieldModel) => readonly string[]
}

/** What a request knows and a view needs. */
export interface ViewContext {
  readonly locale: Locale
  readonly csrfToken: () => string
  readonly newFormKey: () => string
  /** The page that the form stands on, so that a conflict can lead back to it. */
  readonly from: string
  readonly asset: (name: string) => string
}

export function makeHelpers(context: ViewContext): Omit<Helpers, 'partial'> {
  const { locale } = context
  const text = (key: string, values?: Values): string => translate(locale, keyOf(key), values)
  const message = (said: Message): string => (typeof said === 'string' ? text(said) : text(said.key, said.values))
  return {
    ...dates[locale],
    locale,
    t: (key, values) => translate(locale, key, values),
    text,
    message,
    field: field => fieldParts(field, translate(locale, 'web.optional'), message),
    value: typedValue,
    values: typedValues,
    csrf: kept =>
      html`<input type="hidden" name="_csrf" value="${context.csrfToken()}"><input type="hidden" name="formKey" value="${kept?.formKey ?? context.newFormKey()}"><input type="hidden" name="_from" value="${kept?.from ?? context.from}">`,
    asset: context.asset,
    html,
    attributes,
    tokens,
    content,
  }
}

export type { Html } from './html.ts'
