import { stateBadge } from '#src/features/deficiencies/state-badge.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { stateBadge as reportBadge } from '#src/features/observations/excerpt.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { excerptOf, marked, type Piece } from './excerpt.rules.ts'
import type { AnswerHit, DecisionHit, DeficiencyHit, Hit, ReportHit } from './hits.queries.ts'

export interface HitCard {
  /** "Systemfel", "Beslut". */
  readonly kind: string
  readonly href: string
  readonly title: readonly Piece[]
  readonly badge: BadgeModel | null
  /** The systemfel that a decision or an answer is about. */
  readonly about: string | null
  readonly excerpt: readonly Piece[]
  readonly facts: readonly string[]
  /** Of a merged systemfel, the one it lives on in. */
  readonly mergedInto: string | null
}

/** `terms`: what was sought, which is marked in what people wrote. */
export function hitCard(ctx: Ctx, hit: Hit, terms: ReadonlySet<string>): HitCard {
  const { title, facts, ...more } = CARDS[hit.kind](ctx, hit as never)
  return {
    ...{ badge: null, about: null, mergedInto: null, href: `/systemfel/${hit.number}`, ...more },
    kind: ctx.t(keyOf(`search.kind.${hit.kind}`)),
    title: hit.kind === 'deficiency' ? marked(title, terms) : [{ text: title, hit: false }],
    excerpt: excerptOf(hit.texts, terms),
    facts: [...facts, hit.fictitious ? ctx.t('web.fictitious') : ''].filter(fact => fact !== ''),
  }
}

type Own = Pick<HitCard, 'facts'> & { readonly title: string } & Partial<
    Pick<HitCard, 'badge' | 'about' | 'mergedInto' | 'href'>
  >

function deficiency(ctx: Ctx, { title, number, state, at, municipalities, mergedInto }: DeficiencyHit): Own {
  const { date } = dates[ctx.actor.locale]
  return { title, badge: stateBadge(ctx, state), mergedInto, facts: [number, municipalities.join(', '), date(at)] }
}

function report(ctx: Ctx, { number, state, at, office }: ReportHit): Own {
  const { date } = dates[ctx.actor.locale]
  return {
    title: ctx.t('search.report', { number }),
    href: `/rapporter/${number}`,
    badge: reportBadge(ctx, state),
    facts: [office, at === null ? '' : date(at)],
  }
}

function decision(ctx: Ctx, { id, type, paragraph, group, day, number, title }: DecisionHit): Own {
  return {
    href: `/beslut/${id}`,
    title: ctx.t('search.decision', {
      paragraph: paragraphLabel(paragraph, yearOf(day)),
      decision: ctx.t(keyOf(`decision.${type}`)),
    }),
    about: `${number} ${title}`,
    facts: [group, dates[ctx.actor.locale].day(day)],
  }
}

function answer(ctx: Ctx, { answer: kind, organisation, at, number, title }: AnswerHit): Own {
  return {
    title: ctx.t('search.answer', { organisation, answer: ctx.t(keyOf(`answerKind.${kind}`)) }),
    about: `${number} ${title}`,
    facts: [dates[ctx.actor.locale].date(at)],
  }
}

const CARDS = { deficiency, observation: report, decision, answer } as const
