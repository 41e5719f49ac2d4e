import { In } from 'typeorm'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { questionsOf } from './ask-back.ts'
import {
  type RequestDueChange,
  type RequestPassing,
  type RequestQuestion,
  requestDueChanges,
  requestPassings,
} from './exchange.entity.ts'

interface Happened {
  readonly at: Date
  readonly event: Omit<TimelineEvent, 'when'>
}

/**
 * What the contact and whoever asked have said to each other beside the question and its answer, oldest first. Both read it:
 * the caller has shown that its reader may.
 */
export async function exchangeShown(ctx: Ctx, { id: requestId }: Pick<AnswerRequest, 'id'>): Promise<TimelineEvent[]> {
  const passings = await ctx.rows(requestPassings).all({ requestId })
  const changes = await ctx.rows(requestDueChanges).all({ requestId })
  const functions = await functionsOf(ctx, passings)
  const happened = [
    ...passings.map(passing => ofPassing(ctx, passing, functions)),
    ...changes.flatMap(change => ofChange(ctx, change)),
    ...(await questionsOf(ctx, requestId)).flatMap(question => ofQuestion(ctx, question)),
  ]
  return happened
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, event }) => ({ when: dates[ctx.actor.locale].time(at), ...event }))
}

async function functionsOf(ctx: Ctx, passings: readonly RequestPassing[]): Promise<ReadonlyMap<string, string>> {
  const ids = passings.flatMap(({ fromContactId, toContactId }) => [fromContactId, toContactId])
  if (ids.length === 0) return new Map()
  const contacts = await ctx.rows(agencyContacts).all({ id: In([...new Set(ids)]) })
  return new Map(contacts.map(contact => [contact.id, contact.function]))
}

function ofPassing(ctx: Ctx, { at, fromContactId, toContactId }: RequestPassing, by: ReadonlyMap<string, string>) {
  const named = { from: by.get(fromContactId) ?? '', to: by.get(toContactId) ?? '' }
  return { at, event: { title: ctx.t('answerActs.wasPassed', named), tone: 'neutral' } } satisfies Happened
}

function ofChange(ctx: Ctx, { askedAt, fromDay, toDay, reason, outcome, decidedAt }: RequestDueChange): Happened[] {
  const { day } = dates[ctx.actor.locale]
  const days = { from: day(fromDay), to: day(toDay) }
  const asked: Happened = {
    at: askedAt,
    event: {
      title: ctx.t('answerActs.timeAskedFor', days),
      text: reason,
      tone: outcome === null ? 'waiting' : 'neutral',
    },
  }
  if (outcome === null || decidedAt === null) return [asked]
  const title = ctx.t(keyOf(`answerActs.time.${outcome}`), days)
  return [asked, { at: decidedAt, event: { title, tone: outcome === 'granted' ? 'good' : 'closed' } }]
}

function ofQuestion(ctx: Ctx, { askedAt, question, reply, repliedAt }: RequestQuestion): Happened[] {
  const waits = repliedAt === null
  const asked: Happened = {
    at: askedAt,
    event: { title: ctx.t('answerActs.askedBack'), text: question, tone: waits ? 'waiting' : 'neutral' },
  }
  if (waits) return [asked]
  return [asked, { at: repliedAt, event: { title: ctx.t('answerActs.replied'), text: reply, tone: 'good' } }]
}
