import { keyOf } from '#src/i18n/translate.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type Action,
  type ActionNote,
  actionNotes,
  type DueChange,
  type DueWish,
  dueChanges,
  dueWishes,
} from './action.entity.ts'

type Happened = TimelineEvent & { readonly at: Date }

/** All that has happened to it, the latest first: what was written stands as it was. */
export async function historyOf(ctx: Ctx, action: Action): Promise<TimelineEvent[]> {
  const of = { actionId: action.id }
  const events = [
    ...ownEvents(ctx, action),
    ...(await ctx.rows(actionNotes).all(of, { at: 'ASC', id: 'ASC' })).map(note => noteEvent(ctx, note)),
    ...(await ctx.rows(dueWishes).all(of, { at: 'ASC', id: 'ASC' })).map(wish => wishEvent(ctx, wish)),
    ...(await ctx.rows(dueChanges).all(of, { at: 'ASC', id: 'ASC' })).map(change => dueEvent(ctx, change)),
  ]
  // Of the same instant, what was made later stands above.
  return events
    .map((event, order) => ({ event, order }))
    .sort((one, other) => other.event.at.getTime() - one.event.at.getTime() || other.order - one.order)
    .map(({ event: { at: _, ...event } }) => event)
}

const when = (ctx: Ctx, at: Date): Pick<Happened, 'at' | 'when'> => ({ at, when: dates[ctx.actor.locale].date(at) })

function ownEvents(
  ctx: Ctx,
  { state, createdAt, acceptedAt, acceptedHow, closedAt, ownerFunction }: Action,
): Happened[] {
  const accepted = acceptedAt !== null && acceptedHow !== null
  return [
    { ...when(ctx, createdAt), title: ctx.t('actions.was.made') },
    ...(accepted
      ? [
          {
            ...when(ctx, acceptedAt),
            title: ctx.t('actions.was.accepted'),
            by: [ownerFunction, ctx.t(keyOf(`actions.how.${acceptedHow}`))].filter(Boolean).join(', '),
            tone: 'ongoing' as const,
          },
        ]
      : []),
    ...(closedAt === null
      ? []
      : [
          {
            ...when(ctx, closedAt),
            title: ctx.t(keyOf(`actions.was.${state}`)),
            tone: state === 'done' ? ('good' as const) : ('closed' as const),
          },
        ]),
  ]
}

function noteEvent(ctx: Ctx, { text, nextContactDay, holderId, at }: ActionNote): Happened {
  const next =
    nextContactDay === null
      ? []
      : [ctx.t('actions.nextContactOn', { day: dates[ctx.actor.locale].day(nextContactDay) })]
  return {
    ...when(ctx, at),
    title: ctx.t('actions.progress'),
    ...viaLink(ctx, holderId),
    text: [text, ...next].join('\n'),
  }
}

function wishEvent(ctx: Ctx, { wishedDay, reason, state, holderId, at }: DueWish): Happened {
  const day = dates[ctx.actor.locale].day(wishedDay)
  return {
    ...when(ctx, at),
    title: ctx.t(keyOf(`actions.wish.${state}`), { day }),
    ...viaLink(ctx, holderId),
    text: reason,
    tone: state === 'asked' ? 'waiting' : 'neutral',
  }
}

const viaLink = (ctx: Ctx, holderId: string | null): Pick<TimelineEvent, 'by'> =>
  holderId === null ? {} : { by: ctx.t('actions.how.link') }

function dueEvent(ctx: Ctx, { fromDay, toDay, reason, at }: DueChange): Happened {
  const { day } = dates[ctx.actor.locale]
  const from = fromDay === null ? ctx.t('actions.noDue') : day(fromDay)
  return { ...when(ctx, at), title: ctx.t('actions.dueChanged', { from, to: day(toDay) }), text: reason }
}
