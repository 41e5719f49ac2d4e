import { liftCounts } from '#src/features/decisions/lift.queries.ts'
import { ownQuestions, toRuleOn } from '#src/features/effects/effect.queries.ts'
import { monthReminder } from '#src/features/month-check/month-check.queries.ts'
import { ownerlessDrafts } from '#src/features/office/handover.queries.ts'
import { contactsToCheck } from '#src/features/organisations/contact.queries.ts'
import { waitingTexts } from '#src/features/withholding/withheld-text.queries.ts'
import { groupsOf, hasRole } from '#src/kernel/actor.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { forKeeper } from './keeper.page.ts'
import {
  type ComingMeeting,
  comingMeetings,
  contactCount,
  draftCount,
  failedMailCount,
  inboxCount,
  newAnswerCount,
  waitingCounts,
} from './start.queries.ts'
import { type Waiting, waits } from './waiting.ts'

const MOST_COUNTED = 99

export interface StartPage {
  readonly title: string
  readonly lead: string
  readonly main: { readonly href: string; readonly label: string } | null
  /** One line now, finished later: for those who file. */
  readonly quickNote: FormState | null
  readonly waiting: readonly Waiting[]
  readonly meetings: readonly ComingMeeting[]
  readonly showsMeetings: boolean
}

/** The start page by role: the one thing done most, then what waits. Somebody with several roles sees all of it. */
export async function startPage(ctx: Ctx): Promise<StartPage> {
  const has = (...roles: Parameters<typeof hasRole>[1][]): boolean => hasRole(ctx.actor, ...roles)
  const inGroup = has('convener', 'member')
  return {
    title: ctx.t('start.title', { name: ctx.actor.name.split(' ')[0] ?? '' }),
    lead: ctx.t(ctx.actor.grants.length === 0 ? 'start.noRoles' : 'start.lead'),
    main: mainOf(ctx),
    quickNote: has('ombud') ? emptyForm() : null,
    waiting: [
      ...(has('ombud') ? await forOmbud(ctx) : []),
      ...(await forAsked(ctx)),
      ...(has('coordinator') ? await forCoordinator(ctx) : []),
      ...(has('convener') ? await forConvener(ctx) : []),
      ...(await forKeeper(ctx)),
      ...(has('coordinator', 'convener', 'member', 'analyst') ? await forFollower(ctx) : []),
      ...(has('analyst') ? forAnalyst(ctx) : []),
      ...forReader(ctx),
      ...(has('admin') ? await forAdmin(ctx) : []),
    ],
    meetings: inGroup ? await comingMeetings(ctx) : [],
    showsMeetings: inGroup,
  }
}

function mainOf(ctx: Ctx): StartPage['main'] {
  if (hasRole(ctx.actor, 'ombud')) return { href: '/rapportera', label: ctx.t('start.file') }
  if (hasRole(ctx.actor, 'convener')) return { href: '/moten/nytt', label: ctx.t('start.planMeeting') }
  return null
}

const forOmbud = async (ctx: Ctx): Promise<Waiting[]> => [
  waits(ctx, '/rapporter', 'start.myReports', await draftCount(ctx), 'start.drafts'),
  { href: '/aterkoppling', label: ctx.t('following.start'), status: ctx.t('following.startStatus'), urgent: false },
  ...(await monthWaiting(ctx)),
]
/** Where nobody is asked there is nothing to say. */
async function forAsked(ctx: Ctx): Promise<Waiting[]> {
  const asked = (await ownQuestions(ctx)).length
  return asked === 0 ? [] : [waits(ctx, '/effekt', 'effects.start', asked, 'effects.startCount')]
}
const forReader = ({ actor, t }: Ctx): Waiting[] =>
  hasRole(actor, 'ombud', 'coordinator', 'convener', 'member', 'analyst')
    ? [{ href: '/losningar', label: t('solutions.start'), status: t('solutions.startStatus'), urgent: false }]
    : []

