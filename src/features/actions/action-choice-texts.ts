import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ActionChoice, AWAITS_SLUGS, KIND_SLUGS, STRENGTH_SLUGS } from './action-filter.rules.ts'

/** Something that is chosen, in words. */
export interface ChoiceText {
  readonly name: ActionChoice
  readonly label: string
  readonly value: string
}
export const CHOICE_LABELS: Readonly<Record<ActionChoice, Key>> = {
  lage: 'actions.state',
  agare: 'actions.owner',
  grupp: 'actions.group',
  verksamhet: 'actions.office',
  slag: 'actions.kind',
  verkan: 'actions.strength',
  forsenade: 'actions.onlyLate',
  vantar: 'feedback.awaits',
  ordning: 'actions.order',
}

export async function choiceTexts(
  ctx: Ctx,
  chosen: readonly (readonly [ActionChoice, string])[],
): Promise<ChoiceText[]> {
  const texts: ChoiceText[] = []
  for (const [name, value] of chosen)
    texts.push({ name, label: ctx.t(CHOICE_LABELS[name]), value: await valueText(ctx, name, value) })
  return texts
}

type Text = (ctx: Ctx, value: string) => string | Promise<string>
const TEXTS: Readonly<Record<ActionChoice, Text>> = {
  lage: (ctx, value) => ctx.t(keyOf(`actions.filter.${value}`)),
  agare: (ctx, id) =>
    nameOf(
      ctx,
      [
        ['organisation', 'id'],
        ['office', 'id'],
      ],
      id,
    ),
  grupp: (ctx, slug) => nameOf(ctx, [['governance_group', 'slug']], slug),
  verksamhet: (ctx, slug) => nameOf(ctx, [['office', 'slug']], slug),
  slag: (ctx, value) => ctx.t(keyOf(`actionKind.${KIND_SLUGS[value]}`)),
  verkan: (ctx, value) => ctx.t(keyOf(`strength.${STRENGTH_SLUGS[value]}`)),
  vantar: (ctx, value) => ctx.t(keyOf(`feedback.awaits.${AWAITS_SLUGS[value]}`)),
  forsenade: ctx => ctx.t('list.yes'),
  ordning: ctx => ctx.t('actions.order.alder'),
}
const valueText = async (ctx: Ctx, name: ActionChoice, value: string): Promise<string> => TEXTS[name](ctx, value)

/** The name in the first register that knows it; what none knows stands as it was written. */
async function nameOf(ctx: Ctx, registers: readonly (readonly [string, 'id' | 'slug'])[], value: string) {
  for (const [table, column] of registers) {
    const [row] = await ctx.sql.select<{ name: string }>(`SELECT "name" FROM "${table}" WHERE "${column}" = $1`, [
      value,
    ])
    if (row !== undefined) return row.name
  }
  return value
}

/** "Läge: Alla. Grupp: Ledningsgruppen Haninge." */
export const choicesLine = (ctx: Ctx, texts: readonly ChoiceText[]): string =>
  texts.length === 0 ? ctx.t('actions.filter.oppna') : texts.map(({ label, value }) => `${label}: ${value}`).join('. ')
