import { whenOf } from '#src/features/meetings/why-line.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { cannotCorrect, meetingsToCorrectAt } from './correct-decision.ts'
import type { FoundDecision } from './find-decision.ts'

export interface CorrectionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly action: string
  readonly form: FormState
  readonly text: string
  /** Why it cannot be corrected; null when it can. */
  readonly refused: string | null
  readonly meetings: readonly Option[]
  readonly betweenHref: string
}

/** How a decision is corrected: at a meeting, or between meetings. */
export async function correctionPage(ctx: Ctx, found: FoundDecision, form?: FormState): Promise<CorrectionPage> {
  const { decision, deficiency, group } = found
  const paragraph = paragraphLabel(decision.paragraph, decision.year)
  const refused = cannotCorrect(found)
  const coming = refused === null ? await meetingsToCorrectAt(ctx, found) : []
  return {
    title: ctx.t('decisions.correctOne', { paragraph }),
    fictitious: deficiency?.fictitious ?? group.fictitious,
    back: `/beslut/${decision.id}`,
    action: `/beslut/${decision.id}/rattelse`,
    form: form ?? emptyForm(),
    text: decision.text,
    refused: refused === null ? null : ctx.t(keyOf(refused)),
    meetings: coming.map(meeting => ({ value: meeting.id, label: whenOf(meeting, ctx.actor.locale) })),
    betweenHref: `/systemfel/${deficiency?.number ?? ''}/mellan-moten?rattar=${decision.id}`,
  }
}
