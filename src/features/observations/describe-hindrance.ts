import { z } from 'zod'
import { field, type Reviewed, withReviewed } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { isOwnEmployer } from './own-employer.ts'
import { officeField } from './report-fields.ts'
import { saveDraft } from './save-draft.ts'
import { authorOf, isColleague, isNamed, type WritingFor } from './writing-for.ts'

export const LONGEST_TEXT = 4000

export const hindranceForm = (officeIds: readonly string[]) =>
  z.object({ whatHappened: field.text(LONGEST_TEXT, 'observations.whatMissing'), officeId: officeField(officeIds) })
export const changedHindranceForm = (officeIds: readonly string[]) =>
  hindranceForm(officeIds).extend({ version: field.version() })
type Hindrance = z.output<ReturnType<typeof hindranceForm>>
/** The first step, where it is also said whose report it is. */
export const newHindranceForm = (writing: WritingFor) =>
  hindranceForm(writing.officeIds)
    .extend({ forId: field.optionalId() })
    .refine(chosen => isNamed(writing, chosen), FOR_MISSING)
    .refine(chosen => isColleague(writing, chosen), FOR_ELSEWHERE)
/** The same once there is a draft, for whoever began it. */
export const begunHindranceForm = (writing: WritingFor) =>
  changedHindranceForm(writing.officeIds)
    .extend({ forId: field.optionalId() })
    .refine(chosen => isNamed(writing, chosen), FOR_MISSING)
    .refine(chosen => isColleague(writing, chosen), FOR_ELSEWHERE)
const FOR_MISSING = { path: ['forId'], message: 'office.forMissing' }
const FOR_ELSEWHERE = { path: ['forId'], message: 'office.forElsewhere' }

/** The first step makes the draft. The form has seen to it that the office is the ombud's own. */
export function startReport(
  ctx: Ctx,
  { whatHappened, officeId, forId = null }: Hindrance & { readonly forId?: string | null },
  reviewed: readonly Reviewed[] = [],
): Promise<Observation> {
  const empty = { ...emptyReport(ctx, officeId, whatHappened), ...authorOf(ctx, forId) }
  return ctx.rows(observations).insert({ ...empty, reviewed: withReviewed(null, reviewed) })
}

/** A report moved to another office loses what was that office's. */
export async function changeHindrance(
  ctx: Ctx,
  draft: Observation,
  { whatHappened, officeId, version, forId }: Hindrance & { version: number; readonly forId?: string | null },
  reviewed: readonly Reviewed[] = [],
): Promise<Observation> {
  const moved = draft.state === 'draft' && officeId !== draft.officeId
  const changes = moved
    ? { officeId, municipalityId: null, ownEmployer: await isOwnEmployer(ctx, officeId, draft.organisationIds) }
    : {}
  return saveDraft(ctx, draft, version, {
    ...changes,
    ...(forId === undefined ? {} : authorOf(ctx, forId)),
    whatHappened,
    reviewed: withReviewed(draft.reviewed, reviewed),
  })
}

export const emptyReport = (ctx: Ctx, officeId: string, whatHappened: string): Observation => ({
  id: ctx.newId(),
  number: null,
  officeId,
  ombudId: ctx.actor.id,
  state: 'draft',
  whatHappened,
  consequence: null,
  tried: null,
  proposal: null,
  level: null,
  facets: [],
  themes: [],
  organisationIds: [],
  gap: false,
  municipalityId: null,
  firstMonth: null,
  lastMonth: null,
  clientBand: null,
  severity: null,
  ownEmployer: false,
  deficiencyId: null,
  sameHere: false,
  reason: null,
  reviewed: null,
  createdAt: ctx.now,
  changedAt: ctx.now,
  remindedAt: null,
  sentAt: null,
  triagedAt: null,
  writtenById: null,
  keeperId: null,
  handedAt: null,
  heldUntil: null,
  version: 1,
})
