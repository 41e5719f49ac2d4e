import type { Key } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'

/** Keys that have a text for one beside the one for several. */
export type Counted = { [K in Key]: `${K}.one` extends Key ? K : never }[Key]

/** "1 rapport flyttas", "3 rapporter flyttas"; nothing where there are none. */
export const counted = (ctx: Ctx, key: Counted, count: number): string[] =>
  count === 0 ? [] : [ctx.t(count === 1 ? (`${key}.one` as Key) : key, { count })]
