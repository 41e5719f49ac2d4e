import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { CIRCULATION_ANSWERS } from './circulation.entity.ts'
import { takesReplies } from './circulation.rules.ts'
import { circulationFacts } from './circulation-facts.ts'
import type { Asked } from './find-asked.ts'
import { seatName } from './seat-name.ts'

/** The first page of a link. It tells nothing of what is proposed, since machines open links too. */
export interface OpenAskedPage {
  readonly title: string
  readonly fictitious: boolean
  readonly facts: readonly Fact[]
  readonly asker: { readonly name: string; readonly email: string | null }
}
export function openAskedPage(ctx: Ctx, { found, seat }: Asked): OpenAskedPage {
  const { group, circulation } = found
  const { lastDay } = circulation
  return {
    title: ctx.t('decisions.askedTitle', { group: group.name }),
    fictitious: group.fictitious,
    facts: [
      { label: ctx.t('decisions.group'), text: group.name },
      { label: ctx.t('decisions.youSpeakFor'), text: seatName(ctx, seat) },
      ...(lastDay === null ? [] : [{ label: ctx.t('decisions.lastDay'), text: dates[ctx.actor.locale].day(lastDay) }]),
    ],
    asker: { name: group.name, email: group.email },
  }
}

export interface AskedPage extends OpenAskedPage {
  readonly askId: string
  /** How it stands with the proposal. */
  readonly lead: string
  /** What the seat has answered; null before. */
  readonly said: string | null
  readonly answers: readonly Option[]
  /** Null when nobody answers any more. */
  readonly form: FormState | null
  readonly tick: string
}

/** What is proposed, and the form to answer in while it may be answered. */
export async function askedPage(ctx: Ctx, asked: Asked, typed?: FormState): Promise<AskedPage> {
  const { found, seat, ask } = asked
  const { circulation } = found
  const open = takesReplies(circulation, ctx.today)
  const { answer, reason } = seat.reply ?? { answer: null, reason: null }
  const given = answer === null ? null : ctx.t(keyOf(`decisions.answer.${answer}`))
  return {
    ...openAskedPage(ctx, asked),
    title: ctx.t('decisions.circulationTitle', { decision: ctx.t(keyOf(`decision.${circulation.type}`)) }),
    facts: await circulationFacts(ctx, found, false),
    askId: ask.id,
    lead: leadOf(ctx, asked, open),
    said: given === null ? null : ctx.t('decisions.youAnswered', { answer: given }),
    answers: CIRCULATION_ANSWERS.map(value => ({ value, label: ctx.t(keyOf(`decisions.answer.${value}`)) })),
    form: open ? (typed ?? emptyForm({ answer: answer ?? '', reason: reason ?? '' })) : null,
    tick: ctx.t('decisions.askedTick', { seat: seatName(ctx, seat) }),
  }
}

function leadOf(ctx: Ctx, { found: { circulation, group } }: Asked, open: boolean): string {
  const { state, proposedAt, lastDay } = circulation
  const { day, date } = dates[ctx.actor.locale]
  if (state === 'asking' && !open) return ctx.t('decisions.tooLate', { day: lastDay === null ? '' : day(lastDay) })
  return ctx.t(keyOf(`decisions.lead.${state}`), { group: group.name, day: date(proposedAt) })
}

/** What was typed is given back also when the link has died meanwhile. */
export interface GoneAskedPage {
  readonly title: string
  readonly text: string | null
}
export const goneAskedPage = (ctx: Ctx, body: Submitted = {}): GoneAskedPage => {
  const { reason } = body
  return { title: ctx.t('decisions.goneTitle'), text: typeof reason === 'string' && reason !== '' ? reason : null }
}
