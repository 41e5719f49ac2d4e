import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { yearOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { minutesTexts } from './minutes.entity.ts'
import { hasMoved, type Part } from './minutes-parts.ts'
import { textOf } from './minutes-text.rules.ts'
import { LONGEST_PARAGRAPH } from './write-paragraph.ts'

export interface ParagraphPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly action: string
  readonly itemId: string
  readonly version: number
  readonly form: FormState
  readonly maxLength: number
  /** Null while the § reads as it is generated. */
  readonly byHand: { readonly generated: string; readonly moved: boolean } | null
  /** What a changed text asks of those who approve the minutes. */
  readonly asksAgain: boolean
}

/** The text of one §, to be written by hand, with what would be generated and the way back to that. */
export async function paragraphPage(
  ctx: Ctx,
  meeting: MeetingInGroup,
  part: Part,
  form?: FormState,
): Promise<ParagraphPage> {
  const { item } = part
  if (item === null || !meetingLifecycle.allows(meeting.state, 'note')) throw new Conflict('errors.notFromHere')
  const kept = await ctx.rows(minutesTexts).one({ itemId: item.id })
  const label = paragraphLabel(item.paragraph ?? 0, yearOf(meeting.day))
  return {
    title: ctx.t('minutes.editTitle', { paragraph: label }),
    fictitious: meeting.group.fictitious,
    back: `/moten/${meeting.id}/protokoll`,
    action: `/moten/${meeting.id}/protokoll/${part.nr}`,
    itemId: item.id,
    version: kept?.version ?? 0,
    form: form ?? emptyForm({ text: part.byHand?.text ?? textOf(part.blocks) }),
    maxLength: LONGEST_PARAGRAPH,
    byHand: part.byHand === null ? null : { generated: part.generated, moved: hasMoved(part) },
    asksAgain: meeting.state === 'approval',
  }
}
