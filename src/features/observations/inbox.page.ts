import { In, LessThan, MoreThan } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { municipalitiesByIds } from '#src/features/organisations/office.queries.ts'
import { officesOf } from '#src/kernel/actor.ts'
import { isId } from '#src/kernel/ids.ts'
import type { BadgeModel, ListCell, PagesModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { excerpt, stateBadge } from './excerpt.ts'
import { type Observation, type ObservationState, observations } from './observation.entity.ts'
import { areFictitious } from './observation.queries.ts'
import { hrefOf } from './reports.page.ts'

export interface InboxPage {
  readonly title: string
  readonly fictitious: boolean
  readonly fresh: InboxList
  readonly returned: InboxList
  readonly settled: InboxList
}
interface InboxList {
  readonly lines: readonly InboxLine[]
  readonly pages: PagesModel
}
export interface InboxTable {
  readonly list: InboxList
  readonly caption: string
  readonly settled: boolean
}
export interface InboxLine {
  readonly href: string
  readonly number: string
  readonly text: string
  readonly municipality: string
  readonly sentAt: Date | null
  readonly badge: BadgeModel
  readonly deficiency: ListCell | null
  /** It takes the protected path. */
  readonly protectedBadge: BadgeModel | undefined
}

const PER_PAGE = 25
/** Keys of the lists' places in the query string. */
const PLACES = { fresh: 'nya', returned: 'ater', settled: 'klara' } as const
type Place = keyof typeof PLACES
type Query = Readonly<Record<string, string | undefined>>

/** What waits, the oldest first; what is settled, the latest first. */
export async function inboxPage(ctx: Ctx, query: Query): Promise<InboxPage> {
  return {
    title: ctx.t('observations.inbox'),
    fictitious: await areFictitious(ctx, officesOf(ctx.actor, 'coordinator')),
    fresh: await inboxList(ctx, query, 'fresh', ['sent'], 'ASC'),
    returned: await inboxList(ctx, query, 'returned', ['returned'], 'ASC'),
    settled: await inboxList(ctx, query, 'settled', ['linked', 'not_systemic', 'withdrawn'], 'DESC'),
  }
}

async function inboxList(
  ctx: Ctx,
  query: Query,
  place: Place,
  states: readonly ObservationState[],
  order: 'ASC' | 'DESC',
): Promise<InboxList> {
  const asked = query[PLACES[place]]
  const from = isId(asked) ? asked : undefined
  const beyond = order === 'ASC' ? MoreThan : LessThan
  const found = await ctx.rows(observations).all(
    {
      officeId: In(officesOf(ctx.actor, 'coordinator')),
      state: In([...states]),
      ...(from === undefined ? {} : { id: beyond(from) }),
    },
    { id: order },
    PER_PAGE + 1,
  )
  const reports = found.slice(0, PER_PAGE)
  const next = found.length > PER_PAGE ? `/inkorg?${PLACES[place]}=${reports.at(-1)?.id}#${PLACES[place]}` : null
  return { lines: await linesOf(ctx, reports), pages: { previous: from ? '/inkorg' : null, next } }
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
      badge: stateBadge(ctx, report.state),
      deficiency: deficiency === undefined ? null : { text: deficiency.number, href: hrefOf(deficiency) },
      protectedBadge: report.ownEmployer ? { text: ctx.t('observations.protectedShort'), tone: 'waiting' } : undefined,
    }
  })
}
