import type { Key, Values } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'

/** Something that waits for the person: a link, and how much there is of it. */
export interface Waiting {
  readonly href: string
  readonly label: string
  readonly status: string
  /** Something should be done. */
  readonly urgent: boolean
}

export const waits = (
  ctx: Ctx,
  href: string,
  label: Key,
  count: number,
  status: Key,
  values: Values = {},
): Waiting => ({
  href,
  label: ctx.t(label),
  status: count === 0 ? ctx.t('start.nothing') : ctx.t(status, { count, ...values }),
  urgent: count > 0,
})
