import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Milestone } from '#src/features/following/reporter-news.entity.ts'
import { tellNews } from '#src/features/following/tell-news.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { askedAbout } from './who-is-asked.queries.ts'

/** Mails are Swedish. */
export const levelName = (level: string): string => translate('sv', keyOf(`level.${level}`))

/** What a letter to those who reported tells of, by the feature that writes it. */
const MILESTONE_OF: Readonly<Record<string, Milestone>> = {
  meetings: 'decision',
  answers: 'answer',
  effects: 'effect',
}
interface TellOptions {
  /** They lie in that meeting's tray. */
  readonly heldByMeetingId?: string
  /** What happened, so that nobody is told of it twice: the id of a decision, an answer … */
  readonly sourceId?: string
  readonly milestone?: Milestone
  /** Gathered by the job with what else happens now, instead of at once. */
  readonly gathered?: boolean
}

/**
 * Tells every ombud with a report linked to the systemfel, once each; of one who has left, whoever carries her report. The
 * letter has the systemfel's reference and level and the facts given, and leads to its page. Nobody gets more than one a
 * week: the rest is gathered in a digest. Gives how many are told.
 */
export async function tellReporters(
  ctx: Ctx,
  deficiency: Pick<Deficiency, 'id' | 'number' | 'level'>,
  template: string,
  facts: MailFacts,
  options: TellOptions = {},
): Promise<number> {
  const reports = await ctx.rows(observations).all({ deficiencyId: deficiency.id, state: 'linked' })
  const reporters = await askedAbout(ctx, reports)
  await tellOf(ctx, deficiency, reporters, { ...options, template, facts })
  return reporters.length
}

async function tellOf(
  ctx: Ctx,
  { id, number, level }: Pick<Deficiency, 'id' | 'number' | 'level'>,
  told: readonly Person[],
  { template, facts, milestone, sourceId, ...when }: TellOptions & { template: string; facts: MailFacts },
): Promise<void> {
  const news = {
    milestone: milestone ?? MILESTONE_OF[template.split('.')[0] ?? ''] ?? 'other',
    sourceId: sourceId ?? ctx.newId(),
    template,
    facts: { reference: number, level: levelName(level), ...facts } as Facts,
    path: `/systemfel/${number}`,
    subjectType: 'deficiency',
    subjectId: id,
  } as const
  for (const person of told) await tellNews(ctx, person, news, when)
}
type Facts = Readonly<Record<string, string | number>>

/** A report has become part of a systemfel: its author is told, or whoever carries it, unless she did it herself. */
export async function tellReceived(ctx: Ctx, report: Observation, deficiency: Deficiency): Promise<void> {
  const told = (await askedAbout(ctx, [report])).filter(({ id }) => id !== ctx.actor.id)
  const facts = { otherReference: report.number ?? '' }
  const once = { milestone: 'received', sourceId: deficiency.id, gathered: true } as const
  await tellOf(ctx, deficiency, told, { ...once, template: 'following.received', facts })
}

/** The systemfel stands on an agenda: told once, however many agendas it comes to stand on. */
export async function tellPlaced(
  ctx: Ctx,
  deficiency: Deficiency,
  meeting: { readonly id: string; readonly day: string; readonly group: string; readonly running: boolean },
): Promise<void> {
  const { id, day, group, running } = meeting
  const once = { milestone: 'agenda', sourceId: deficiency.id, gathered: true } as const
  const when = { ...once, ...(running ? { heldByMeetingId: id } : {}) }
  await tellReporters(ctx, deficiency, 'following.agenda', { group, day }, when)
}

type ReportMail = 'observations.returned' | 'observations.notSystemic' | 'observations.reopened'

/**
 * Tells the author, or whoever carries the report on after her, what became of it. Who settles one's own report is not
 * told.
 */
export async function tellOmbud(ctx: Ctx, report: Observation, template: ReportMail): Promise<void> {
  const told = (await askedAbout(ctx, [report])).filter(({ id }) => id !== ctx.actor.id)
  if (told.length === 0) return
  const { facts, path } = await letterAbout(ctx, report)
  const subject = { subjectType: 'observation', subjectId: report.id } as const
  const news = {
    milestone: 'received',
    sourceId: ctx.newId(),
    template,
    facts: facts as Facts,
    path,
    ...subject,
  } as const
  for (const person of told) await tellNews(ctx, person, news)
}

/** Tells an ombud that somebody has sent a report in her name. */
export async function tellWrittenFor(ctx: Ctx, report: Observation): Promise<void> {
  if (report.writtenById !== ctx.actor.id) return
  const ombud = await ctx.rows(people).one({ id: report.ombudId, state: 'active' })
  if (ombud === null) return
  await enqueueMail(ctx, {
    template: 'observations.writtenFor',
    to: { address: ombud.email, name: null },
    ...(await letterAbout(ctx, report)),
    about: { type: 'observation', id: report.id },
  })
}

async function letterAbout(ctx: Ctx, { officeId, number }: Observation): Promise<{ facts: MailFacts; path: string }> {
  const office = await ctx.rows(offices).get({ id: officeId })
  return { facts: { reference: number ?? '', office: office.name }, path: `/rapporter/${number}` }
}
