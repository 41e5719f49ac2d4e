import { In } from 'typeorm'
import { excerpt } from '#src/features/observations/excerpt.ts'
import { stepPath } from '#src/features/observations/filing.rules.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { inOffice } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { isId } from '#src/kernel/ids.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { THE_OFFICE } from './hand-over.ts'
import {
  type CarriedReport,
  type Carrier,
  carriedReports,
  carriersIn,
  comingChecks,
  hasWorkedIn,
  MOST_HANDED,
} from './handover.queries.ts'
import { handoverPolicy } from './office.policy.ts'

export interface HandoverPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly office: string
  /** Whose matters are shown; null while a coordinator has not chosen. */
  readonly from: Carried | null
  /** For a coordinator: everybody who carries something, and the office's ombud. */
  readonly others: TableListModel | null
}
/** What somebody carries, and the form that hands all of it over. */
interface Carried {
  readonly lead: string
  readonly lists: readonly CarriedList[]
  /** There is more than is handed over at once. */
  readonly more: string | null
  readonly form: FormState
  readonly action: string
  readonly fromId: string
  readonly to: readonly Option[]
}
interface CarriedList {
  readonly heading: string
  readonly lines: readonly ListCell[]
  readonly more: number
}

const SHOWN = 50

/** Ids as the address and the form have them: a person's, or `THE_OFFICE`. Throws `NotFound` for what is not the actor's. */
export async function carriedFrom(ctx: Ctx, office: Office, asked: string | undefined): Promise<string | null> {
  const coordinates = inOffice(ctx.actor, office.id, 'coordinator')
  const self = inOffice(ctx.actor, office.id, 'ombud') ? ctx.actor.id : null
  if (asked === undefined || asked === '') return self
  const personId = asked === THE_OFFICE ? null : asked
  if (personId !== null && !isId(personId)) throw new NotFound('errors.notFound')
  const from = { officeId: office.id, personId }
  handoverPolicy.reveal(ctx.actor, from)
  if (coordinates && !(await hasWorkedIn(ctx, from))) throw new NotFound('errors.notFound')
  return asked
}

export async function handoverPage(
  ctx: Ctx,
  office: Office,
  fromId: string | null,
  form?: FormState,
): Promise<HandoverPage> {
  const coordinates = inOffice(ctx.actor, office.id, 'coordinator')
  const carriers = await carriersIn(ctx, office.id)
  return {
    title: ctx.t('office.handoverTitle'),
    fictitious: office.fictitious,
    back: '/verksamheter',
    office: office.name,
    from: fromId === null ? null : await carriedBy(ctx, office, fromId, { carriers, form }),
    others: coordinates ? othersTable(ctx, office, carriers) : null,
  }
}

/** To the office, or to an ombud who works there. */
export const receivers = (ctx: Ctx, carriers: readonly Carrier[], fromId: string): Option[] => [
  ...(fromId === THE_OFFICE ? [] : [{ value: THE_OFFICE, label: ctx.t('office.toOffice') }]),
  ...carriers.flatMap(({ personId, name, there, ombud }) =>
    personId === null || personId === fromId || !there || !ombud ? [] : [{ value: personId, label: name }],
  ),
]

async function carriedBy(
  ctx: Ctx,
  office: Office,
  fromId: string,
  { carriers, form }: { readonly carriers: readonly Carrier[]; readonly form: FormState | undefined },
): Promise<Carried> {
  const personId = fromId === THE_OFFICE ? null : fromId
  const reports = await carriedReports(ctx, { officeId: office.id, personId })
  const name = carriers.find(one => one.personId === personId)?.name ?? ''
  return {
    lead: leadOf(ctx, personId, name),
    lists: await listsOf(ctx, reports, personId),
    more: reports.length > MOST_HANDED ? ctx.t('office.handedInParts', { count: MOST_HANDED }) : null,
    form: form ?? emptyForm(),
    action: `/verksamheter/${office.slug}/overlamning`,
    fromId,
    to: receivers(ctx, carriers, fromId),
  }
}

function leadOf(ctx: Ctx, personId: string | null, name: string): string {
  if (personId === null) return ctx.t('office.carriedHere')
  return personId === ctx.actor.id ? ctx.t('office.carriedByYou') : ctx.t('office.carriedByName', { name })
}

