import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { livingByNumber } from '#src/features/links/link.queries.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { addItem, numberAgenda, placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Forum, type ForumQuestion, forumQuestions, forums } from './forum.entity.ts'
import { waitingQuestions } from './raised.queries.ts'

type OnAgenda = Pick<Meeting, 'id' | 'groupId' | 'state'>

/**
 * Puts a question on the next planned meeting of the group that is asked: with its systemfel, where the group may have it
 * before it, or as an item of its own. Tells whether there was a meeting; without one it waits for the next that is
 * planned. The caller authorises.
 */
export async function placeQuestion(ctx: Ctx, question: ForumQuestion): Promise<boolean> {
  const next = await nextMeetingOf(ctx, question.groupId)
  if (next === null) return false
  await placeAt(ctx, question, await ctx.rows(meetings).hold({ id: next.id }))
  return true
}

/** What the group has been asked goes on a meeting that has just been planned. The caller authorises. */
export async function placeWaitingQuestions(ctx: Ctx, meeting: OnAgenda): Promise<void> {
  for (const question of await waitingQuestions(ctx, meeting.groupId)) await placeAt(ctx, question, meeting)
}

async function placeAt(ctx: Ctx, question: ForumQuestion, meeting: OnAgenda): Promise<void> {
  const forum = await ctx.rows(forums).get({ id: question.forumId })
  const deficiency = await beforeGroup(ctx, question)
  const agendaItemId =
    deficiency === null
      ? await placeFree(ctx, question, forum, meeting)
      : await placeWith(ctx, deficiency, forum, meeting)
  await ctx.rows(forumQuestions).update(question, { agendaItemId })
}

/** The systemfel that it is about (of a merged one, the one it lives on in), while it is open and the group may see it. */
async function beforeGroup(ctx: Ctx, { deficiencyId, groupId }: ForumQuestion): Promise<Deficiency | null> {
  if (deficiencyId === null) return null
  const { number } = await ctx.rows(deficiencies).get({ id: deficiencyId })
  const living = await livingByNumber(ctx, number)
  return living !== null && isOpen(living.state) && living.circle.includes(groupId) ? living : null
}

async function placeWith(ctx: Ctx, deficiency: Deficiency, { name }: Forum, meeting: OnAgenda): Promise<string> {
  const decided = await ctx.rows(decisions).count({ deficiencyId: deficiency.id })
  await placeOnAgenda(ctx, deficiency, meeting, 'added', { asked: name }, decided > 0 ? 'follow_up' : 'new')
  return (await ctx.rows(agendaItems).get({ meetingId: meeting.id, deficiencyId: deficiency.id })).id
}

/** Titles are as long as their column; a forum's name may be nearly that. */
const LONGEST_NAME = 100

async function placeFree(ctx: Ctx, { theme }: ForumQuestion, { name }: Forum, meeting: OnAgenda): Promise<string> {
  const about = theme === null ? '' : `: ${translate('sv', keyOf(`theme.${theme}`))}`
  const title = translate('sv', 'forums.itemTitle', { name: name.slice(0, LONGEST_NAME), about })
  const item = { deficiencyId: null, title, section: 'other', why: 'added', whyFacts: { asked: name } } as const
  const { id } = await addItem(ctx, meeting, item)
  await numberAgenda(ctx, meeting)
  ctx.record('meeting.itemAdded', { type: 'meeting', id: meeting.id }, { itemId: id })
  return id
}
