import { additionsTo } from '#src/features/answers/additions.queries.ts'
import { mayAskDirectly } from '#src/features/answers/answer-request.policy.ts'
import { liftPolicy } from '#src/features/decisions/lift.policy.ts'
import { effectOffers, rulingEvents } from '#src/features/effects/effect-offers.ts'
import { type SayShown, sayShown } from '#src/features/following/say-shown.ts'
import { forumEvents } from '#src/features/forums/forum-events.ts'
import { type LinkSection, linkSection } from '#src/features/links/link-section.ts'
import { type NotesShown, notesShown } from '#src/features/office/office-note.queries.ts'
import { remindersOf } from '#src/features/reminders/ladder.queries.ts'
import type { Key } from '#src/i18n/translate.ts'
import { type Actor, rolesOf } from '#src/kernel/actor.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { BadgeModel, Fact, ListCell, TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { type Act, lifecycle } from './deficiency.lifecycle.ts'
import { deficiencyPolicy, ownFeeding } from './deficiency.policy.ts'
import { groupsToLetIn } from './deficiency.queries.ts'
import { factsOf } from './deficiency-facts.ts'
import { type Gathered, gather } from './deficiency-gathered.queries.ts'
import { type ReportsShown, reportsOf } from './deficiency-reports.ts'
import {
  actionCells,
  type BesideRequests,
  decisionEvents,
  effectEvents,
  liftEvents,
  type RequestShown,
  requestsShown,
} from './deficiency-sections.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { HISTORY_SHOWN, historyEvents } from './history.page.ts'
import { nextStepText } from './next-step-text.ts'
import { type ReturnedShown, returnedShown } from './returned-shown.ts'
import { situationOf } from './situation.ts'
import { stateBadge } from './state-badge.ts'

export interface Link {
  readonly href: string
  readonly label: string
}
/** The wait for an answer, which is what the page is about while there is one. */
export interface Wait {
  readonly days: string
  readonly label: string
  readonly tone: 'waiting' | 'late'
}
export interface DeficiencyPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly badge: BadgeModel
  readonly since: string
  /** Kort sagt, in three sentences; null while it is not written. */
  readonly short: { readonly what: string; readonly forWhom: string; readonly wanted: string } | null
  /** For those who may write it. */
  readonly writeShort: string | null
  readonly wait: Wait | null
  /** Who should answer; while nobody is asked, who is responsible. */
  readonly who: { readonly label: string; readonly names: string }
  readonly nextStep: string
  readonly mergedInto: Link | null
  /** It came back: told first, with what was done the last time. */
  readonly returned: ReturnedShown | null
  /** Others that are the same or like it. */
  readonly links: LinkSection
  /** What may be said to somebody it concerns; null for those who meet no clients. */
  readonly say: SayShown | null
  readonly offers: readonly (Link & { readonly main: boolean })[]
  readonly description: string
  readonly facts: readonly (Fact | null)[]
  readonly reports: ReportsShown
  readonly requests: readonly RequestShown[]
  readonly decisions: readonly TimelineEvent[]
  readonly actions: readonly (readonly ListCell[])[]
  readonly lifts: readonly TimelineEvent[]
  readonly effects: readonly TimelineEvent[]
  /** Where it was raised or asked about beside the groups. */
  readonly forums: readonly TimelineEvent[]
  readonly history: readonly TimelineEvent[]
  readonly historyHref: string
  /** Internal notes of the reader's own offices; null for those outside them. */
  readonly notes: NotesShown | null
}

