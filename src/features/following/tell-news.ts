import { type Person, people } from '#src/features/people/person.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailAtOnce, singleLetter } from './mail-news.ts'
import { frequencyOf } from './news.queries.ts'
import { type ReporterNews, reporterNews } from './reporter-news.entity.ts'

type Told = Pick<ReporterNews, 'milestone' | 'sourceId' | 'template' | 'facts' | 'path' | 'subjectType' | 'subjectId'>
interface When {
  /** Lies in this meeting's tray. */
  readonly heldByMeetingId?: string
  /** Not at once: the job gathers it with what else happens now, as when a whole agenda is made. */
  readonly gathered?: boolean
}

/** Tells a person one thing, once however often it is said: at once, in the tray, or with what else waits for her. */
export async function tellNews(ctx: Ctx, { id: personId }: Person, told: Told, when: When = {}): Promise<void> {
  const person = await ctx.rows(people).hold({ id: personId })
  const { milestone, sourceId } = told
  if ((await ctx.rows(reporterNews).count({ personId, milestone, sourceId })) > 0) return
  const wanted = (await frequencyOf(ctx, personId)) !== 'none'
  const { heldByMeetingId = null, gathered = false } = when
  const news: ReporterNews = {
    ...told,
    id: ctx.newId(),
    personId,
    state: wanted ? (heldByMeetingId === null ? 'waiting' : 'held') : 'silent',
    heldByMeetingId,
    mailId: null,
    sinceDay: ctx.today,
    toldDay: null,
    createdAt: ctx.now,
  }
  const held = news.state === 'held' && heldByMeetingId !== null
  const letter = singleLetter({ address: person.email, name: person.name }, news)
  const mailId = held ? (await enqueueMail(ctx, { ...letter, heldByMeetingId })).id : null
  const kept = await ctx.rows(reporterNews).insert({ ...news, mailId })
  if (kept.state === 'waiting' && !gathered) await mailAtOnce(ctx, person, kept)
}
