import { type ListLinks, listLinks } from '#src/features/actions/list-links.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { listReceived, type ReceivedAnswer } from './answer.queries.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { enteredMark } from './entered-mark.ts'
import { jointLines } from './joint.queries.ts'

export interface AnswerCard {
  readonly id: string
  readonly heading: string
  readonly deficiency: { readonly href: string; readonly label: string }
  readonly kind: string
  readonly text: string
  readonly facts: readonly Fact[]
  /** The actor may take note of it. */
  readonly notable: boolean
}
export interface ReceivedPage extends ListLinks {
  readonly title: string
  readonly fresh: readonly AnswerCard[]
  readonly noted: readonly AnswerCard[]
}
const MOST_FRESH = 200
const MOST_NOTED = 50

/** Answers to the actor's circle, those that nobody has taken note of first. */
export async function receivedPage(ctx: Ctx): Promise<ReceivedPage> {
  const cards = async (noted: boolean, most: number): Promise<AnswerCard[]> => {
    const received = await listReceived(ctx, noted, most)
    const joint = await jointLines(
      ctx,
      received.map(({ requestId }) => requestId),
    )
    return received.map(answer => cardOf(ctx, answer, joint.get(answer.requestId) ?? null))
  }
  return {
    title: ctx.t('answers.receivedTitle'),
    links: listLinks(ctx, '/inkomna-svar'),
    fresh: await cards(false, MOST_FRESH),
    noted: await cards(true, MOST_NOTED),
  }
}

function cardOf(ctx: Ctx, answer: ReceivedAnswer, joint: string | null): AnswerCard {
  const { day, date } = dates[ctx.actor.locale]
  const { kind, changeDay, otherBody, notedAt } = answer
  const request = { officeId: answer.officeId, groupId: answer.groupId }
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }])
  return {
    id: answer.id,
    heading: answer.organisationName,
    deficiency: { href: `/systemfel/${answer.number}`, label: `${answer.number} ${answer.title}` },
    kind: ctx.t(keyOf(`answerKind.${kind}`)),
    text: answer.text,
    facts: [
      ...fact(ctx.t('answers.receivedAt'), date(answer.receivedAt)),
      ...fact(ctx.t('answerActs.way'), enteredMark(ctx.actor.locale, answer)),
      ...fact(ctx.t('answers.day'), changeDay && day(changeDay)),
      ...fact(ctx.t(kind === 'lift' ? 'answers.toWhom' : 'answers.whose'), otherBody),
      ...(joint === null
        ? []
        : [{ label: ctx.t('contacts.asked'), text: joint, href: `/obesvarade/${answer.requestId}/gemensam` }]),
      ...fact(ctx.t('answers.notedAt'), notedAt && date(notedAt)),
    ],
    notable: notedAt === null && mayNote(ctx, request),
  }
}

const mayNote = (ctx: Ctx, request: { officeId: string; groupId: string | null }): boolean =>
  requestPolicy.can(ctx.actor, 'keep', { request, deficiency: { circle: [], officeId: request.officeId } })
