import { In } from 'typeorm'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import { type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { digestFacts } from './digest-lines.ts'
import { frequencyOf, lastMailedDay, stillConcerns } from './news.queries.ts'
import { isDue } from './news.rules.ts'
import { type ReporterNews, reporterNews } from './reporter-news.entity.ts'

/**
 * Mails a person what waits for her, in one letter, if she is to have one today: one thing by its own letter, several by
 * a digest. What no longer concerns her is dropped. Holds her row, so that two runs never both do it. Tells whether.
 */
export async function mailWaiting(ctx: Ctx, personId: string): Promise<boolean> {
  const person = await ctx.rows(people).hold({ id: personId })
  const waiting = await ctx.rows(reporterNews).all({ personId, state: 'waiting' }, { createdAt: 'ASC', id: 'ASC' })
  const told = await concerning(ctx, person, waiting)
  const [oldest] = told.map(({ sinceDay }) => sinceDay).sort()
  if (oldest === undefined || !(await isDueNow(ctx, personId, oldest))) return false
  const mail = await enqueueMail(ctx, letterOf(person, told))
  await note(ctx, told, mail)
  return true
}

/** What has just happened goes at once where the week has had no mail; else it waits. The caller holds the person. */
export async function mailAtOnce(ctx: Ctx, person: Person, news: ReporterNews): Promise<void> {
  if (await isDueNow(ctx, person.id, news.sinceDay))
    await note(ctx, [news], await enqueueMail(ctx, letterOf(person, [news])))
}

/**
 * A meeting's tray is emptied: each who has news in it gets her letter, or one digest of several, and counts her week from
 * now; who has had a mail this week waits. Before the tray's mails leave.
 */
export async function releaseNews(ctx: Ctx, meetingId: string): Promise<void> {
  const held = await ctx
    .rows(reporterNews)
    .all({ heldByMeetingId: meetingId, state: 'held' }, { personId: 'ASC', createdAt: 'ASC', id: 'ASC' })
  for (const id of new Set(held.map(({ personId }) => personId)))
    await releaseTo(
      ctx,
      id,
      held.filter(({ personId }) => personId === id),
    )
}

async function releaseTo(ctx: Ctx, personId: string, held: readonly ReporterNews[]): Promise<void> {
  const person = await ctx.rows(people).hold({ id: personId })
  await ctx.rows(reporterNews).changeAll({ id: In(idsOf(held)) }, { state: 'waiting', sinceDay: ctx.today })
  const told = await concerning(ctx, person, held)
  const mails = await ctx.rows(outboxMails).all({ id: In(held.flatMap(({ mailId }) => mailId ?? [])), state: 'held' })
  const due = told.length > 0 && (await isDueNow(ctx, personId, ctx.today))
  const kept = due && told.length === 1 ? mails.find(({ id }) => id === told[0]?.mailId) : undefined
  const others = mails.filter(mail => mail !== kept)
  if (others.length > 0) await ctx.rows(outboxMails).remove({ id: In(idsOf(others)), state: 'held' })
  await ctx.rows(reporterNews).changeAll({ id: In(idsOf(held)), state: 'waiting' }, { mailId: null })
  if (due) await note(ctx, told, kept ?? (await enqueueMail(ctx, letterOf(person, told))))
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

async function isDueNow(ctx: Ctx, personId: string, oldest: string): Promise<boolean> {
  const [frequency, lastMailed] = [await frequencyOf(ctx, personId), await lastMailedDay(ctx, personId)]
  return isDue({ frequency, lastMailed, oldest, today: ctx.today })
}

/** Those of it that she is to be told; the others are silenced. Nothing for who has closed her account or wants none. */
async function concerning(ctx: Ctx, person: Person, news: readonly ReporterNews[]): Promise<ReporterNews[]> {
  const wants = person.state === 'active' && (await frequencyOf(ctx, person.id)) !== 'none'
  const told: ReporterNews[] = []
  for (const each of news)
    if (wants && (await stillConcerns(ctx, each))) told.push(each)
    else await ctx.rows(reporterNews).change(each.id, { state: 'silent' })
  return told
}

async function note(ctx: Ctx, told: readonly ReporterNews[], { id }: OutboxMail): Promise<void> {
  const changes = { state: 'told', mailId: id, toldDay: ctx.today } as const
  await ctx.rows(reporterNews).changeAll({ id: In(idsOf(told)) }, changes)
}

function letterOf({ id, email, name }: Person, news: readonly ReporterNews[]): Parameters<typeof enqueueMail>[1] {
  const to = { address: email, name }
  const [only, ...others] = news
  if (only !== undefined && others.length === 0) return singleLetter(to, only)
  return {
    template: 'following.digest',
    to,
    facts: digestFacts(news),
    path: '/aterkoppling',
    about: { type: 'person', id },
  }
}

/** The letter that tells one thing only. */
export const singleLetter = (
  to: { readonly address: string; readonly name: string | null },
  { template, facts, path, subjectType, subjectId }: Omit<ReporterNews, 'id'>,
): Parameters<typeof enqueueMail>[1] => ({
  template,
  to: subjectType === 'observation' ? { ...to, name: null } : to,
  facts,
  path,
  about: { type: subjectType, id: subjectId },
})