/** None before the office has anything to check. */
async function monthWaiting(ctx: Ctx): Promise<Waiting[]> {
  const left = await monthReminder(ctx)
  if (left === undefined) return []
  const [href, label] = ['/manadsavstamning', ctx.t('monthCheck.reminder')]
  if (left === null) return [{ href, label, status: ctx.t('monthCheck.reminderDone'), urgent: false }]
  const place = new URLSearchParams({ manad: left.month, verksamhet: left.office })
  const status = ctx.t('monthCheck.reminderLeft', { month: dates[ctx.actor.locale].month(left.month) })
  return [{ href: `${href}?${place}`, label, status, urgent: true }]
}
const forCoordinator = async (ctx: Ctx): Promise<Waiting[]> => [
  waits(ctx, '/inkorg', 'start.inbox', await inboxCount(ctx), 'start.newReports'),
  waits(ctx, '/inkomna-svar', 'start.answers', await newAnswerCount(ctx), 'start.newAnswers'),
  ...(await forOffice(ctx)),
  ...(await contactsWaiting(ctx)),
  waits(ctx, '/sparrat', 'start.withheld', (await waitingTexts(ctx, MOST_COUNTED)).length, 'start.withheldCount'),
]
/** None while every contact has been verified within a year. */
async function contactsWaiting(ctx: Ctx): Promise<Waiting[]> {
  const count = await contactsToCheck(ctx)
  const href = '/myndigheter/kontakter?lage=kontrolleras'
  return count === 0 ? [] : [waits(ctx, href, 'contacts.toCheck', count, 'contacts.toCheckCount')]
}
/** Drafts that nobody can open any more, and where an office's memory is. */
async function forOffice(ctx: Ctx): Promise<Waiting[]> {
  const left = await ownerlessDrafts(ctx)
  const count = left.reduce((sum, office) => sum + office.count, 0)
  const [only, ...others] = left
  const href = only === undefined || others.length > 0 ? '/verksamheter' : `/verksamheter/${only.slug}/overlamning`
  return [
    ...(count === 0 ? [] : [waits(ctx, href, 'office.ownerlessDrafts', count, 'office.ownerlessCount')]),
    { href: '/verksamheter', label: ctx.t('office.own'), status: ctx.t('office.ownStatus'), urgent: false },
  ]
}
/** None while nothing is lifted that her groups should answer, or should have got a reply to, and no effect is theirs to settle. */
async function forConvener(ctx: Ctx): Promise<Waiting[]> {
  const { owed, overdue } = await liftCounts(ctx)
  const count = owed + overdue
  const ruled = (await toRuleOn(ctx, groupsOf(ctx.actor, 'convener'))).length
  return [
    ...(count === 0
      ? []
      : [waits(ctx, '/beslut/lyft', 'decisions.liftsTitle', count, 'decisions.liftsWait', { owed, overdue })]),
    ...(ruled === 0 ? [] : [waits(ctx, '/effekt', 'effects.startRule', ruled, 'effects.startRuleCount')]),
  ]
}
async function forFollower(ctx: Ctx): Promise<Waiting[]> {
  const { unanswered, overdue } = await waitingCounts(ctx)
  return [waits(ctx, '/obesvarade', 'start.unanswered', unanswered, 'start.unansweredCount', { overdue })]
}
const forAnalyst = (ctx: Ctx): Waiting[] => [
  {
    href: '/systemfel/tvillingar',
    label: ctx.t('links.twinsStart'),
    status: ctx.t('links.twinsStatus'),
    urgent: false,
  },
]
const forAdmin = async (ctx: Ctx): Promise<Waiting[]> => [
  waits(ctx, '/admin/drift', 'start.failedMails', await failedMailCount(ctx), 'start.failedMailCount'),
  {
    href: '/admin/organisationer',
    label: ctx.t('start.contacts'),
    status: ctx.t('start.contactCount', { count: await contactCount(ctx) }),
    urgent: false,
  },
  ...(hasRole(ctx.actor, 'coordinator') ? [] : await contactsWaiting(ctx)),
  { href: '/admin/granskning', label: ctx.t('office.review'), status: ctx.t('office.reviewStatus'), urgent: false },
  {
    href: '/admin/definition',
    label: ctx.t('definition.settingTitle'),
    status: ctx.t('definition.startStatus'),
    urgent: false,
  },
]
