import type { Body, Document } from '#src/documents/document.ts'
import { whenOf } from '#src/features/meetings/why-line.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import type { BadgeModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { isLocked } from './adjuster-link.ts'
import { dissentBlocks, minutesDocument } from './minutes.document.ts'
import { type MinutesAdjuster, type MinutesObjection, OBJECTION_KINDS } from './minutes.entity.ts'
import { type Approving, everyAdjusterOf, saidOf } from './minutes.queries.ts'
import { hashOfAll, type Part, partsOf } from './minutes-parts.ts'
import { isOpen, markOf, waitsFor } from './standing.rules.ts'
import { MARK_TONES, nameOf } from './standing-shown.ts'

/** What stands on every page of the link: whose minutes, of which meeting, and whom to ask. */
export interface ApproveBase {
  readonly title: string
  readonly fictitious: boolean
  readonly group: string
  readonly when: string
  readonly name: string
  readonly reach: string | null
}
const base = (ctx: Ctx, { meeting, adjuster }: Approving, title: string): ApproveBase => ({
  title,
  fictitious: meeting.group.fictitious,
  group: meeting.group.name,
  when: whenOf(meeting, ctx.actor.locale),
  name: adjuster.name,
  reach: meeting.group.email,
})

/** The first page of a link. It tells nothing of what the minutes say, since machines open links too. */
export type ApproveOpenPage = ApproveBase
export const approveOpenPage = (ctx: Ctx, approving: Approving): ApproveOpenPage =>
  base(ctx, approving, ctx.t('minutes.openTitle', { group: approving.meeting.group.name }))

export interface ApprovePartModel {
  readonly key: string
  readonly seen: string
  readonly heading: string
  readonly body: Body
  readonly badge: BadgeModel
  readonly hers: readonly HerObjection[]
  readonly form: FormState
  readonly open: boolean
  readonly kinds: readonly Option[]
}
export interface HerObjection {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly canTakeBack: boolean
}
export interface ApprovePage extends ApproveBase {
  readonly adjusterId: string
  readonly seen: string
  readonly email: string
  readonly parts: readonly ApprovePartModel[]
  /** How many parts wait for her. */
  readonly waiting: number
  readonly waitingText: string
  readonly problem: string | null
  /** The form for the code that has been mailed; null until one is. */
  readonly codeForm: FormState | null
  readonly locked: boolean
}
export interface FaultyApproval {
  readonly code?: FormState
  readonly part?: { readonly key: string; readonly form: FormState }
  readonly problem?: string
}

/** All that she is to approve, as it reads now, with a way to say what is wrong under each part. */
export async function approvePage(ctx: Ctx, approving: Approving, faulty: FaultyApproval = {}): Promise<ApprovePage> {
  const { adjuster, meeting } = approving
  const parts = await partsOf(ctx, meeting)
  const said = await saidOf(ctx, meeting.id)
  const everybody = await everyAdjusterOf(ctx, meeting.id)
  const waiting = waitsFor(parts, adjuster.id, said).length
  const models = parts.map(part => {
    const dissents = dissentBlocks(part, everybody, said.objections)
    return {
      ...partModel(ctx, adjuster, part, said),
      body: { lang: 'sv', blocks: [...part.blocks, ...dissents] } as const,
    }
  })
  const { part: wrong } = faulty
  return {
    ...base(ctx, approving, ctx.t('minutes.approveTitle')),
    adjusterId: adjuster.id,
    seen: hashOfAll(parts),
    email: adjuster.email,
    parts: models.map(one => (wrong?.key === one.key ? { ...one, form: wrong.form, open: true } : one)),
    waiting,
    waitingText: ctx.t(waiting === 1 ? 'minutes.waitingOne' : 'minutes.waitingMany', { count: waiting }),
    problem: faulty.problem === undefined ? null : ctx.t(keyOf(faulty.problem)),
    codeForm: (await hasCode(ctx, adjuster)) ? (faulty.code ?? emptyForm()) : null,
    locked: isLocked(adjuster),
  }
}

async function hasCode(ctx: Ctx, { codeId }: MinutesAdjuster): Promise<boolean> {
  const code = codeId === null ? null : await ctx.rows(accessLinks).one({ id: codeId })
  return code !== null && code.revokedAt === null && code.expiresAt > ctx.now
}

function partModel(
  ctx: Ctx,
  { id }: MinutesAdjuster,
  part: Part,
  said: Awaited<ReturnType<typeof saidOf>>,
): Omit<ApprovePartModel, 'body'> {
  const mark = markOf(part, id, said)
  const hers = said.objections.filter(one => one.adjusterId === id && one.part === part.key)
  return {
    key: part.key,
    seen: part.hash,
    heading: nameOf(part),
    badge: { text: ctx.t(keyOf(`minutes.mine.${mark}`)), tone: MARK_TONES[mark] },
    hers: hers.map(one => herObjection(ctx, one, isOpen(one, part))),
    form: emptyForm(),
    open: false,
    kinds: OBJECTION_KINDS.map(value => ({
      value,
      label: ctx.t(keyOf(`minutes.kind.${value}`)),
      hint: ctx.t(keyOf(`minutes.kindHint.${value}`)),
    })),
  }
}

function herObjection(ctx: Ctx, { id, kind, text, takenBackAt }: MinutesObjection, open: boolean): HerObjection {
  const stands = takenBackAt === null && (kind === 'dissent' || open)
  const stage = takenBackAt !== null ? 'takenBack' : kind === 'dissent' ? 'dissent' : open ? 'open' : 'changed'
  return { id, label: ctx.t(keyOf(`minutes.objection.${stage}`)), text, canTakeBack: stands }
}

export interface ApprovedPage extends ApproveBase {
  readonly document: Document
  readonly lead: string
}
/** What she sees when the minutes are locked: what she approved, with the version and the hash. */
export async function approvedPage(ctx: Ctx, approving: Approving): Promise<ApprovedPage> {
  const { meeting } = approving
  const at = meeting.notesDoneAt
  return {
    ...base(ctx, approving, ctx.t('minutes.approvedTitle')),
    document: { ...(await minutesDocument(ctx, meeting)), fictitious: false },
    lead: at === null ? '' : ctx.t('minutes.approvedLead', { time: dates[ctx.actor.locale].time(at) }),
  }
}

export interface ApproveGonePage {
  readonly title: string
  /** What somebody had typed when her half-hour ran out: nothing she wrote is lost. */
  readonly typed: string | null
}
export const approveGonePage = (ctx: Ctx, body: Submitted = {}): ApproveGonePage => {
  const typed = Object.entries(body).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' && value.trim() !== '' ? [value] : [],
  )
  return { title: ctx.t('minutes.goneTitle'), typed: typed[0] ?? null }
}
