import type { AccountForm, FormPart, NumbersPart } from './form.ts'
import { isYes, numberOf, textOf, type Values } from './values.rules.ts'

/*
 * What is asked before an account leaves: each check has caught a mistake in a real one (domain §5). A check never changes
 * anything and never stops anybody: it names the boxes and says why.
 */

export const CHECKS = [
  'bandsDoNotSum',
  'rowsAlike',
  'moreReasonsThanClients',
  'stockAndFlow',
  'tickedAndMissing',
  'supervisionCancelled',
  'causeAmongEfforts',
  'deficiencyAmongActions',
  'tooManyRanks',
  'tickedWithoutName',
  'fewerWithoutReason',
] as const
export type Check = (typeof CHECKS)[number]

export interface Finding {
  readonly check: Check
  /** The boxes to look at, or the rows of a table. */
  readonly keys: readonly string[]
  /** What the explanation names. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** Everything that should be looked at, in the order of `CHECKS`. */
export function findingsIn(form: AccountForm, values: Values): Finding[] {
  const parts = form.sections.flatMap(section => section.parts)
  const found = [...parts.flatMap(part => inPart(part, values)), ...ACROSS.flatMap(check => check(values))]
  return found.sort((one, other) => CHECKS.indexOf(one.check) - CHECKS.indexOf(other.check))
}

const finding = (check: Check, keys: readonly string[], facts: Finding['facts'] = {}): Finding => ({
  check,
  keys,
  facts,
})

function inPart(part: FormPart, values: Values): Finding[] {
  if (part.kind === 'text' && part.ranks !== undefined) return tooManyRanks(part.key, part.ranks, values)
  if (part.kind === 'ticks') return part.which === undefined ? [] : unnamed(part.rows, values)
  return part.kind === 'numbers'
    ? [...unsummed(part, values), ...tooMany(part, values), ...unbalanced(part, values)]
    : []
}

const columnsOf = ({ columns }: NumbersPart): string[] => columns.map(([code]) => code)

const unsummed = (part: NumbersPart, values: Values): Finding[] =>
  part.sums.flatMap(({ total, of }) =>
    columnsOf(part).flatMap(column => {
      const said = numberOf(values, `${total}.${column}`)
      const parts = of.map(row => numberOf(values, `${row}.${column}`))
      const sum = parts.reduce<number>((all, one) => all + (one ?? 0), 0)
      const filled = said !== null && parts.some(one => one !== null)
      return filled && said !== sum ? [finding('bandsDoNotSum', [`${total}.${column}`], { said, sum })] : []
    }),
  )

/** Each of those with a reason is a new client, so no reason can have more of them. */
function tooMany(part: NumbersPart, values: Values): Finding[] {
  const { atMost, rows } = part
  if (atMost === undefined) return []
  const over = columnsOf(part).flatMap(column => {
    const most = numberOf(values, `${atMost}.${column}`)
    const cells = rows.map(([row]) => `${row}.${column}`)
    return most === null ? [] : cells.filter(cell => (numberOf(values, cell) ?? 0) > most)
  })
  return over.length === 0 ? [] : [finding('moreReasonsThanClients', over, { cells: over.length })]
}

function unbalanced(part: NumbersPart, values: Values): Finding[] {
  const { flow } = part
  if (flow === undefined) return []
  const off = columnsOf(part).filter(column => {
    const [start, came, went, end] = [flow.start, flow.in, flow.out, flow.end].map(row =>
      numberOf(values, `${row}.${column}`),
    )
    return [start, came, went, end].every(one => typeof one === 'number') && !balances(start, came, went, end)
  })
  return off.length === 0
    ? []
    : [
        finding(
          'stockAndFlow',
          off.map(column => `${flow.end}.${column}`),
          { cells: off.length },
        ),
      ]
}
const balances = (...[start, came, went, end]: (number | null | undefined)[]): boolean =>
  (start ?? 0) + (came ?? 0) - (went ?? 0) === end

/** Lines that begin with a figure: "1. Personlig kris". */
function tooManyRanks(key: string, asked: number, values: Values): Finding[] {
  const ranks = textOf(values, key)
    .split('\n')
    .filter(line => /^\s*\d+[.)]/.test(line)).length
  return ranks > asked ? [finding('tooManyRanks', [key], { ranks, asked })] : []
}

