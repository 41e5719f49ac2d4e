import { whenOf } from '#src/features/meetings/why-line.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { cannotCorrect, meetingsToCorrectAt } from './correct-decision.ts'
import type { FoundDecision } from './find-decision.ts'
import { questionsOf } from './hold-back.ts'

export interface CorrectionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly action: string
  readonly form: FormState
  readonly text: string
  /** Why it cannot be corrected; null when it can. */
  readonly refused: string | null
  /** What happens to the questions that it asked, as soon as its correction is set up. */
  readonly questions: readonly string[]
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
    questions: refused === null ? await questionLines(ctx, decision.id) : [],
    meetings: coming.map(meeting => ({ value: meeting.id, label: whenOf(meeting, ctx.actor.locale) })),
    betweenHref: `/systemfel/${deficiency?.number ?? ''}/mellan-moten?rattar=${decision.id}`,
  }
}

async function questionLines(ctx: Ctx, decisionId: string): Promise<string[]> {
  const { unsent, sent } = await questionsOf(ctx, decisionId)
  return [
    ...(unsent.length === 0 ? [] : [ctx.t('decisions.unsentTakenBack')]),
    ...(sent.length === 0 ? [] : [ctx.t('decisions.sentIsTold')]),
  ]
}