/** Of somebody else's draft only when it was begun: it is hers alone until it is handed over. */
async function listsOf(ctx: Ctx, reports: readonly CarriedReport[], personId: string | null): Promise<CarriedList[]> {
  const mayRead = personId === null || personId === ctx.actor.id
  const drafts = reports.filter(({ state }) => state === 'draft')
  const linked = reports.filter(({ state }) => state === 'linked')
  const lists = [
    list(ctx.t('office.carriedDrafts', { count: drafts.length }), await draftCells(ctx, drafts, mayRead)),
    list(...waitingList(ctx, reports)),
    list(ctx.t('office.carriedLinked', { count: linked.length }), linkedCells(linked)),
    list(...(await checkList(ctx, linked))),
  ]
  return lists.filter(({ lines }) => lines.length > 0)
}

const list = (heading: string, lines: readonly ListCell[]): CarriedList => ({
  heading,
  lines: lines.slice(0, SHOWN),
  more: Math.max(0, lines.length - SHOWN),
})

async function draftCells(ctx: Ctx, drafts: readonly CarriedReport[], mayRead: boolean): Promise<ListCell[]> {
  const { date } = dates[ctx.actor.locale]
  const begun = ({ createdAt }: CarriedReport): string => ctx.t('observations.begun', { day: date(createdAt) })
  if (!mayRead) return drafts.map(draft => ({ text: begun(draft) }))
  const rows = await ctx.rows(observations).all({ id: In(drafts.slice(0, SHOWN).map(({ id }) => id)) })
  return drafts.map(draft => {
    const row = rows.find(({ id }) => id === draft.id)
    return {
      text: row === undefined ? begun(draft) : excerpt(ctx, row),
      href: stepPath(draft.id, 'text'),
      note: begun(draft),
    }
  })
}

function waitingList(ctx: Ctx, reports: readonly CarriedReport[]): [string, ListCell[]] {
  const waiting = reports.filter(({ state }) => state === 'sent' || state === 'returned')
  const lines = waiting.map(({ number, state }) => ({
    text: number ?? '',
    href: `/rapporter/${number}`,
    note: ctx.t(state === 'sent' ? 'reportState.sent' : 'reportState.returned'),
  }))
  return [ctx.t('office.carriedWaiting', { count: waiting.length }), lines]
}

/** Each systemfel once, with how many of the reports feed it. */
function linkedCells(linked: readonly CarriedReport[]): ListCell[] {
  const byNumber = new Map<string, CarriedReport[]>()
  for (const report of linked) {
    const number = report.deficiencyNumber ?? ''
    byNumber.set(number, [...(byNumber.get(number) ?? []), report])
  }
  return [...byNumber].map(([number, of]) => ({
    text: `${number} ${of[0]?.deficiencyTitle ?? ''}`,
    href: `/systemfel/${number}`,
    note: of.map(report => report.number).join(', '),
  }))
}

async function checkList(ctx: Ctx, linked: readonly CarriedReport[]): Promise<[string, ListCell[]]> {
  const checks = await comingChecks(
    ctx,
    linked.flatMap(({ deficiencyId }) => deficiencyId ?? []),
  )
  const { day } = dates[ctx.actor.locale]
  const lines = checks.map(check => ({ text: check.number, href: `/systemfel/${check.number}`, note: day(check.day) }))
  return [ctx.t('office.carriedChecks', { count: checks.length }), lines]
}

function othersTable(ctx: Ctx, office: Office, carriers: readonly Carrier[]): TableListModel {
  return {
    caption: ctx.t('office.whoCarries'),
    columns: [
      { label: ctx.t('people.name') },
      { label: ctx.t('observations.drafts'), numeric: true },
      { label: ctx.t('office.waiting'), numeric: true },
      { label: ctx.t('office.linked'), numeric: true },
    ],
    rows: carriers.map(carrier => carrierRow(ctx, office, carrier)),
  }
}

const carrierRow = (ctx: Ctx, { slug }: Office, { personId, name, there, ...counts }: Carrier): ListCell[] => [
  {
    text: personId === null ? ctx.t('office.theOffice') : name,
    href: `/verksamheter/${slug}/overlamning?ombud=${personId ?? THE_OFFICE}`,
    ...(there ? {} : { badge: { text: ctx.t('office.hasLeft'), tone: 'waiting' as const } }),
  },
  { text: String(counts.drafts) },
  { text: String(counts.waiting) },
  { text: String(counts.linked) },
]
