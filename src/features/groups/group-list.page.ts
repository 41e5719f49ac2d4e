import { officesByIds } from '#src/features/organisations/office.queries.ts'
import type { EmptyModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Group, groupOffices, REQUIRED_PARTIES } from './group.entity.ts'
import { groupPolicy } from './group.policy.ts'
import { type SeatWithHolders, seatsOf, visibleGroups } from './group.queries.ts'
import { requiredFilled } from './seat.rules.ts'

export interface GroupListPage {
  readonly title: string
  readonly fictitious: boolean
  readonly add: string | null
  readonly table: TableListModel | null
  readonly empty: EmptyModel
}

/** The groups that the reader has to do with. */
export async function groupListPage(ctx: Ctx): Promise<GroupListPage> {
  const groups = await visibleGroups(ctx)
  const arranges = groupPolicy.can(ctx.actor, 'arrange', { id: '', officeIds: [] })
  const add = arranges ? '/grupper/ny' : null
  return {
    title: ctx.t('groups.title'),
    fictitious: groups.some(({ fictitious }) => fictitious),
    add,
    table: groups.length === 0 ? null : await tableOf(ctx, groups),
    empty: {
      title: ctx.t('groups.none'),
      text: ctx.t(arranges ? 'groups.noneAdd' : 'groups.noneAsk'),
      ...(add === null ? {} : { action: { href: add, label: ctx.t('groups.new') } }),
    },
  }
}

async function tableOf(ctx: Ctx, groups: readonly Group[]): Promise<TableListModel> {
  const ids = groups.map(({ id }) => id)
  const seats = await seatsOf(ctx, ids, ctx.today)
  const served = await servedNames(ctx, ids)
  return {
    caption: ctx.t('groups.title'),
    columns: [
      { label: ctx.t('groups.group') },
      { label: ctx.t('groups.serves') },
      { label: ctx.t('groups.requiredSeats') },
    ],
    rows: groups.map(group => rowOf(ctx, group, served.get(group.id) ?? [], seatsIn(seats, group))),
  }
}

const seatsIn = (seats: readonly SeatWithHolders[], { id }: Group) => seats.filter(({ groupId }) => groupId === id)

/** The names of the offices that each group serves, in Swedish order. */
async function servedNames(ctx: Ctx, groupIds: readonly string[]): Promise<Map<string, string[]>> {
  const links = (await ctx.rows(groupOffices).all()).filter(({ groupId }) => groupIds.includes(groupId))
  const offices = await officesByIds(
    ctx,
    links.map(({ officeId }) => officeId),
  )
  const serves = (groupId: string, officeId: string): boolean =>
    links.some(link => link.groupId === groupId && link.officeId === officeId)
  return new Map(groupIds.map(id => [id, offices.filter(office => serves(id, office.id)).map(({ name }) => name)]))
}

function rowOf(ctx: Ctx, group: Group, offices: readonly string[], seats: readonly SeatWithHolders[]): ListCell[] {
  const [filled, all] = [requiredFilled(seats), REQUIRED_PARTIES.length]
  return [
    {
      text: group.name,
      href: `/grupper/${group.slug}`,
      note: group.fictitious ? ctx.t('web.fictitious') : undefined,
    },
    { text: offices.join(', ') || '–' },
    { badge: { text: ctx.t('groups.ofAll', { filled, all }), tone: filled < all ? 'waiting' : 'good' } },
  ]
}
