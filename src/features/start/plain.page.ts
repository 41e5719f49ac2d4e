import { keyOf } from '#src/i18n/translate.ts'
import { GUARD_FIGURES } from '#src/kernel/personal-data/figures.ts'
import type { Ctx } from '#src/work/context.ts'

/** A page of text from the catalogue. */
export interface PlainPage {
  readonly title: string
}

/** The help, with what the privacy guard finds and misses: figures, so that nobody takes it for more than it is. */
export interface HelpPage extends PlainPage {
  readonly guard: {
    readonly sentences: number
    readonly rows: readonly { readonly what: string; readonly found: string; readonly right: string }[]
  }
}

export function helpPage(ctx: Ctx): HelpPage {
  const { sentences, ...kinds } = GUARD_FIGURES
  const share = (percent: number): string => ctx.t('guard.share', { percent })
  return {
    title: ctx.t('start.helpTitle'),
    guard: {
      sentences,
      rows: Object.entries(kinds).map(([kind, { recall, precision }]) => ({
        what: ctx.t(keyOf(`guard.what.${kind}`)),
        found: share(recall),
        right: share(precision),
      })),
    },
  }
}