/** "Annan organisation" says nothing without its name. */
const unnamed = (rows: readonly (readonly [string, string])[], values: Values): Finding[] =>
  rows.flatMap(([row]) =>
    row.endsWith('.other') && isYes(values, row) && textOf(values, `${row}.which`) === ''
      ? [finding('tickedWithoutName', [`${row}.which`])]
      : [],
  )

const ROWS = ['clients.total', 'clients.new', 'clients.ended'] as const
/** All were new and all have ended: nobody was a client at either end of the year. */
function rowsAlike(values: Values): Finding[] {
  const rows = ROWS.map(row => ['women', 'men'].map(column => numberOf(values, `${row}.${column}`)))
  const [total] = rows
  const someone = total?.some(one => one !== null && one > 0) ?? false
  const alike = rows.every(row => row.every((one, at) => one === total?.[at]))
  return someone && alike ? [finding('rowsAlike', ROWS)] : []
}

const NAMED: Readonly<Record<string, RegExp>> = {
  'authorities.primary_care': /(?<!\p{L})primärvård/iu,
  'authorities.psychiatry': /(?<!\p{L})psykiatri/iu,
  'authorities.af': /arbetsförmedling/iu,
  'authorities.fk': /försäkringskass/iu,
}
const ABSENT = /(?<!\p{L})(saknas|ingen|inget|uteblir|svårt|tomrum)(?!\p{L})/iu
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/)

const tickedAndMissing = (values: Values): Finding[] =>
  Object.entries(NAMED).flatMap(([row, name]) => {
    const told = ['missing.why', 'missing.how'].filter(box =>
      sentencesOf(textOf(values, box)).some(sentence => name.test(sentence) && ABSENT.test(sentence)),
    )
    return isYes(values, row) && told.length > 0 ? [finding('tickedAndMissing', [row, ...told])] : []
  })

const CANCELLED = /inställ[dt]/iu
function supervisionCancelled(values: Values): Finding[] {
  if (!isYes(values, 'supervision.offered')) return []
  const against = [
    ...(CANCELLED.test(textOf(values, 'supervision.which')) ? ['supervision.which'] : []),
    ...(isYes(values, 'corona.no_supervision') ? ['corona.no_supervision'] : []),
  ]
  return against.length === 0 ? [] : [finding('supervisionCancelled', ['supervision.offered', ...against])]
}

const CAUSE = /(på grund av|p\.? ?g\.? ?a|beror på|eftersom|orsaken)/iu
const causeAmongEfforts = (values: Values): Finding[] =>
  textOf(values, 'missing.why') === '' && CAUSE.test(textOf(values, 'missing.how'))
    ? [finding('causeAmongEfforts', ['missing.how', 'missing.why'])]
    : []

/** Words of what is wrong, where what was done is asked for. */
const WRONG = /(inte alltid motsvarar|allt fler (klienter|personer|behöver)|(?<!\p{L})brist(er|en)? (på|i)(?!\p{L}))/iu
const deficiencyAmongActions = (values: Values): Finding[] =>
  WRONG.test(textOf(values, 'services.actions'))
    ? [finding('deficiencyAmongActions', ['services.actions', 'services.deficiencies'])]
    : []

function fewerWithoutReason(values: Values): Finding[] {
  const [granted, used] = ['money.granted_fte', 'money.spent_fte'].map(key => numberOf(values, key))
  const fewer = typeof granted === 'number' && typeof used === 'number' && used < granted
  return fewer && textOf(values, 'money.why_fewer') === '' ? [finding('fewerWithoutReason', ['money.why_fewer'])] : []
}

const ACROSS = [
  rowsAlike,
  tickedAndMissing,
  supervisionCancelled,
  causeAmongEfforts,
  deficiencyAmongActions,
  fewerWithoutReason,
]
