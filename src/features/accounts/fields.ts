import type { AccountForm, FormPart, FormSection, Unit } from './form.ts'

/** One box of a form. */
export interface Field {
  readonly key: string
  /** With row, column and option, as a reader would name the box. */
  readonly label: string
  readonly section: string
  readonly holds: 'line' | 'text' | 'choice' | 'tick' | Unit
  /** Codes of a choice. */
  readonly codes: readonly string[]
}
type Bare = Omit<Field, 'section'>

/** Every box of a form, in the form's order. */
export const fieldsOf = (form: AccountForm): Field[] => form.sections.flatMap(fieldsOfSection)

export const fieldsOfSection = ({ key: section, parts }: FormSection): Field[] =>
  parts.flatMap(part => boxesOf(part).map(box => ({ ...box, section })))

const NONE: readonly string[] = []

function boxesOf(part: FormPart): Bare[] {
  switch (part.kind) {
    case 'text':
      return [{ key: part.key, label: part.label, holds: part.long ? 'text' : 'line', codes: NONE }]
    case 'number':
      return [{ key: part.key, label: part.label, holds: part.unit, codes: NONE }]
    case 'numbers':
      return part.rows.flatMap(([row, label]) =>
        part.columns.map(
          ([column, name]): Bare => ({
            key: `${row}.${column}`,
            label: `${label}, ${name}`,
            holds: part.unit,
            codes: NONE,
          }),
        ),
      )
    case 'choice':
      return choiceBoxes(part)
    case 'ticks':
      return part.rows.flatMap(([row, label]) => tickBoxes(part, row, label))
    case 'several':
      return part.options.map(([code, label]) => ({ key: `${part.key}.${code}`, label, holds: 'tick', codes: NONE }))
    default:
      return []
  }
}

const codesOf = (options: readonly (readonly [string, string])[]): string[] => options.map(([code]) => code)

const choiceBoxes = ({ key, label, options, counted }: Extract<FormPart, { kind: 'choice' }>): Bare[] => [
  { key, label, holds: 'choice', codes: codesOf(options) },
  ...(counted
    ? options.map(([code, name]): Bare => ({ key: `${key}.${code}`, label: name, holds: 'count', codes: NONE }))
    : []),
]

const tickBoxes = (
  { caption, columns, which }: Extract<FormPart, { kind: 'ticks' }>,
  row: string,
  label: string,
): Bare[] => [
  { key: row, label: `${caption}: ${label}`, holds: 'choice', codes: codesOf(columns) },
  ...(which === undefined
    ? []
    : [{ key: `${row}.which`, label: `${label}: ${which}`, holds: 'line', codes: NONE } as const]),
]
