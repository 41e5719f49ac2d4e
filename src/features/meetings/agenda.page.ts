import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaRow, type AgendaSection, agendaSections } from './agenda-rows.ts'
import { FREE_SECTIONS, neighbourOf } from './arrange-agenda.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { postponedFreeItems } from './postponed.queries.ts'
import { candidatesFor } from './propose-agenda.ts'
import { waitsLine, whenOf } from './why-line.ts'

interface ArrangedRow extends AgendaRow {
  readonly movesUp: boolean
  readonly movesDown: boolean
  readonly removable: boolean
}
export interface ArrangedSection {
  readonly label: string
  readonly rows: readonly ArrangedRow[]
}
/** What waits for the group and stands on no agenda. */
export interface WaitingRow {
  readonly title: string
  /** Null for a free item that was postponed. */
  readonly number: string | null
  readonly why: string
}

export interface AgendaPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  readonly sections: readonly ArrangedSection[]
  readonly waiting: readonly WaitingRow[]
  readonly byNumber: FormState
  readonly free: FormState
  readonly freeSections: readonly Option[]
}
interface Forms {
  readonly byNumber?: FormState
  readonly free?: FormState
}

/** The agenda as the convener arranges it. */
export async function agendaPage(ctx: Ctx, meeting: MeetingInGroup, forms: Forms = {}): Promise<AgendaPage> {
  return {
    title: ctx.t('meetings.agendaTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    sections: arranged(await agendaSections(ctx, meeting)),
    waiting: await waitingRows(ctx, meeting.groupId),
    byNumber: forms.byNumber ?? emptyForm(),
    free: forms.free ?? emptyForm({ section: 'other' }),
    freeSections: FREE_SECTIONS.map(value => ({ value, label: ctx.t(keyOf(`section.${value}`)) })),
  }
}

function arranged(sections: readonly AgendaSection[]): ArrangedSection[] {
  const items = sections.flatMap(({ rows }) => rows.map(({ item }) => item))
  return sections.map(({ label, rows }) => ({
    label,
    rows: rows.map(row => ({
      ...row,
      movesUp: neighbourOf(items, row.item, 'up') !== null,
      movesDown: neighbourOf(items, row.item, 'down') !== null,
      removable: row.item.paragraph === null,
    })),
  }))
}

async function waitingRows(ctx: Ctx, groupId: string): Promise<WaitingRow[]> {
  const candidates = await candidatesFor(ctx, groupId)
  const free = await postponedFreeItems(ctx, groupId)
  const line = (why: 'postponed', day: string) => waitsLine({ why, whyFacts: { day } }, ctx.actor.locale, ctx.today)
  return [
    ...candidates.map(({ deficiency: { title, number }, reason: { why, facts } }) => ({
      title,
      number,
      why: waitsLine({ why, whyFacts: facts }, ctx.actor.locale, ctx.today),
    })),
    ...free.map(({ title, day }) => ({ title, number: null, why: line('postponed', day) })),
  ]
}
