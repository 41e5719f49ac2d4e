import { createHash } from 'node:crypto'
import { In } from 'typeorm'
import type { Block, Document } from '#src/documents/document.ts'
import { decisionsOfMeeting, itemsOf, type MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { inSwedish, swedishDay } from '#src/features/meetings/wording.ts'
import { IN_ITS_PLACE } from '#src/features/withholding/place.ts'
import { withheldTexts } from '#src/features/withholding/withheld-text.entity.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { withoutWords } from './frozen.rules.ts'
import { type Minutes, type MinutesAdjuster, type MinutesObjection, minutesTexts } from './minutes.entity.ts'
import { everyAdjusterOf, minutesOf, type SaidOfMinutes, saidOf } from './minutes.queries.ts'
import { type Part, partsOf } from './minutes-parts.ts'

/** The notes or minutes of a meeting, the same as page and as any file: as approved, or as they read so far. */
export async function minutesDocument(ctx: Ctx, meeting: MeetingInGroup): Promise<Document> {
  const kept = await minutesOf(ctx, meeting.id)
  if (meeting.state === 'done' && kept !== null && isFrozen(kept)) return readable(ctx, meeting.id, kept)
  const everybody = await everyAdjusterOf(ctx, meeting.id)
  return draftDocument(meeting, await partsOf(ctx, meeting), everybody, await saidOf(ctx, meeting.id))
}

export type Frozen = Minutes & { readonly model: Document; readonly sha256: string; readonly approvedAt: Date }
export const isFrozen = (kept: Minutes): kept is Frozen =>
  kept.model !== null && kept.sha256 !== null && kept.approvedAt !== null

/** As they were approved, with their version and their hash. What has been withheld since is not read here either. */
async function readable(ctx: Ctx, meetingId: string, kept: Frozen): Promise<Document> {
  const model = withoutWords(kept.model, await withheldIn(ctx, meetingId), IN_ITS_PLACE)
  return { ...model, footer: [...model.footer, ...markOfFrozen(kept)] }
}

const markOfFrozen = ({ round, approvedAt, sha256 }: Frozen): string[] => [
  inSwedish('minutes.version', { version: round, time: dates.sv.time(approvedAt) }),
  inSwedish('minutes.sha256', { hash: sha256 }),
]

/** The very words that the hash is of; null when something in them is withheld. */
export async function frozenWords(ctx: Ctx, meetingId: string): Promise<string | null> {
  const kept = await minutesOf(ctx, meetingId)
  if (kept === null || !isFrozen(kept)) return null
  const words = JSON.stringify(kept.model)
  const shown = JSON.stringify(withoutWords(kept.model, await withheldIn(ctx, meetingId), IN_ITS_PLACE))
  return shown === words ? words : null
}

async function withheldIn(ctx: Ctx, meetingId: string): Promise<string[]> {
  const ids = [
    ...(await itemsOf(ctx, meetingId)),
    ...(await decisionsOfMeeting(ctx, meetingId)),
    ...(await ctx.rows(minutesTexts).all({ meetingId })),
    ...(await saidOf(ctx, meetingId)).objections,
  ].map(({ id }) => id)
  const held = await ctx
    .rows(withheldTexts)
    .all({ rowId: In([meetingId, ...ids]), state: In(['withheld', 'corrected']) })
  return held.map(({ text }) => text)
}

export function draftDocument(
  meeting: MeetingInGroup,
  parts: readonly Part[],
  adjusters: readonly MinutesAdjuster[],
  said: SaidOfMinutes,
): Document {
  const { group } = meeting
  const [start, ...paragraphs] = parts
  return {
    title: inSwedish(`minutesKind.${group.minutesKind}`),
    lang: 'sv',
    subject: group.name,
    fictitious: group.fictitious,
    blocks: [
      ...(start?.blocks ?? []),
      { kind: 'heading', level: 2, text: inSwedish('meetings.items') },
      ...paragraphs.flatMap(part => [
        { kind: 'heading', level: 3, text: part.heading ?? '' } as const,
        ...part.blocks,
        ...dissentBlocks(part, adjusters, said.objections),
      ]),
    ],
    footer: [`${group.name}, ${swedishDay(meeting.day)}`],
  }
}

/** What somebody who approved a § was of another opinion about. It stands until she takes it back. */
export function dissentBlocks(
  { key }: Pick<Part, 'key'>,
  adjusters: readonly MinutesAdjuster[],
  objections: readonly MinutesObjection[],
): Block[] {
  const dissents = objections.filter(
    ({ part, kind, takenBackAt }) => part === key && kind === 'dissent' && takenBackAt === null,
  )
  return dissents.map(({ adjusterId, text }) => {
    const name = adjusters.find(({ id }) => id === adjusterId)?.name ?? ''
    return {
      kind: 'note',
      text: [{ text: inSwedish('minutes.dissentBy', { name }), strong: true }, { text: ` ${text}` }],
    }
  })
}

/** The document as it is frozen: with those who approved it and when each was done, and nothing that changes later. */
export function approvedDocument(
  draft: Document,
  adjusters: readonly MinutesAdjuster[],
  said: SaidOfMinutes,
): Document {
  const lastOf = (id: string): Date | undefined =>
    said.approvals.filter(({ adjusterId }) => adjusterId === id).at(-1)?.at
  const rows = adjusters.map(({ id, name }) => {
    const at = lastOf(id)
    return [name, at === undefined ? null : dates.sv.time(at)]
  })
  const columns = [{ label: inSwedish('minutes.adjuster') }, { label: inSwedish('minutes.approvedAt') }]
  return {
    ...draft,
    blocks: [
      ...draft.blocks,
      { kind: 'heading', level: 2, text: inSwedish('minutes.approval') },
      { kind: 'table', caption: inSwedish('minutes.approval'), columns, rows },
    ],
  }
}

/** SHA-256 in hex of a document's model, as JSON in the order it was made. */
export const hashOfModel = (model: Document): string => createHash('sha256').update(JSON.stringify(model)).digest('hex')
