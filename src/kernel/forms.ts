import { z } from 'zod'
import { isDay, isMonth } from './days.ts'
import {
  answerName,
  type FoundText,
  foundIn,
  type GuardMark,
  isAnswerName,
  isBlocked,
  REPLACE,
  REVIEW_REASONS,
  type ReviewReason,
  replaceIn,
} from './text-review.ts'

/** A catalogue key, with the values its text names. */
export type Message = string | { readonly key: string; readonly values: Readonly<Record<string, string | number>> }
export type FieldErrors = Readonly<Record<string, readonly Message[]>>
export type Submitted = Readonly<Record<string, string | readonly string[]>>

/** What a form shows: the fields as typed, what is wrong with each, and what was met that may point out a person. */
export interface FormState {
  readonly values: Submitted
  readonly errors: FieldErrors
  readonly found: readonly FoundText[]
}
/** Something that was met, and why the person let it stand. */
export type Reviewed = Pick<FoundText, 'key' | 'field' | 'kind'> & { readonly reason: ReviewReason }
/** What a person has let stand before, by key: kept with a draft, so that nobody is asked twice. */
export type Answers = Readonly<Record<string, ReviewReason>>
export interface Filled<T> {
  readonly ok: true
  readonly value: T
  readonly reviewed: readonly Reviewed[]
}
export interface Faulty extends FormState {
  readonly ok: false
}
export type Read<T> = Filled<T> | Faulty

export const emptyForm = (values: Submitted = {}): FormState => ({ values, errors: {}, found: [] })
/** What has been let stand before and now. */
export const withReviewed = (before: Answers | null, reviewed: readonly Reviewed[]): Answers => ({
  ...before,
  ...Object.fromEntries(reviewed.map(({ key, reason }) => [key, reason])),
})
/** The same form again with an error that only the command could find. */
export const faulty = (body: Submitted, errors: FieldErrors): Faulty => ({
  ok: false,
  values: body,
  errors,
  found: [],
})

const guarded = <S extends z.ZodType>(schema: S, guard: GuardMark): S => schema.meta({ guard }) as S

const line = (max: number) => z.string().trim().max(max, 'errors.tooLong').transform(tidy)
const filled = (max: number, missing: string) => line(max).pipe(z.string().min(1, missing))
const optional = (max: number) =>
  line(max)
    .optional()
    .transform(value => value || null)
const CONTROLS = /[\p{Cc}\ufffe\uffff]/gu
/** NFC, line breaks as one sign, and no control characters that documents or mail headers could trip on. */
function tidy(value: string): string {
  const lines = value.normalize('NFC').replace(/\r\n?/g, '\n')
  return lines.replace(CONTROLS, sign => (sign === '\n' || sign === '\t' ? sign : ''))
}

/** Field kinds for form schemas. Free text and names pass the privacy guard in `readForm`. */
export const field = {
  /** Text by a person that must be filled in; at most `max` characters. What ombud have met: all is asked about. */
  text: (max: number, missing = 'errors.required') => guarded(filled(max, missing), 'free'),
  optionalText: (max: number) => guarded(optional(max), 'free'),
  /** As `text`, by a group, an office or an agency about its own matters: days and case numbers belong there. */
  formal: (max: number, missing = 'errors.required') => guarded(filled(max, missing), 'formal'),
  optionalFormal: (max: number) => guarded(optional(max), 'formal'),
  /**
   * A text as far as it has come, kept for its author alone: only what may never be kept stops it. It is asked about when
   * she sends it. Undefined where the form does not have it.
   */
  unfinished: (max: number) => guarded(line(max).optional(), 'name'),
  /** Where a meeting is held. */
  place: (max: number) => guarded(filled(max, 'errors.required'), 'place'),
  /** A name that may be stored: seat holders, attendance, accounts, organisations. */
  name: (max = 120, missing = 'errors.required') => guarded(filled(max, missing), 'name'),
  optionalName: (max = 120) => guarded(optional(max), 'name'),
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
  /** Some of the values that a page offers. */
  anyOf: (values: readonly string[]) => many(z.string().refine(value => values.includes(value), 'errors.choose')),
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

interface GuardedBox {
  readonly name: string
  readonly mark: GuardMark
}
/** The fields of a schema that the privacy guard runs over. */
export const guardedFields = (schema: z.ZodObject): GuardedBox[] =>
  Object.entries(schema.shape).flatMap(([name, kind]) => {
    const mark = guardOf(kind)
    return mark === undefined ? [] : [{ name, mark }]
  })

const textOf = (value: unknown): string =>
  tidy(Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '')

/**
 * Reads a submitted form. A person's mistakes are a value, not an exception. A number that may never be kept stops the
 * form in any guarded field. What may point out a person is given back to be edited, replaced by what is proposed, or
 * let stand with a reason; nothing is kept before each is answered. `known`: what has been answered before.
 */
export function readForm<S extends z.ZodObject>(schema: S, body: unknown, known: Answers = {}): Read<z.output<S>> {
  const boxes = guardedFields(schema)
  const submitted = withReplaced(boxes, (body ?? {}) as Submitted)
  const parsed = schema.safeParse(submitted)
  const found = boxes
    .flatMap(({ name, mark }) => foundIn(name, mark, textOf(submitted[name])))
    .filter(({ key }) => known[key] === undefined)
  const reviewed = found.flatMap(one => reviewOf(one, submitted))
  const errors: Record<string, Message[]> = {
    ...(parsed.success ? {} : flatten(parsed.error)),
    ...Object.fromEntries(boxes.flatMap(({ name }) => (isBlocked(textOf(submitted[name])) ? [[name, BLOCKED]] : []))),
    ...Object.fromEntries(found.flatMap(one => (reviewOf(one, submitted).length === 0 ? [unanswered(one)] : []))),
  }
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, value: parsed.data, reviewed }
  return { ok: false, values: submitted, errors, found }
}
const BLOCKED: Message[] = ['errors.personalNumber']

const unanswered = ({ key, text }: FoundText): [string, Message[]] => [
  answerName(key),
  [{ key: 'guard.unanswered', values: { text } }],
]

function reviewOf({ key, field: box, kind }: FoundText, submitted: Submitted): Reviewed[] {
  const answer = submitted[answerName(key)]
  const reason = REVIEW_REASONS.find(one => one === answer)
  return reason === undefined ? [] : [{ key, field: box, kind, reason }]
}

/** What a person asked to have replaced is replaced before anything else is read. */
function withReplaced(boxes: readonly GuardedBox[], body: Submitted): Submitted {
  if (!Object.keys(body).some(name => isAnswerName(name) && body[name] === REPLACE)) return body
  const isReplaced = (key: string): boolean => body[answerName(key)] === REPLACE
  const texts = boxes.map(({ name, mark }) => [name, replaceIn(name, mark, textOf(body[name]), isReplaced)] as const)
  return { ...body, ...Object.fromEntries(texts.filter(([name]) => body[name] !== undefined)) }
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
