import type { Document } from '#src/documents/document.ts'
import { withUnits } from '#src/features/organisations/organisation.queries.ts'
import { sha256 } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import type { Audience, PackContent, PackSource } from './pack.content.ts'
import { packDocument } from './pack.document.ts'
import { packSource } from './pack.queries.ts'
import { confirmedWords, contentFor, type PackFinding, reviewPack, type Wanted } from './pack.rules.ts'
import { type PackConfirmation, packConfirmations } from './pack-confirmation.entity.ts'

/** A pack as it stands now, and what stands in its way. */
export interface Pack {
  readonly source: PackSource
  readonly content: PackContent
  readonly findings: readonly PackFinding[]
  /** A number that may never leave stands in it. */
  readonly blocked: boolean
  /** Of a pack for associations, as it is now; null for other packs and while nobody has confirmed this one. */
  readonly confirmation: PackConfirmation | null
  /** What is confirmed, if it is: a confirmation names it. */
  readonly mark: string
}

/** Everything, also what may not leave yet: for the convener, who mends and confirms it. */
export async function preparePack(ctx: Ctx, meeting: MeetingInGroup, wanted: Wanted): Promise<Pack> {
  const source = await packSource(ctx, meeting)
  const content = contentFor(source, wanted)
  const findings = reviewPack(content)
  const mark = sha256(confirmedWords(contentFor(source, { audience: 'associations', extract: null })))
  const confirmed = await ctx.rows(packConfirmations).one({ meetingId: meeting.id })
  return {
    ...{ source, content, findings, mark },
    blocked: findings.some(({ blocks }) => blocks),
    confirmation: wanted.audience === 'associations' && confirmed?.mark === mark ? confirmed : null,
  }
}

/** Whether others than the convener may open it. */
export const mayLeave = ({ blocked, content, confirmation }: Pack): boolean =>
  !blocked && (content.audience === 'authorities' || confirmation !== null)

/** The organisation with its units, for an extract of what concerns them. */
export const extractFor = async (ctx: Ctx, { id, name }: { readonly id: string; readonly name: string }) => ({
  name,
  ids: await withUnits(ctx, [id]),
})

/**
 * The pack that an audience may read now; null while it may not leave: a number of a person stands in it, or the convener
 * has not confirmed the one for associations. The caller sees to who may read the meeting's papers at all. Its footer names
 * the meeting only: a file gets `exportFooter` beside it.
 */
export async function packFor(
  ctx: Ctx,
  meeting: MeetingInGroup,
  audience: Audience,
  { large = false }: { readonly large?: boolean } = {},
): Promise<Document | null> {
  const pack = await preparePack(ctx, meeting, { audience, extract: null })
  return mayLeave(pack) ? packDocument(pack.content, large) : null
}
