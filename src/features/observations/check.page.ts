import { groupsServing } from '#src/features/groups/group.queries.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type StepFrame, stepFrame } from './filing.page.ts'
import { missingSteps, stepPath } from './filing.rules.ts'
import type { Observation } from './observation.entity.ts'
import { employerNames } from './organisation-groups.ts'
import { type ReportFacts, reportFacts } from './report-facts.page.ts'

export interface CheckPage extends StepFrame {
  readonly report: ReportFacts
  readonly office: string
  /** The groups that read the systemfel it may become, but never the report. */
  readonly groups: string
  /** The own employer, when the report is about it: it takes the protected path. */
  readonly employers: string | null
  /** What is left to answer. It can be sent when nothing is. */
  readonly missing: readonly { readonly label: string; readonly href: string }[]
  /** How many things the ombud has let stand in the texts. */
  readonly letStand: number
  /** It is sent again, completed. */
  readonly again: boolean
}

export async function checkPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<CheckPage> {
  const [office] = await officesByIds(ctx, [draft.officeId])
  const groups = await groupsServing(ctx, draft.officeId)
  const again = draft.state === 'returned'
  const frame = await stepFrame(ctx, 'check', draft, {}, form)
  return {
    ...frame,
    back: again ? `/rapporter/${draft.number}` : frame.back,
    report: await reportFacts(ctx, draft, true),
    office: office?.name ?? '',
    groups: groups.map(({ name }) => name).join(', '),
    employers: draft.ownEmployer ? (await employerNames(ctx, draft.officeId)).join(', ') : null,
    missing: missingSteps(draft).map(step => ({
      label: ctx.t(keyOf(`observations.step.${step}`)),
      href: stepPath(draft.id, step),
    })),
    letStand: Object.keys(draft.reviewed ?? {}).length,
    again,
  }
}
