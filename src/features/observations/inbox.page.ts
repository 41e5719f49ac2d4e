import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { isId } from '#src/kernel/ids.ts'
import type { BadgeModel, ListCell, PagesModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { excerpt, reportBadge } from './excerpt.ts'
import { isHeld } from './held.rules.ts'
import {
  type InboxFilter,
  type InboxPart,
  inboxCountOf,
  inboxOmbud,
  inboxReports,
  MOST_COUNTED,
} from './inbox.queries.ts'
import type { Observation } from './observation.entity.ts'
import { areFictitious } from './observation.queries.ts'
import { hrefOf } from './reports.page.ts'

export interface InboxPage {
  readonly title: string
  readonly fictitious: boolean
  readonly form: FormState
  readonly ombud: readonly Option[]
  /** Something is chosen: the lists do not show all there is. */
  readonly filtered: boolean
  readonly fresh: InboxList
  /** Set aside until a day. */
  readonly held: InboxList
  readonly returned: InboxList
  readonly settled: InboxList
}
interface InboxList {
  /** How many there are in all: "12", "1 000+". */
  readonly count: string
  readonly lines: readonly InboxLine[]
  readonly pages: PagesModel
}
export interface InboxTable {
  readonly list: InboxList
  readonly caption: string
  readonly settled: boolean
  /** Several can be ticked, to be linked at once. */
  readonly ticked: boolean
}
export interface InboxLine {
  readonly href: string
  readonly number: string
  readonly text: string
  readonly municipality: string
  readonly sentAt: Date | null
  readonly badge: BadgeModel
  /** How long it has waited; null of what is settled or set aside. */
  readonly wait: BadgeModel | null
  readonly deficiency: ListCell | null
  /** Where a new one is set aside … */
  readonly hold: string | null
  /** … and where it is taken up again. */
  readonly resume: { readonly action: string; readonly version: string } | null
  /** It takes the protected path. */
  readonly protectedBadge: BadgeModel | undefined
}

export interface ResumeButton {
  readonly action: string
  readonly version: string
  readonly number: string
}

const PER_PAGE = 25
/** What has waited for longer than this is marked. */
const LONG_WAIT = 14
/** The lists, with the keys of their places in the query string. */
const PARTS = {
  fresh: { key: 'nya', states: ['sent'], held: false, order: 'ASC' },
  held: { key: 'vilar', states: ['sent'], held: true, order: 'ASC' },
  returned: { key: 'ater', states: ['returned'], held: null, order: 'ASC' },
  settled: { key: 'klara', states: ['linked', 'not_systemic', 'withdrawn'], held: null, order: 'DESC' },
} as const satisfies Record<string, InboxPart & { key: string }>
type Query = Readonly<Record<string, string | undefined>>

/** What waits, the oldest first; what is settled, the latest first. */
export async function inboxPage(ctx: Ctx, query: Query): Promise<InboxPage> {
  const ombud = await inboxOmbud(ctx)
  const filter = filterOf(query, ombud)
  const chosen = { ombud: filter.ombudId ?? '', ...(filter.protectedOnly ? { skyddad: 'ja' } : {}) }
  const list = (part: keyof typeof PARTS): Promise<InboxList> => inboxList(ctx, query, part, { ...filter, chosen })
  return {
    title: ctx.t('observations.inbox'),
    fictitious: await areFictitious(ctx, officesOf(ctx.actor, 'coordinator')),
    form: emptyForm(chosen),
    ombud,
    filtered: filter.ombudId !== null || filter.protectedOnly,
    fresh: await list('fresh'),
    held: await list('held'),
    returned: await list('returned'),
    settled: await list('settled'),
  }
}

/** Of somebody who is not among the choices there is nothing to filter by. */
const filterOf = (query: Query, ombud: readonly Option[]): InboxFilter => ({
  ombudId: ombud.find(({ value }) => value === query['ombud'])?.value ?? null,
  protectedOnly: query['skyddad'] === 'ja',
})

async function inboxList(
  ctx: Ctx,
  query: Query,
  name: keyof typeof PARTS,
  { chosen, ...filter }: InboxFilter & { chosen: Record<string, string> },
): Promise<InboxList> {
  const part = PARTS[name]
  const asked = query[part.key]
  const after = isId(asked) ? asked : null
  const found = await inboxReports(ctx, part, filter, { after, most: PER_PAGE + 1 })
  const reports = found.slice(0, PER_PAGE)
  const address = (place: Record<string, string>): string =>
    `/inkorg?${new URLSearchParams({ ...chosen, ...place })}#${part.key}`
  return {
    count: countText(ctx, await inboxCountOf(ctx, part, filter)),
    lines: await linesOf(ctx, reports),
    pages: {
      previous: after === null ? null : address({}),
      next: found.length > PER_PAGE ? address({ [part.key]: reports.at(-1)?.id ?? '' }) : null,
    },
  }
}

const countText = (ctx: Ctx, count: number): string => {
  const { number } = dates[ctx.actor.locale]
  return count > MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(count)
}

async function linesOf(ctx: Ctx, reports: readonly Observation[]): Promise<InboxLine[]> {
  const places = await municipalitiesByIds(
    ctx,
    reports.flatMap(({ municipalityId }) => municipalityId ?? []),
  )
  const names = new Map(places.map(({ id, name }) => [id, name]))
  const ids = reports.flatMap(({ deficiencyId }) => deficiencyId ?? [])
  const fed = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  const byId = new Map(fed.map(deficiency => [deficiency.id, deficiency]))
  return reports.map(report => {
    const deficiency = byId.get(report.deficiencyId ?? '')
    return {
      href: `/inkorg/${report.number}`,
      number: report.number ?? '',
      text: excerpt(ctx, report),
      municipality: names.get(report.municipalityId ?? '') ?? '',
      sentAt: report.sentAt,
      badge: reportBadge(ctx, report),
      wait: waitOf(ctx, report),
      deficiency: deficiency === undefined ? null : { text: deficiency.number, href: hrefOf(deficiency) },
      ...restingOf(ctx, report),
      protectedBadge: report.ownEmployer ? { text: ctx.t('observations.protectedShort'), tone: 'waiting' } : undefined,
    }
  })
}

/** A new one may be set aside; what is set aside may be taken up. */
function restingOf(ctx: Ctx, report: Observation): Pick<InboxLine, 'hold' | 'resume'> {
  const path = `/inkorg/${report.number}`
  if (report.state !== 'sent') return { hold: null, resume: null }
  return isHeld(report, ctx.today)
    ? { hold: null, resume: { action: `${path}/ta-upp`, version: String(report.version) } }
    : { hold: `${path}/vila`, resume: null }
}

/** A new one waits for the coordinator since it was sent, a returned one for the ombud since then. */
function waitOf(ctx: Ctx, report: Observation): BadgeModel | null {
  const since = report.state === 'returned' ? report.triagedAt : report.sentAt
  const waits = ['sent', 'returned'].includes(report.state) && !isHeld(report, ctx.today)
  if (!waits || since === null) return null
  const days = daysBetween(dayOf(since), ctx.today)
  const text = ctx.t(days === 1 ? 'office.waitedDay' : days === 0 ? 'office.waitedToday' : 'office.waitedDays', {
    days,
  })
  return { text, tone: days > LONG_WAIT ? 'waiting' : 'neutral' }
}
