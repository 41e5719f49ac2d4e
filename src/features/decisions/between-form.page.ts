import { z } from 'zod'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { groupsByIds, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { answerersOf } from '#src/features/groups/seat.rules.ts'
import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import { type DecisionForm, formOf } from '#src/features/meetings/decision-form.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Reach, reachOf } from './ask-seats.ts'
import { circulations } from './circulation.entity.ts'
import { proposedLastDay } from './circulation.rules.ts'
import { decisionPolicy } from './decision.policy.ts'
import { groupBetween } from './find-circulation.ts'
import { findDecision } from './find-decision.ts'
import { cannotPropose, choicesBetween, matterBetween, type Proposing } from './propose-between.ts'
import { seatName } from './seat-name.ts'

type Query = Readonly<Record<string, string | undefined>>
interface Link {
  readonly href: string
  readonly label: string
  readonly current: boolean
}
export interface BetweenFormPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly about: string
  readonly lead: string
  /** The group asks these. */
  readonly seats: readonly string[]
  /** Where the convener leads several groups that may see it. */
  readonly groups: readonly Link[]
  /** Why nothing can be proposed; null when it can. */
  readonly refused: string | null
  /** The proposal that is being answered. */
  readonly openHref: string | null
  readonly choices: readonly Link[]
  readonly form: DecisionForm | null
}

/** Which group proposes what, as the address says: the group of the decision to correct, or one that the actor convenes. */
export async function proposingIn(ctx: Ctx, deficiency: DeficiencyInCircle, query: Query): Promise<Proposing> {
  const { rattar } = query
  if (rattar !== undefined && !z.uuid().safeParse(rattar).success) throw new NotFound('errors.notFound')
  const corrects = rattar === undefined ? null : await findDecision(ctx, rattar)
  if (corrects !== null) {
    const about = corrects.deficiency?.id === deficiency.id
    if (!about || !decisionPolicy.can(ctx.actor, 'correct', corrects)) throw new NotFound('errors.notFound')
    return { deficiency, corrects, group: await groupBetween(ctx, corrects.group.id) }
  }
  const own = await ownGroups(ctx, deficiency)
  const group = own.find(({ slug }) => slug === query['grupp']) ?? own[0]
  if (group === undefined) throw new NotFound('errors.notFound')
  return { deficiency, corrects, group: await groupBetween(ctx, group.id) }
}

const ownGroups = (ctx: Ctx, { circle }: DeficiencyInCircle) =>
  groupsByIds(
    ctx,
    groupsOf(ctx.actor, 'convener').filter(id => circle.includes(id)),
  )

export async function betweenFormPage(
  ctx: Ctx,
  proposing: Proposing,
  chosen: DecisionType | null,
  typed?: FormState,
): Promise<BetweenFormPage> {
  const { deficiency, group, corrects } = proposing
  const refused = await cannotPropose(ctx, proposing)
  const address = addressesOf(proposing)
  const choices = refused === null ? choicesBetween(proposing) : []
  const form = chosen !== null && choices.includes(chosen) ? chosen : null
  const own = corrects === null ? await ownGroups(ctx, deficiency) : []
  return {
    title: titleOf(ctx, proposing),
    fictitious: deficiency.fictitious,
    back: corrects === null ? `/systemfel/${deficiency.number}` : `/beslut/${corrects.decision.id}`,
    about: `${deficiency.number} ${deficiency.title}`,
    lead: ctx.t('decisions.proposeLead', { group: group.name }),
    seats: await seatLines(ctx, group.id),
    groups:
      own.length < 2
        ? []
        : own.map(({ slug, name, id }) => ({ ...address(null, slug, name), current: id === group.id })),
    refused: refused === null ? null : ctx.t(keyOf(refused)),
    openHref: await openHref(ctx, proposing),
    choices: choices.map(type => ({
      ...address(type, group.slug, ctx.t(keyOf(`decision.${type}`))),
      current: type === form,
    })),
    form: form === null ? null : await formFor(ctx, proposing, form, typed),
  }
}

function titleOf(ctx: Ctx, { corrects }: Proposing): string {
  if (corrects === null) return ctx.t('decisions.proposeTitle')
  const { paragraph, year } = corrects.decision
  return ctx.t('decisions.correctOne', { paragraph: paragraphLabel(paragraph, year) })
}

/** Each choice is a link that keeps the others. */
const addressesOf =
  ({ deficiency, corrects }: Proposing) =>
  (type: DecisionType | null, slug: string, label: string) => {
    const query = new URLSearchParams({
      ...(type === null ? {} : { beslut: type }),
      ...(corrects === null ? { grupp: slug } : { rattar: corrects.decision.id }),
    })
    return { href: `/systemfel/${deficiency.number}/mellan-moten?${query}${type === null ? '' : '#beslut'}`, label }
  }

async function formFor(ctx: Ctx, proposing: Proposing, type: DecisionType, typed?: FormState): Promise<DecisionForm> {
  const { href } = addressesOf(proposing)(null, proposing.group.slug, '')
  const form = await formOf(ctx, matterBetween(ctx, proposing), type, href, typed)
  const asking = { ...form, save: ctx.t('decisions.askSeats'), asksLastDay: true as const }
  if (typed !== undefined) return asking
  const values = { ...form.form.values, lastDay: proposedLastDay(ctx.today) }
  return { ...asking, form: { ...form.form, values } }
}

async function seatLines(ctx: Ctx, groupId: string): Promise<string[]> {
  const seats = await seatsWithHolders(ctx, groupId, ctx.today)
  const lines: string[] = []
  for (const seat of seats.filter(({ holders }) => holders.length > 0)) {
    const [first] = answerersOf(seat.holders)
    const reach = first === undefined ? null : await reachOf(ctx, groupId, first)
    lines.push(`${seatName(ctx, seat)}, ${first?.name ?? ''}: ${howAsked(ctx, reach)}`)
  }
  return lines
}

function howAsked(ctx: Ctx, reach: Reach | null): string {
  if (reach === null) return ctx.t('decisions.youAsk')
  return ctx.t(reach.account ? 'decisions.answersHere' : 'decisions.answersByLink')
}

async function openHref(ctx: Ctx, { group, deficiency }: Proposing): Promise<string | null> {
  const open = await ctx.rows(circulations).one({ groupId: group.id, deficiencyId: deficiency.id, state: 'asking' })
  return open === null ? null : `/beslut/mellan-moten/${open.id}`
}
