import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, faulty, field, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { chosenIn, queryText } from './deficiency-filter.rules.ts'
import { type SavedView, savedViews } from './saved-view.entity.ts'

export const MOST_VIEWS = 30
const LONGEST_NAME = 60
const LONGEST_QUERY = 1000

export const NewView = z.object({
  name: field.text(LONGEST_NAME, 'list.nameMissing'),
  /** As an address has it; only what the list knows is kept. */
  query: z.string('errors.form').max(LONGEST_QUERY, 'errors.tooLong').transform(knownQuery),
  opens: field.flag(),
})
export const ViewName = z.object({ version: field.version(), name: field.text(LONGEST_NAME, 'list.nameMissing') })
export const ViewOpens = z.object({ version: field.version(), opens: field.flag() })
export const ViewGone = z.object({ version: field.version() })

function knownQuery(text: string): string {
  return queryText(chosenIn(Object.fromEntries(new URLSearchParams(text))))
}

/** The actor's own, in the order they were saved. */
export const ownViews = (ctx: Ctx): Promise<SavedView[]> =>
  ctx.rows(savedViews).all({ personId: ctx.actor.id }, { createdAt: 'ASC', id: 'ASC' }, MOST_VIEWS)

/** Throws `NotFound` for another's. */
export const findView = (ctx: Ctx, id: string): Promise<SavedView> =>
  ctx.rows(savedViews).get({ id, personId: ctx.actor.id })

/** Adds to a form what only the person's other views tell. `current` is the one that is renamed. */
export async function alsoFree<T extends { readonly name: string }>(
  ctx: Ctx,
  read: Read<T>,
  body: Submitted,
  current: SavedView | null = null,
): Promise<Read<T>> {
  if (!read.ok) return read
  const faults = faultsOf(await ownViews(ctx), read.value.name, current)
  return Object.keys(faults).length === 0 ? read : faulty(body, faults)
}

function faultsOf(views: readonly SavedView[], name: string, current: SavedView | null): FieldErrors {
  const others = views.filter(({ id }) => id !== current?.id)
  if (current === null && views.length >= MOST_VIEWS) return { name: ['list.tooMany'] }
  return others.some(other => other.name === name) ? { name: ['list.nameTaken'] } : {}
}

export async function saveView(ctx: Ctx, { name, query, opens }: z.output<typeof NewView>): Promise<SavedView> {
  if (opens) await letNoneOpen(ctx)
  const view = await ctx.rows(savedViews).insert({
    id: ctx.newId(),
    personId: ctx.actor.id,
    name,
    query,
    opens,
    createdAt: ctx.now,
    version: 1,
  })
  note(ctx, 'saved', view)
  return view
}

export async function renameView(
  ctx: Ctx,
  view: SavedView,
  { version, name }: z.output<typeof ViewName>,
): Promise<void> {
  await ctx.rows(savedViews).update({ ...view, version }, { name })
  note(ctx, 'renamed', view)
}

/** The list opens with it from now on, or with all open ones again. */
export async function setOpening(
  ctx: Ctx,
  view: SavedView,
  { version, opens }: z.output<typeof ViewOpens>,
): Promise<void> {
  assertSame(view, version)
  await letNoneOpen(ctx)
  if (opens) await ctx.rows(savedViews).update(await findView(ctx, view.id), { opens })
  note(ctx, opens ? 'opens' : 'opensNoMore', view)
}

export async function removeView(ctx: Ctx, view: SavedView, { version }: z.output<typeof ViewGone>): Promise<void> {
  assertSame(view, version)
  await ctx.rows(savedViews).remove({ id: view.id, personId: ctx.actor.id })
  note(ctx, 'removed', view)
}

/** For what is not an update of the row itself. */
function assertSame({ id, version }: SavedView, seen: number): void {
  if (version !== seen) throw new Conflict('errors.conflict', { table: savedViews.name, id })
}

async function letNoneOpen(ctx: Ctx): Promise<void> {
  await ctx.rows(savedViews).changeAll({ personId: ctx.actor.id, opens: true }, { opens: false })
}

const note = (ctx: Ctx, what: string, { id }: SavedView): void =>
  ctx.record(`view.${what}`, { type: 'person', id: ctx.actor.id }, { viewId: id })
