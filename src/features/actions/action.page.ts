import { keyOf } from '#src/i18n/translate.ts'
import type { Fact, TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { ACTION_ACTS, isOpen } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { ACTION_TONES, actionFacts, type Ending, endingOf } from './action-facts.ts'
import { ACT_LABELS, ACT_PATHS, mayDo } from './action-form.page.ts'
import { historyOf } from './action-history.ts'
import { openWish } from './ask-due-day.ts'
import type { FoundAction } from './find-action.ts'
import { isSendable } from './task-link.ts'

export interface ActLink {
  readonly href: string
  readonly label: string
  readonly main: boolean
}
export interface ActionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly href: string
  readonly description: string
  readonly badge: { readonly text: string; readonly tone: Tone }
  readonly facts: readonly (Fact | null)[]
  readonly proof: Ending | null
  /** The owner asks for another due day, and the reader may answer. */
  readonly wish: {
    readonly text: string
    readonly reason: string
    readonly grant: string
    readonly refuse: string
  } | null
  readonly history: readonly TimelineEvent[]
  readonly acts: readonly ActLink[]
  /** Where the letter with the link is sent again. */
  readonly send: string | null
}

/** One action: who, what, when, how it has gone, and what its reader may do with it. */
export async function actionPage(ctx: Ctx, found: FoundAction): Promise<ActionPage> {
  const { action, deficiency } = found
  const href = `/atgarder/${action.id}`
  return {
    title: ctx.t(keyOf(`actionKind.${action.kind}`)),
    fictitious: deficiency.fictitious,
    href,
    description: action.description,
    badge: { text: ctx.t(keyOf(`actionState.${action.state}`)), tone: ACTION_TONES[action.state] },
    facts: [deficiencyFact(ctx, found), ...(await actionFacts(ctx, action))],
    proof: endingOf(ctx, action),
    wish: await wishOf(ctx, found, href),
    history: await historyOf(ctx, action),
    acts: actLinks(ctx, found, href),
    send: maySend(ctx, found) ? `${href}/lank` : null,
  }
}

const deficiencyFact = (ctx: Ctx, { deficiency: { number, title } }: FoundAction): Fact => ({
  label: ctx.t('actions.deficiency'),
  text: `${number} ${title}`,
  href: `/systemfel/${number}`,
})

const maySend = (ctx: Ctx, found: FoundAction): boolean =>
  isSendable(found.action) && actionPolicy.can(ctx.actor, 'change', found)

async function wishOf(ctx: Ctx, found: FoundAction, href: string): Promise<ActionPage['wish']> {
  const { id, state } = found.action
  if (!isOpen(state) || !actionPolicy.can(ctx.actor, 'change', found)) return null
  const wish = await openWish(ctx, id)
  if (wish === null) return null
  const day = dates[ctx.actor.locale].day(wish.wishedDay)
  const grant = `${href}/${ACT_PATHS.changeDue}`
  return { text: ctx.t('actions.wishFor', { day }), reason: wish.reason, grant, refuse: `${href}/ny-dag/avsla` }
}

/** What the reader may do with it, each at an address of its own; the first is what is asked of her. */
export const actLinks = (ctx: Ctx, found: FoundAction, href: string): ActLink[] =>
  ACTION_ACTS.filter(act => mayDo(ctx, found, act)).map((act, at) => ({
    href: `${href}/${ACT_PATHS[act]}`,
    label: ctx.t(ACT_LABELS[act]),
    main: at === 0,
  }))
