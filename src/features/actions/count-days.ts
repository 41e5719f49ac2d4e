import type { Key } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'

/** Keys that have a text for one day beside the one for several. */
type Counted = { [K in Key]: `${K}.one` extends Key ? K : never }[Key]

/** A text that counts days: "1 dag över", "12 dagar över". */
export const countDays = (ctx: Ctx, key: Counted, days: number): string =>
  ctx.t(days === 1 ? (`${key}.one` as Key) : key, { days })
