import type { Document } from '#src/documents/document.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import type { Fact } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { decisionPolicy } from './decision.policy.ts'
import { effectsOf } from './effects.queries.ts'
import { excerptDocument } from './excerpt.document.ts'
import type { FoundDecision, OtherDecision } from './find-decision.ts'

interface Link {
  readonly href: string
  readonly label: string
}
export interface DecisionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly document: Document
  readonly corrected: boolean
  readonly links: readonly Link[]
  readonly docxHref: string
  /** What it led to, for those who may read the systemfel. */
  readonly effects: readonly Fact[]
  /** Its effects are told as what was taken back and what stands. */
  readonly effectsText: string | null
  /** For those who may have it corrected. */
  readonly correctHref: string | null
}

/** One decision: the excerpt, what replaces what, and what it has led to. */
export async function decisionPage(ctx: Ctx, found: FoundDecision): Promise<DecisionPage> {
  const { decision, deficiency, inCircle, correctedBy } = found
  const document = excerptDocument(found)
  const path = `/beslut/${decision.id}`
  const corrects = correctedBy === null && decisionPolicy.can(ctx.actor, 'correct', found)
  return {
    title: document.title,
    fictitious: document.fictitious,
    document: { ...document, fictitious: false },
    corrected: correctedBy !== null,
    links: linksOf(ctx, found),
    docxHref: `${path}/protokollsutdrag.docx`,
    effects: inCircle && deficiency !== null ? await effectsOf(ctx, decision.id, deficiency.id) : [],
    effectsText: correctedBy === null ? null : ctx.t('decisions.whatStays'),
    correctHref: corrects ? `${path}/rattelse` : null,
  }
}

function linksOf(ctx: Ctx, { deficiency, inCircle, meeting, corrects, correctedBy }: FoundDecision): Link[] {
  const to = ({ id, paragraph, year }: OtherDecision): Link => ({
    href: `/beslut/${id}`,
    label: ctx.t('decisions.toDecision', { paragraph: paragraphLabel(paragraph, year) }),
  })
  return [
    ...(correctedBy === null ? [] : [to(correctedBy)]),
    ...(corrects === null ? [] : [to(corrects)]),
    ...(deficiency !== null && inCircle
      ? [{ href: `/systemfel/${deficiency.number}`, label: `${deficiency.number} ${deficiency.title}` }]
      : []),
    ...(meeting.perCapsulam === null && opens(ctx, meeting)
      ? [{ href: `/moten/${meeting.id}`, label: ctx.t('decisions.toMeeting') }]
      : []),
  ]
}

const opens = ({ actor }: Ctx, meeting: FoundDecision['meeting']): boolean =>
  decisionPolicy.can(actor, 'view', { meeting, deficiency: null })