/** Everything about one systemfel, the wait and the next step first; what its reader may do is offered. */
export async function deficiencyPage(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<DeficiencyPage> {
  const gathered = await gather(ctx, deficiency)
  const situation = situationOf(ctx, deficiency, gathered)
  const path = `/systemfel/${deficiency.number}`
  const edits = deficiency.state !== 'merged' && deficiencyPolicy.can(ctx.actor, 'edit', deficiency)
  return {
    title: deficiency.title,
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    badge: stateBadge(ctx, deficiency.state),
    since: ctx.t('deficiencies.since', { day: dates[ctx.actor.locale].date(deficiency.stateSince) }),
    short: shortOf(deficiency),
    writeShort: edits ? `${path}/kort-sagt` : null,
    wait: waitOf(ctx, deficiency, gathered),
    who: whoOf(ctx, deficiency, gathered),
    nextStep: nextStepText(ctx, situation),
    mergedInto: gathered.mergedInto === null ? null : linkTo(gathered.mergedInto),
    returned: await returnedShown(ctx, deficiency.id, gathered),
    links: await linkSection(ctx, deficiency),
    say: await sayShown(ctx, deficiency, situation),
    offers: [
      ...offersOf(ctx, deficiency, path),
      ...replyOffers(ctx, deficiency, gathered, path),
      ...(await effectOffers(ctx, deficiency)),
    ],
    description: deficiency.description,
    facts: factsOf(ctx, deficiency, gathered.links, await routeHref(ctx, deficiency, path)),
    reports: await reportsOf(ctx, deficiency, gathered.mergedInto),
    requests: requestsShown(ctx, gathered.requests, await besideRequests(ctx, deficiency.id, gathered)),
    decisions: decisionEvents(ctx, gathered),
    actions: actionCells(ctx, gathered.actions),
    lifts: liftEvents(ctx, gathered.lifts),
    effects: gathered.effects.length === 0 ? [] : await effectsOf(ctx, deficiency.id, gathered),
    forums: await forumEvents(ctx, deficiency.id),
    history: await historyEvents(ctx, deficiency, HISTORY_SHOWN),
    historyHref: `${path}/historik`,
    notes: await notesShown(ctx, { subjectId: deficiency.id, officeIds: ownFeeding(ctx.actor, deficiency), path }),
  }
}

const effectsOf = async (ctx: Ctx, id: string, { effects }: Gathered): Promise<TimelineEvent[]> => [
  ...effectEvents(ctx, effects),
  ...(await rulingEvents(ctx, id)),
]
const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

const linkTo = (number: string): Link => ({ href: `/systemfel/${number}`, label: number })

function shortOf({ what, forWhom, wanted }: Deficiency): DeficiencyPage['short'] {
  if (what === null && forWhom === null && wanted === null) return null
  return { what: what ?? '', forWhom: forWhom ?? '', wanted: wanted ?? '' }
}

const waitingOf = ({ requests }: Gathered): Gathered['requests'] => requests.filter(({ state }) => state === 'sent')

/** Only several who are asked together have anything to add. */
const besideRequests = async (ctx: Ctx, id: string, { requests }: Gathered): Promise<BesideRequests> => ({
  reminders: await remindersOf(ctx, idsOf(requests)),
  additions: requests.length < 2 ? new Map() : await additionsTo(ctx, id),
})

/** Days without answer run from the sending of the oldest unanswered request. */
function waitOf(ctx: Ctx, { waitingSince }: Deficiency, gathered: Gathered): Wait | null {
  if (waitingSince === null) return null
  const late = waitingOf(gathered).some(({ dueDay }) => dueDay !== null && dueDay < ctx.today)
  const days = daysBetween(dayOf(waitingSince), ctx.today)
  return {
    days: dates[ctx.actor.locale].number(days),
    label: ctx.t(days === 1 ? 'deficiencies.dayWithout' : 'deficiencies.daysWithoutLong'),
    tone: late ? 'late' : 'waiting',
  }
}

/** The agencies that are asked, or the body it was lifted to. */
function askedOf({ state }: Deficiency, gathered: Gathered): string[] {
  const asked = waitingOf(gathered).map(({ organisationName }) => organisationName)
  const lifts = state === 'lifted' ? gathered.lifts.filter(({ repliedAt }) => repliedAt === null) : []
  return [...asked, ...lifts.map(({ receiver }) => receiver)]
}

function whoOf(ctx: Ctx, deficiency: Deficiency, gathered: Gathered): DeficiencyPage['who'] {
  const asked = askedOf(deficiency, gathered)
  const names = asked.length > 0 ? asked : gathered.links.organisations.map(({ name }) => name)
  return {
    label: ctx.t(asked.length > 0 ? 'deficiencies.whoAnswers' : 'deficiencies.whoOwns'),
    names: [...new Set(names)].join(', ') || ctx.t('deficiencies.noOrganisation'),
  }
}

/** What the lifecycle has open from here for one of the actor's roles, and the policy allows her on this systemfel. */
function offersOf(ctx: Ctx, deficiency: DeficiencyInCircle, path: string): DeficiencyPage['offers'] {
  const { actor } = ctx
  const open = (act: Act): boolean => lifecycle.allows(deficiency.state, act, rolesOf(actor))
  const offers: readonly [boolean, Key, string][] = [
    [mayJoin(actor, deficiency), 'deficiencies.sameHere', 'samma-har'],
    [open('place') && deficiencyPolicy.can(actor, 'place', deficiency), 'deficiencies.place', 'dagordning'],
    [open('place') && deficiencyPolicy.can(actor, 'decide', deficiency), 'decisions.offerBetween', 'mellan-moten'],
    [mayAskDirectly(actor, deficiency), 'deficiencies.ask', 'begar-svar'],
    [deficiency.state !== 'merged' && deficiencyPolicy.can(actor, 'edit', deficiency), 'deficiencies.edit', 'redigera'],
  ]
  return offers
    .filter(([offered]) => offered)
    .map(([, label, to], at) => ({ href: `${path}/${to}`, label: ctx.t(label), main: at === 0 }))
}

/** Lifts that the reader's group answers, or enters the reply to. */
function replyOffers(ctx: Ctx, deficiency: DeficiencyInCircle, { lifts }: Gathered, path: string) {
  const owed = lifts.filter(lift => lift.repliedAt === null && liftPolicy.can(ctx.actor, 'reply', { lift, deficiency }))
  return owed.map(({ id, toGroupId }) => ({
    href: `${path}/lyft/${id}/svar`,
    label: ctx.t(toGroupId === null ? 'decisions.enterReply' : 'decisions.reply'),
    main: false,
  }))
}

/** A merged one lives on elsewhere. */
const mayJoin = (actor: Actor, deficiency: DeficiencyInCircle): boolean =>
  deficiency.state !== 'merged' && deficiencyPolicy.can(actor, 'join', deficiency)

/** Where another group can be let in, when there is one. */
async function routeHref(ctx: Ctx, deficiency: DeficiencyInCircle, path: string): Promise<string | null> {
  if (deficiency.state === 'merged' || !deficiencyPolicy.can(ctx.actor, 'route', deficiency)) return null
  return (await groupsToLetIn(ctx, deficiency.id)).length === 0 ? null : `${path}/grupp`
}
