import { Params } from '#src/db/sql.ts'
import { requestsOf } from '#src/features/answers/answer.queries.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import type { ClientBand } from '#src/features/deficiencies/words.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { seenByOffices, themesOf } from './item.queries.ts'
import { organisationIdsOf } from './matter.ts'
import type { AgendaItem } from './meeting.entity.ts'
import { decisionsOf, itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import type { PackItem, PackMatter, PackSource } from './pack.content.ts'
import { effectResults, openActions, openRequests } from './pack-annexes.queries.ts'
import { type Proposal, proposalsOf } from './proposal.queries.ts'
import { readingDay, whyLine } from './why-line.ts'
import { inSwedish } from './wording.ts'

/** Everything that a pack of the meeting may hold, for whomever. The caller sees to who reads it. */
export async function packSource(ctx: Ctx, meeting: MeetingInGroup): Promise<PackSource> {
  const read = readingDay(meeting, ctx.today)
  const rows = await itemsOf(ctx, meeting.id)
  const proposals = await proposalsOf(ctx, meeting, rows)
  const items: PackItem[] = []
  for (const [index, item] of rows.entries())
    items.push(await packItem(ctx, item, index + 1, { read, proposal: proposals.get(item.id) ?? null }))
  const annexes = {
    actions: await openActions(ctx, meeting),
    requests: await openRequests(ctx, meeting, read),
    effects: await effectResults(ctx, meeting),
  }
  const ids = [
    ...items.flatMap(({ matter }) => matter?.deficiency.id ?? []),
    ...Object.values(annexes).flatMap(rows => rows.map(({ deficiencyId }) => deficiencyId)),
  ]
  const { group, day, time, place } = meeting
  return {
    ...{ group: group.name, fictitious: group.fictitious, day, time, place, items },
    ...annexes,
    bands: await bandsOf(ctx, ids),
    responsible: await responsibleFor(ctx, ids),
  }
}

interface Before {
  readonly read: Day
  readonly proposal: Proposal | null
}
async function packItem(ctx: Ctx, item: AgendaItem, nr: number, { read, proposal }: Before): Promise<PackItem> {
  const { id, section, title, deficiencyId } = item
  return {
    ...{ id, nr, section, title },
    why: whyLine(item, 'sv', read),
    proposal: proposal === null ? null : proposalText(proposal),
    matter: deficiencyId === null ? null : await packMatter(ctx, deficiencyId, id),
  }
}

function proposalText({ type, text }: Proposal): string {
  const kind = inSwedish(type === 'note' ? 'meetings.noted' : `decision.${type}`)
  return text === '' ? kind : `${kind}: ${text}`
}

async function packMatter(ctx: Ctx, deficiencyId: string, itemId: string): Promise<PackMatter> {
  const names = await organisationNames(ctx, await organisationIdsOf(ctx, deficiencyId))
  const decisions = await decisionsOf(ctx, deficiencyId)
  const requests = await requestsOf(ctx, deficiencyId)
  return {
    deficiency: await deficiencyById(ctx, deficiencyId),
    organisations: [...names.values()],
    themes: await themesOf(ctx, deficiencyId),
    seen: await seenByOffices(ctx, deficiencyId),
    requests: requests.filter(({ state }) => state === 'sent' || state === 'answered' || state === 'closed'),
    decisions: decisions.filter(({ agendaItemId }) => agendaItemId !== itemId),
  }
}

/** The band of each report on each systemfel. */
async function bandsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, (ClientBand | null)[]>> {
  const rows = await selectFor<{ deficiencyId: string; band: ClientBand | null }>(
    ctx,
    ids,
    within => `SELECT "deficiency_id" AS "deficiencyId", "client_band" AS "band" FROM "observation"
      WHERE "state" = 'linked' AND ${within}`,
  )
  return grouped(rows, ({ band }) => band)
}

async function responsibleFor(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await selectFor<{ deficiencyId: string; organisationId: string }>(
    ctx,
    ids,
    within => `SELECT "deficiency_id" AS "deficiencyId", "organisation_id" AS "organisationId"
      FROM "deficiency_organisation" WHERE ${within}`,
  )
  return grouped(rows, ({ organisationId }) => organisationId)
}

async function selectFor<T>(ctx: Ctx, ids: readonly string[], query: (within: string) => string): Promise<T[]> {
  if (ids.length === 0) return []
  const p = new Params()
  return ctx.sql.select<T>(query(p.in('"deficiency_id"', [...new Set(ids)])), p)
}

function grouped<R extends { readonly deficiencyId: string }, T>(
  rows: readonly R[],
  value: (row: R) => T,
): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(row.deficiencyId, [...(found.get(row.deficiencyId) ?? []), value(row)])
  return found
}
