import { halfYearText } from '#src/features/deficiencies/choice-texts.ts'
import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { AWAITED_SLUGS, type UnansweredChoice } from './unanswered.rules.ts'

const LABELS: Readonly<Record<UnansweredChoice, Key>> = {
  grupp: 'contacts.group',
  verksamhet: 'contacts.office',
  organisation: 'answers.organisation',
  vantar: 'feedback.awaits',
  period: 'contacts.period',
}
type Chosen = readonly (readonly [UnansweredChoice, string])[]

/** What is chosen, as names. */
export async function unansweredTexts(ctx: Ctx, chosen: Chosen): Promise<{ label: string; value: string }[]> {
  const texts: { label: string; value: string }[] = []
  for (const [name, value] of chosen)
    texts.push({
      label: ctx.t(LABELS[name]),
      value: await valueText(ctx, name, value),
    })
  return texts
}

async function valueText(ctx: Ctx, name: UnansweredChoice, value: string): Promise<string> {
  if (name === 'period') return halfYearText(ctx, value)
  return name === 'vantar' ? ctx.t(keyOf(`feedback.awaits.${AWAITED_SLUGS[value]}`)) : nameOf(ctx, name, value)
}

const NAMES = {
  grupp: 'SELECT "name" FROM "governance_group" WHERE "slug" = $1',
  verksamhet: 'SELECT "name" FROM "office" WHERE "slug" = $1',
  organisation: 'SELECT "name" FROM "organisation" WHERE "id" = $1',
} as const

async function nameOf(ctx: Ctx, name: keyof typeof NAMES, value: string): Promise<string> {
  const [row] = await ctx.sql.select<{ name: string }>(NAMES[name], [value])
  return row?.name ?? value
}

/** "Grupp: Ledningsgruppen Haninge. Period: andra halvåret 2026." */
export async function unansweredLine(ctx: Ctx, chosen: Chosen): Promise<string> {
  const texts = await unansweredTexts(ctx, chosen)
  return texts.length === 0
    ? ctx.t('contacts.chosenAll')
    : texts.map(({ label, value }) => `${label}: ${value}`).join('. ')
}
