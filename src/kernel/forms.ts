import { z } from 'zod'
import { isDay, isMonth } from './days.ts'
import { blocks, findPersonalData, warnings } from './personal-data.ts'

/** A catalogue key, with the values its text names. */
export type Message = string | { readonly key: string; readonly values: Readonly<Record<string, string | number>> }
export type FieldErrors = Readonly<Record<string, readonly Message[]>>
export type Submitted = Readonly<Record<string, string | readonly string[]>>

/** What a form shows: the fields as typed, what is wrong with each, and which kinds of personal data were met. */
export interface FormState {
  readonly values: Submitted
  readonly errors: FieldErrors
  readonly warnings: readonly string[]
}
export interface Filled<T> {
  readonly ok: true
  readonly value: T
}
export interface Faulty extends FormState {
  readonly ok: false
}
export type Read<T> = Filled<T> | Faulty

export const emptyForm = (values: Submitted = {}): FormState => ({ values, errors: {}, warnings: [] })
/** The same form again with an error that only the command could find. */
export const faulty = (body: Submitted, errors: FieldErrors): Faulty => ({
  ok: false,
  values: body,
  errors,
  warnings: [],
})

type GuardMark = 'free' | 'name'
const guarded = <S extends z.ZodType>(schema: S, guard: GuardMark): S => schema.meta({ guard }) as S

const line = (max: number) => z.string().trim().max(max, 'errors.tooLong').transform(tidy)
const CONTROLS = /[\p{Cc}\ufffe\uffff]/gu
/** NFC, line breaks as one sign, and no control characters that documents or mail headers could trip on. */
function tidy(value: string): string {
  const lines = value.normalize('NFC').replace(/\r\n?/g, '\n')
  return lines.replace(CONTROLS, sign => (sign === '\n' || sign === '\t' ? sign : ''))
}

/** Field kinds for form schemas. Free text and names pass the privacy guard in `readForm`. */
export const field = {
  /** Text by a person that must be filled in; at most `max` characters. */
  text: (max: number, missing = 'errors.required') => guarded(line(max).pipe(z.string().min(1, missing)), 'free'),
  optionalText: (max: number) =>
    guarded(
      line(max)
        .optional()
        .transform(value => value || null),
      'free',
    ),
  /** A name that may be stored: seat holders, attendance, accounts, organisations. */
  name: (max = 120, missing = 'errors.required') => guarded(line(max).pipe(z.string().min(1, missing)), 'name'),
  optionalName: (max = 120) =>
    guarded(
      line(max)
        .optional()
        .transform(value => value || null),
      'name',
    ),
  email: () =>
    guarded(z.string().trim().toLowerCase().max(254, 'errors.tooLong').pipe(z.email('errors.email')), 'name'),
  optionalEmail: () =>
    guarded(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(254, 'errors.tooLong')
        .pipe(z.union([z.literal(''), z.email('errors.email')]))
        .optional()
        .transform(value => value || null),
      'name',
    ),
  phone: () =>
    guarded(
      z
        .string()
        .trim()
        .max(30, 'errors.tooLong')
        .regex(/^[\d+ ()-]*$/, 'errors.phone')
        .optional()
        .transform(value => value || null),
      'name',
    ),
  /** Never trimmed, never guarded, never shown again. */
  secret: () => z.string().max(128, 'errors.tooLong'),
  choice: <const V extends readonly [string, ...string[]]>(values: V, missing = 'errors.choose') =>
    z.enum(values, missing),
  optionalChoice: <const V extends readonly [string, ...string[]]>(values: V) =>
    z
      .union([z.literal(''), z.enum(values, 'errors.choose')])
      .optional()
      .transform(value => (value ? value : null)),
  /** Checkboxes: none, one or several of the values. */
  choices: <const V extends readonly [string, ...string[]]>(values: V) => many(z.enum(values, 'errors.choose')),
  id: (missing = 'errors.choose') => z.uuid(missing),
  optionalId: () =>
    z
      .union([z.literal(''), z.uuid('errors.choose')])
      .optional()
      .transform(value => (value ? value : null)),
  ids: () => many(z.uuid('errors.choose')),
  day: (missing = 'errors.day') => z.string(missing).trim().refine(isDay, missing),
  optionalDay: () =>
    z
      .string()
      .trim()
      .optional()
      .transform(value => value || null)
      .refine(value => value === null || isDay(value), 'errors.day'),
  month: (missing = 'errors.month') => z.string(missing).trim().refine(isMonth, missing),
  flag: () =>
    z
      .literal('ja')
      .optional()
      .transform(value => value === 'ja'),
  count: (max: number) =>
    z
      .string()
      .trim()
      .regex(/^\d{1,6}$/, 'errors.number')
      .transform(Number)
      .pipe(z.number().max(max, 'errors.number')),
  version: () =>
    z
      .string()
      .regex(/^\d{1,9}$/, 'errors.form')
      .transform(Number),
}

function many<S extends z.ZodType<string>>(item: S) {
  return z
    .union([z.array(item), item])
    .optional()
    .transform((value): z.output<S>[] =>
      value === undefined ? [] : Array.isArray(value) ? [...new Set(value)] : [value],
    )
}

const guardOf = (schema: unknown): GuardMark | undefined =>
  (schema as z.ZodType).meta()?.['guard'] as GuardMark | undefined

/** The names of the fields of a schema that the privacy guard runs over. */
export const guardedFields = (schema: z.ZodObject): string[] =>
  Object.entries(schema.shape).flatMap(([name, kind]) => (guardOf(kind) === undefined ? [] : [name]))

const asText = (value: unknown): string =>
  Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''

/**
 * Reads a submitted form. A person's mistakes are a value, not an exception. A personnummer or samordningsnummer in any
 * guarded field stops the form; phone numbers and e-mail addresses in free text ask for `confirmed=ja`.
 */
export function readForm<S extends z.ZodObject>(schema: S, body: unknown): Read<z.output<S>> {
  const submitted = (body ?? {}) as Submitted
  const parsed = schema.safeParse(submitted)
  const errors: Record<string, Message[]> = parsed.success ? {} : flatten(parsed.error)
  const met = guard(schema, submitted, errors)
  const unconfirmed = met.length > 0 && submitted['confirmed'] !== 'ja'
  if (unconfirmed && Object.keys(errors).length === 0) errors['confirmed'] = ['errors.confirmWarnings']
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, value: parsed.data }
  return { ok: false, values: submitted, errors, warnings: met }
}

/** Adds an error for each field with a number that must never be stored; gives the kinds that ask for confirmation. */
function guard(schema: z.ZodObject, submitted: Submitted, errors: Record<string, Message[]>): string[] {
  const met = new Set<string>()
  for (const [name, kind] of Object.entries(schema.shape)) {
    const mark = guardOf(kind)
    const findings = mark === undefined ? [] : findPersonalData(asText(submitted[name]))
    if (blocks(findings).length > 0) errors[name] = ['errors.personalNumber']
    if (mark === 'free') for (const { kind: found } of warnings(findings)) met.add(found)
  }
  return [...met]
}

function flatten(error: z.ZodError): Record<string, Message[]> {
  const errors: Record<string, Message[]> = {}
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? 'form')
    const message =
      issue.message.startsWith('errors.') || /^[a-z]+\.\w+$/i.test(issue.message) ? issue.message : 'errors.required'
    errors[name] ??= [message]
  }
  return errors
}
