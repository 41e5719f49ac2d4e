import { keyOf } from '#src/i18n/translate.ts'
import type { EmptyModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ConsentReply } from './agenda.entity.ts'
import { type Consent, type ConsentItem, consentOf, ownSeatIds } from './consent.queries.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { type ProposalLine, proposalLine } from './proposal.page.ts'
import { proposalsOf } from './proposal.queries.ts'
import { readingDay, whenOf, whyLine } from './why-line.ts'

export interface SeatLine {
  readonly seatId: string
  /** "Försäkringskassan, Noah Lindvik". */
  readonly label: string
  readonly answer: string
  /** The convener may note what is said here: nobody has answered herself. */
  readonly notes: readonly { readonly answer: string; readonly label: string }[]
}
export interface ConsentModel {
  readonly id: string
  readonly nr: number
  readonly title: string
  readonly why: string
  readonly proposal: ProposalLine | null
  readonly count: string
  /** What the reader has said for her seat; null when she holds none. */
  readonly own: string | null
  /** She may still say it. */
  readonly replies: boolean
  /** One for each seat, for the convener. */
  readonly seats: readonly SeatLine[]
}
export interface ConsentPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  readonly error: string | null
  readonly items: readonly ConsentModel[]
  readonly empty: EmptyModel | null
  /** The one act, once the meeting runs; null when there is nothing that all agree on. */
  readonly act: { readonly items: readonly string[]; readonly label: string } | null
  /** Why there is no act yet, for the convener. */
  readonly waits: string | null
}

/** What is to be decided in one act: for who holds a seat to agree or object, for the convener to see who has. */
export async function consentPage(
  ctx: Ctx,
  meeting: MeetingInGroup,
  error: string | null = null,
): Promise<ConsentPage> {
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  const consent = await consentOf(ctx, meeting)
  const ready = consent.items.filter(({ count }) => count.ready).map(({ item }) => item.id)
  return {
    title: ctx.t('agenda.consentTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    error,
    items: await modelsOf(ctx, meeting, consent, leads),
    empty:
      consent.items.length > 0
        ? null
        : {
            title: ctx.t('agenda.noConsentTitle'),
            text: ctx.t(leads ? 'agenda.noConsentLead' : 'agenda.noConsentText'),
            ...(leads ? { action: { href: `/moten/${meeting.id}/dagordning`, label: ctx.t('agenda.toAgenda') } } : {}),
          },
    act:
      leads && meeting.state === 'running' && ready.length > 0
        ? { items: ready, label: ctx.t('agenda.decideConsent', { count: ready.length }) }
        : null,
    waits: leads && consent.items.length > 0 ? waitsFor(ctx, meeting, ready.length) : null,
  }
}

function waitsFor(ctx: Ctx, { state }: MeetingInGroup, ready: number): string | null {
  if (state === 'planned') return ctx.t('agenda.consentAtMeeting', { count: ready })
  return state === 'running' && ready === 0 ? ctx.t('agenda.consentNoneReady') : null
}

async function modelsOf(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { seats, items }: Consent,
  leads: boolean,
): Promise<ConsentModel[]> {
  const own = await ownSeatIds(ctx, seats)
  const marked = items.map(({ item }) => item)
  const proposals = await proposalsOf(ctx, meeting, marked)
  return items.map(one => {
    const { item, nr, count, replies } = one
    const proposal = proposals.get(item.id)
    const mine = replies.find(({ seatId }) => own.includes(seatId))
    return {
      id: item.id,
      nr,
      title: item.title,
      why: whyLine(item, ctx.actor.locale, readingDay(meeting, ctx.today)),
      proposal: proposal === undefined ? null : proposalLine(ctx, proposal),
      count: ctx.t('agenda.consentCount', { ...count, ready: '' }),
      own: own.length === 0 ? null : ctx.t(keyOf(`agenda.own.${mine?.answer ?? 'none'}`)),
      replies: own.length > 0 && meeting.state === 'planned',
      seats: leads ? seatLines(ctx, meeting, seats, one) : [],
    }
  })
}

function seatLines(ctx: Ctx, { state }: MeetingInGroup, seats: Consent['seats'], { replies }: ConsentItem): SeatLine[] {
  const open = state === 'planned' || state === 'running'
  return seats.map(({ id: seatId, organisationName, party, holders }) => {
    const reply = replies.find(one => one.seatId === seatId)
    const body = organisationName ?? ctx.t(keyOf(`party.${party}`))
    return {
      seatId,
      label: [body, holders[0]?.name].filter(Boolean).join(', '),
      answer: answerText(ctx, reply),
      notes: open && reply?.noted !== false ? notesFor(ctx, reply) : [],
    }
  })
}

function answerText(ctx: Ctx, reply: ConsentReply | undefined): string {
  if (reply === undefined) return ctx.t('agenda.consentAnswer.none')
  const text = ctx.t(keyOf(`agenda.consentAnswer.${reply.answer}`))
  return reply.noted ? ctx.t('agenda.notedByConvener', { answer: text }) : text
}

const notesFor = (ctx: Ctx, reply: ConsentReply | undefined): SeatLine['notes'] =>
  (['agreed', 'objected', 'none'] as const)
    .filter(answer => answer !== (reply?.answer ?? 'none'))
    .map(answer => ({ answer, label: ctx.t(keyOf(`agenda.noteConsent.${answer}`)) }))
