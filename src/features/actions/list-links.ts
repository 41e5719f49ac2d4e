import type { Ctx } from '#src/work/context.ts'

/** The lists that belong together, without the one that is shown. */
export interface ListLinks {
  readonly links: readonly { readonly href: string; readonly label: string }[]
}
export const listLinks = (ctx: Ctx, shown: string): ListLinks['links'] =>
  [
    { href: '/atgarder', label: ctx.t('actions.title') },
    { href: '/obesvarade', label: ctx.t('answers.unansweredTitle') },
    { href: '/inkomna-svar', label: ctx.t('answers.receivedTitle') },
  ].filter(({ href }) => href !== shown)
