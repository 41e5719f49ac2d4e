import { offeredTo } from '#src/features/deficiencies/deficiency-options.queries.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { EmptyModel, FiledList, ListCell, ListColumn } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { firstYear, listDecisions, type Register, type RegisteredDecision } from './register.queries.ts'
import {
  addressOf,
  chosenIn,
  type Query,
  type RegisterChoice,
  readCursor,
  readRegister,
  TYPE_SLUGS,
} from './register.rules.ts'
import { type RegisterText, registerLine, registerTexts } from './register-texts.ts'

export interface RegisterChip {
  readonly label: string
  readonly value: string
  /** The register without it. */
  readonly href: string
}
export interface RegisterPage extends FiledList {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly groups: readonly Option[]
  readonly years: readonly Option[]
  readonly types: readonly Option[]
  readonly organisations: readonly Option[]
  /** The choice that is folded away is in use. */
  readonly more: boolean
  readonly chips: readonly RegisterChip[]
}

/** Every § that the actor may see, the latest first. */
export async function registerPage(ctx: Ctx, query: Query): Promise<RegisterPage> {
  const register = await listDecisions(ctx, readRegister(query, yearOf(ctx.today)), readCursor(query))
  const { groups, organisations } = await offeredTo(ctx, false)
  const chosen = chosenIn(query)
  const texts = await registerTexts(ctx, chosen)
  return {
    title: ctx.t('decisions.title'),
    fictitious: register.rows.length > 0 && register.rows.every(({ fictitious }) => fictitious),
    form: emptyForm(Object.fromEntries(chosen)),
    groups,
    organisations,
    years: await yearsOffered(ctx),
    types: Object.entries(TYPE_SLUGS).map(([value, type]) => ({ value, label: ctx.t(keyOf(`decision.${type}`)) })),
    more: chosen.some(([name]) => name === 'organisation'),
    chips: texts.map(text => chipOf(chosen, text)),
    line: ctx.t('decisions.printed', {
      choices: registerLine(ctx, texts),
      day: dates[ctx.actor.locale].date(ctx.now),
    }),
    columns: columnsOf(ctx),
    rows: register.rows.map(row => cellsOf(ctx, row)),
    ...pagesOf(chosen, register),
    empty: register.rows.length === 0 ? emptyOf(ctx, chosen.length > 0) : null,
    files: { csv: addressOf(chosen, '/beslut.csv'), xlsx: addressOf(chosen, '/beslut.xlsx') },
  }
}

type Chosen = readonly [RegisterChoice, string][]

const chipOf = (chosen: Chosen, { name, label, value }: RegisterText): RegisterChip => ({
  label,
  value,
  href: addressOf(chosen.filter(([other]) => other !== name)),
})

async function yearsOffered(ctx: Ctx): Promise<Option[]> {
  const last = yearOf(ctx.today)
  const first = (await firstYear(ctx)) ?? last
  const years = Array.from({ length: Math.max(0, last - first) + 1 }, (_, back) => String(last - back))
  return years.map(value => ({ value, label: value }))
}

function pagesOf(chosen: Chosen, { rows, before, after }: Register) {
  const beside = (name: 'fore' | 'efter', at: number): string | null => {
    const row = rows.at(at)
    return row === undefined ? null : addressOf([...chosen, [name, row.id]])
  }
  return { previous: before ? beside('fore', 0) : null, next: after ? beside('efter', -1) : null }
}

const columnsOf = ({ t }: Ctx): ListColumn[] => [
  { label: t('decisions.decision') },
  { label: t('decisions.group') },
  { label: t('decisions.about') },
  { label: t('decisions.taker') },
  { label: t('decisions.due') },
]

function cellsOf(ctx: Ctx, row: RegisteredDecision): ListCell[] {
  const { day } = dates[ctx.actor.locale]
  const label = paragraphLabel(row.paragraph, row.year)
  return [
    {
      text: `${label} ${ctx.t(keyOf(`decision.${row.type}`))}`,
      href: `/beslut/${row.id}`,
      ...(row.correctedBy === null
        ? {}
        : { badge: { text: ctx.t('decisions.correctedBy', { paragraph: `§ ${row.correctedBy}` }), tone: 'closed' } }),
      ...(row.corrects === null ? {} : { note: ctx.t('decisions.correctsOther', { paragraph: `§ ${row.corrects}` }) }),
    },
    {
      text: row.groupName,
      note: row.perCapsulam ? `${day(row.day)}, ${ctx.t('decisions.perCapsulamShort')}` : day(row.day),
    },
    { text: row.title, ...(row.number === null ? {} : { note: row.number }) },
    { text: row.taker ?? '–' },
    { text: row.dueDay === null ? '–' : day(row.dueDay) },
  ]
}

const emptyOf = ({ t }: Ctx, chosen: boolean): EmptyModel =>
  chosen
    ? {
        title: t('decisions.noHitsTitle'),
        text: t('decisions.noHits'),
        action: { href: '/beslut', label: t('decisions.showAll') },
      }
    : {
        title: t('decisions.emptyTitle'),
        text: t('decisions.empty'),
        action: { href: '/moten', label: t('meetings.title') },
      }
