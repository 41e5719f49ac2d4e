import { type Key, type Locale, translate } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import { seal, unseal } from '#src/kernel/sealing.ts'
import { isMadeFor } from './csrf.ts'
import { labelOf } from './errors.ts'

/**
 * A form that came when its sender's session had ended. Nothing of it is stored: it stays in the sign-in page, sealed, and
 * comes back from there. It says for whom its page was made, so that nobody else is shown it and nobody sends what another
 * has written.
 */
export interface KeptForm {
  readonly action: string
  /** The page that it stood on. */
  readonly from: string
  /** The key that it had, so that it is carried out once also if it had got through before. */
  readonly formKey: string
  readonly token: string
  readonly fields: Submitted
}

const PURPOSE = 'kept form'
const PROGRAM_FIELDS = ['_csrf', 'formKey', '_from']
/** What is never carried in a page. A test knows that every password field has one of these names. */
export const SECRET_FIELDS: readonly string[] = ['password', 'again', 'current']

/** What is worth keeping of what was sent; null when nothing was typed or chosen, and when a password was. */
export function keptForm(action: string, from: string, body: Submitted): KeptForm | null {
  const fields = Object.fromEntries(Object.entries(body).filter(([name]) => !PROGRAM_FIELDS.includes(name)))
  const typed = Object.entries(fields).some(([name, value]) => name !== 'version' && value.length > 0)
  const secret = SECRET_FIELDS.some(name => name in fields)
  const { formKey, _csrf: token } = body
  if (!typed || secret || typeof formKey !== 'string' || typeof token !== 'string') return null
  return { action, from, formKey, token, fields }
}

export const sealForm = (key: string, kept: KeptForm): string => seal(key, PURPOSE, JSON.stringify(kept))

/** Null when it was made for somebody else, or is not one of ours. */
export function openForm(key: string, sealed: unknown, personId: string): KeptForm | null {
  const opened = typeof sealed === 'string' ? unseal(key, PURPOSE, sealed) : null
  if (opened === null) return null
  const kept = JSON.parse(opened) as KeptForm
  return isMadeFor(key, kept.token, personId) ? kept : null
}

/** The form again, to look through and send. */
export interface KeptFormPage extends Pick<KeptForm, 'action' | 'from' | 'formKey'> {
  readonly title: string
  readonly why: string
  readonly form: FormState
  /** What was written, in boxes … */
  readonly written: readonly { readonly name: string; readonly label: string }[]
  /** … and what was chosen, which goes along unseen. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

export function keptFormPage(kept: KeptForm, locale: Locale, why: Key): KeptFormPage {
  const { action, from, formKey, fields } = kept
  const names = Object.keys(fields)
  const written = names.filter(name => isWritten(fields[name]))
  const hidden = names.filter(name => !written.includes(name))
  return {
    title: translate(locale, 'web.keptTitle'),
    why: translate(locale, why),
    ...{ action, from, formKey },
    form: emptyForm(fields),
    written: written.map(name => ({ name, label: labelOf(name, locale) ?? translate(locale, 'web.yourText') })),
    hidden: hidden.flatMap(name => [fields[name] ?? ''].flat().map(value => ({ name, value }))),
  }
}

/** Words of a person: codes, ids, numbers and days have nothing between them. */
const isWritten = (value: string | readonly string[] | undefined): boolean =>
  typeof value === 'string' && /\s/.test(value)
