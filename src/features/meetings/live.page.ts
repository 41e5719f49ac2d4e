import { people } from '#src/features/people/person.entity.ts'
import type { FormState } from '#src/kernel/forms.ts'
import { emptyForm } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AgendaRow } from './agenda-rows.ts'
import type { Matter } from './matter.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { attendanceOf } from './meeting.queries.ts'
import { wasThere } from './presence.rules.ts'
import { presenceText } from './presence-text.ts'
import { namesOf, recusedBy } from './recusal.queries.ts'
import { shownRow } from './screen.queries.ts'

/** What the one who leads a meeting can do on an item beside deciding. */
export interface LiveTools {
  readonly recusal: RecusalModel | null
  /** Puts the item before those who follow; null when it is there already. */
  readonly show: { readonly action: string; readonly itemId: string } | null
  /** Where this person's keys stand; null when there is nothing to press them for. */
  readonly shortcuts: { readonly on: boolean; readonly returnTo: string } | null
}
export interface RecusalModel {
  readonly action: string
  readonly itemId: string
  readonly version: number
  readonly form: FormState
  /** Those who are there; empty until attendance is noted. */
  readonly options: readonly Option[]
  readonly attendanceHref: string
  readonly open: boolean
}

interface Around {
  readonly rows: readonly AgendaRow[]
  readonly nr: number
  /** The form about recusal, with something wrong in it. */
  readonly faulty: FormState | undefined
}

/** Null for those who only follow, and when nothing can be done with the meeting now. */
export async function liveTools(ctx: Ctx, matter: Matter, { rows, nr, faulty }: Around): Promise<LiveTools | null> {
  const { meeting, item } = matter
  if (!meetingPolicy.can(ctx.actor, 'lead', meeting) || !meetingLifecycle.allows(meeting.state, 'note')) return null
  const at = `/moten/${meeting.id}/punkter/${nr}`
  const running = meetingLifecycle.allows(meeting.state, 'decide')
  const shown = running ? await shownRow(ctx, meeting.id, rows) : null
  return {
    recusal: await recusalModel(ctx, matter, at, faulty),
    show: !running || shown?.item.id === item.id ? null : { action: `${at}/visning`, itemId: item.id },
    shortcuts: running ? { on: await hasShortcuts(ctx), returnTo: at } : null,
  }
}

const hasShortcuts = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.rows(people).one({ id: ctx.actor.id }))?.shortcuts === true

async function recusalModel(
  ctx: Ctx,
  { meeting, item }: Matter,
  at: string,
  faulty: FormState | undefined,
): Promise<RecusalModel> {
  const there = (await attendanceOf(ctx, meeting.id)).filter(wasThere)
  const recused = (await recusedBy(ctx, there)).get(item.id) ?? []
  return {
    action: `${at}/jav`,
    itemId: item.id,
    version: item.version,
    form: faulty ?? emptyForm({ recused: recused.map(({ id }) => id) }),
    options: there.map(one => ({ value: one.id, label: one.name, hint: presenceText(one, ctx.actor.locale) })),
    attendanceHref: `/moten/${meeting.id}/narvaro`,
    open: recused.length > 0 || faulty !== undefined,
  }
}

/** Who took no part in an item, for everybody who reads it. */
export const recusedText = async (ctx: Ctx, { meeting, item }: Matter): Promise<string | null> =>
  namesOf((await recusedBy(ctx, await attendanceOf(ctx, meeting.id))).get(item.id))
