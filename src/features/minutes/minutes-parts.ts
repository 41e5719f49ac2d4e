import type { Block } from '#src/documents/document.ts'
import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { type GeneratedPart, generatedParts } from '#src/features/meetings/notes.document.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { sha256 } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import { type MinutesText, minutesTexts } from './minutes.entity.ts'
import { blocksOf, textOf } from './minutes-text.rules.ts'

/** The part that tells time, place and attendance: changed by its own form, and approved as a § is. */
export const START = 'start'

/** A part of the minutes as it reads now. What is approved is its hash. */
export interface Part {
  /** The agenda item, or `start`. */
  readonly key: string
  readonly item: AgendaItem | null
  /** Its place on the agenda, `3`. */
  readonly nr: number | null
  readonly heading: string | null
  readonly blocks: readonly Block[]
  readonly hash: string
  /** What is generated, as text; the same as it reads unless it is changed by hand. */
  readonly generated: string
  readonly generatedHash: string
  readonly byHand: MinutesText | null
}

/** Time, place and attendance, and then each §: generated, or as somebody has written it by hand. */
export async function partsOf(ctx: Ctx, meeting: MeetingInGroup): Promise<Part[]> {
  const texts = await ctx.rows(minutesTexts).all({ meetingId: meeting.id })
  const written = new Map(texts.map(text => [text.itemId, text]))
  return (await generatedParts(ctx, meeting)).map(part => partOf(part, written.get(part.row?.item.id ?? '')))
}

function partOf({ row, heading, blocks }: GeneratedPart, text: MinutesText | undefined): Part {
  const byHand = text === undefined || text.text === null ? null : text
  const shown = byHand === null ? blocks : blocksOf(byHand.text ?? '')
  return {
    key: row?.item.id ?? START,
    item: row?.item ?? null,
    nr: row?.nr ?? null,
    heading,
    blocks: shown,
    hash: hashOf(heading, shown),
    generated: textOf(blocks),
    generatedHash: hashOf(heading, blocks),
    byHand,
  }
}

const hashOf = (heading: string | null, blocks: readonly Block[]): string => sha256(JSON.stringify([heading, blocks]))

/** Whether what was generated has become another since somebody changed the § by hand. */
export const hasMoved = ({ byHand, generatedHash }: Part): boolean =>
  byHand !== null && byHand.generatedHash !== generatedHash

/** A § by its place on the agenda. Throws `NotFound` where nothing is decided there. */
export async function paragraphAt(ctx: Ctx, meeting: MeetingInGroup, nr: string): Promise<Part> {
  return paragraph((await partsOf(ctx, meeting)).find(part => String(part.nr) === nr))
}
/** By its agenda item, as a form names it. */
export async function paragraphOf(ctx: Ctx, meeting: MeetingInGroup, itemId: unknown): Promise<Part> {
  return paragraph((await partsOf(ctx, meeting)).find(({ key, item }) => item !== null && key === itemId))
}
function paragraph(part: Part | undefined): Part {
  if (part?.item === undefined || part.item?.paragraph === null) throw new NotFound('errors.notFound')
  return part
}

/** One hash for all that somebody reads at a time: what she approves must be what she has read. */
export const hashOfAll = (parts: readonly Part[]): string =>
  sha256(JSON.stringify(parts.map(({ key, hash }) => [key, hash])))
