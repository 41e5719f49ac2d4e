import { type Key, keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { type RegisterChoice, TYPE_SLUGS } from './register.rules.ts'

/** Something that is chosen, in words. */
export interface RegisterText {
  readonly name: RegisterChoice
  readonly label: string
  readonly value: string
}

export const CHOICE_LABELS: Readonly<Record<RegisterChoice, Key>> = {
  ord: 'decisions.words',
  grupp: 'decisions.group',
  ar: 'decisions.year',
  slag: 'decisions.type',
  organisation: 'decisions.organisation',
}
/** Where each name of the register stands. */
const REGISTERS: Readonly<Partial<Record<RegisterChoice, string>>> = {
  grupp: 'governance_group',
  organisation: 'organisation',
}

export async function registerTexts(
  ctx: Ctx,
  chosen: readonly (readonly [RegisterChoice, string])[],
): Promise<RegisterText[]> {
  const texts: RegisterText[] = []
  for (const [name, value] of chosen)
    texts.push({ name, label: ctx.t(CHOICE_LABELS[name]), value: await valueText(ctx, name, value) })
  return texts
}

async function valueText(ctx: Ctx, name: RegisterChoice, value: string): Promise<string> {
  if (name === 'slag') return ctx.t(keyOf(`decision.${TYPE_SLUGS[value as keyof typeof TYPE_SLUGS]}`))
  const register = REGISTERS[name]
  if (register === undefined) return value
  const [row] = await ctx.sql.select<{ name: string }>(`SELECT "name" FROM "${register}" WHERE "slug" = $1`, [value])
  return row?.name ?? value
}

/** "Grupp: Ledningsgruppen Haninge. År: 2026." */
export const registerLine = (ctx: Ctx, texts: readonly RegisterText[]): string =>
  texts.length === 0 ? ctx.t('decisions.all') : texts.map(({ label, value }) => `${label}: ${value}`).join('. ')
