import { z } from 'zod'

/*
 * A form of Länsstyrelsen, as it stands in `forms/*.json`: a new year, county or wording is a new file and no code. Labels
 * are verbatim. Keys are the same in every form where they mean the same, so that what is drafted and what is checked goes
 * by key: `clients.new.women`, `authorities.primary_care`, `services.actions`.
 */

const key = z.string().regex(/^[a-z][a-z_0-9]*(\.[a-z_0-9]+)?$/)
const label = z.string().min(1)
const labelled = z.array(z.tuple([key, label])).min(1)
const rows = labelled
const codes = z.array(z.tuple([z.string().regex(/^[a-z_]+$/), label])).min(1)
const unit = z.enum(['count', 'fte', 'kr', 'tkr'])

const Words = z.strictObject({ kind: z.literal('words'), text: label })
const Heading = z.strictObject({ kind: z.literal('heading'), text: label })
const Footnote = z.strictObject({ kind: z.literal('footnote'), number: z.int(), text: label })
const TextBox = z.strictObject({
  kind: z.literal('text'),
  key,
  label,
  long: z.boolean().default(false),
  /** How many ranks the form asks for. */
  ranks: z.int().optional(),
})
const Amount = z.strictObject({ kind: z.literal('number'), key, label, unit, hint: label.optional() })
/** Rows by columns; the cell of a row and a column has the key `row.column`. */
const Numbers = z.strictObject({
  kind: z.literal('numbers'),
  caption: label.optional(),
  columns: codes,
  rows,
  unit,
  /** Rows that make up another. */
  sums: z.array(z.strictObject({ total: key, of: z.array(key).min(1) })).default([]),
  /** No row may count more people than this one. */
  atMost: key.optional(),
  /** What was there, came and went makes what is there. */
  flow: z.strictObject({ start: key, in: key, out: key, end: key }).optional(),
})
const Choice = z.strictObject({
  kind: z.literal('choice'),
  key,
  label,
  options: codes,
  /** The box of an option may hold a number of municipalities: `key.option`. */
  counted: z.boolean().default(false),
})
/** A row is ticked yes or no; `which`: with a text beside it, under `row.which`. */
const Ticks = z.strictObject({
  kind: z.literal('ticks'),
  caption: label,
  columns: codes,
  rows,
  which: label.optional(),
})
/** Any number of options, each under `key.option`. */
const Several = z.strictObject({ kind: z.literal('several'), key, label, options: codes })

const Part = z.discriminatedUnion('kind', [Words, Heading, Footnote, TextBox, Amount, Numbers, Choice, Ticks, Several])
const Section = z.strictObject({ key, heading: label, parts: z.array(Part).min(1) })

export const AccountForm = z.strictObject({
  county: label,
  year: z.int(),
  /** Where one county and year has several wordings. */
  variant: z.string(),
  title: label,
  subject: label,
  /** Lines for the county's own register, above the title. */
  diary: z.array(label),
  about: z.string(),
  sending: z.string(),
  recipient: z.email(),
  deadline: z.iso.date(),
  /** What stands in place of a signature that was made digitally. */
  signing: z.string(),
  sections: z.array(Section).min(1),
})
export type AccountForm = z.infer<typeof AccountForm>
export type FormSection = z.infer<typeof Section>
export type FormPart = z.infer<typeof Part>
export type NumbersPart = z.infer<typeof Numbers>
export type Unit = z.infer<typeof unit>
