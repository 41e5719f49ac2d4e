import type { AnyTable } from '#src/db/table.ts'
import { additionsTo } from '#src/features/answers/additions.queries.ts'
import { type Answer, answers } from '#src/features/answers/answer.entity.ts'
import { jointParts } from '#src/features/answers/joint.entity.ts'
import { circleMembers, type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Decision, decisions } from '#src/features/meetings/decision.entity.ts'
import { type Observation, observationAdditions, observations } from '#src/features/observations/observation.entity.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import type { Ctx } from '#src/work/context.ts'
import { putEntry } from './index-entry.ts'
import { readerToken } from './search-tokens.rules.ts'

/** Call it when a systemfel has been made and its circle stands, and when its words change. A merged one stays findable. */
export async function indexDeficiency(ctx: Ctx, deficiency: Deficiency): Promise<void> {
  const { id, title, description, what, forWhom, wanted, number } = deficiency
  const { legalGround, externalReference, diaryNumber, source } = deficiency
  await putEntry(ctx, {
    ...{ kind: 'deficiency', subjectId: id, deficiencyId: id, officeId: null, at: deficiency.createdAt },
    texts: {
      title,
      texts: [what, forWhom, wanted, description, legalGround, externalReference, diaryNumber, source, number],
    },
    scope: await circleScope(ctx, id),
    stems: stemsOf(`${title}\n${description}`),
  })
}

/** Call it when a report is sent, completed, or added to. A draft is nobody's business. */
export async function indexReport(ctx: Ctx, report: Observation): Promise<void> {
  const { id, state, number, whatHappened, consequence, tried, proposal, officeId } = report
  if (state === 'draft') return
  const added = await ctx.rows(observationAdditions).all({ observationId: id }, { id: 'ASC' })
  await putEntry(ctx, {
    ...{ kind: 'observation', subjectId: id, deficiencyId: null, officeId, at: report.sentAt ?? report.createdAt },
    texts: { title: '', texts: [whatHappened, consequence, tried, proposal, ...added.map(({ text }) => text), number] },
    scope: [readerToken(officeId)],
    stems: null,
  })
}

/** Of a systemfel: what a group decides on free items stays on its meeting's page. */
export async function indexDecision(ctx: Ctx, { id, deficiencyId, text, reason, at }: Decision): Promise<void> {
  if (deficiencyId === null) return
  await putEntry(ctx, {
    ...{ kind: 'decision', subjectId: id, deficiencyId, officeId: null, at },
    texts: { title: '', texts: [text, reason] },
    scope: await circleScope(ctx, deficiencyId),
    stems: null,
  })
}

/** With what others who were asked together have added to it. */
export async function indexAnswer(ctx: Ctx, answer: Answer): Promise<void> {
  const { id, requestId, deficiencyId, text, otherBody, receivedAt } = answer
  const added = (await additionsTo(ctx, deficiencyId)).get(requestId) ?? []
  await putEntry(ctx, {
    ...{ kind: 'answer', subjectId: id, deficiencyId, officeId: null, at: receivedAt },
    texts: { title: '', texts: [text, otherBody, ...added.map(addition => addition.text)] },
    scope: await circleScope(ctx, deficiencyId),
    stems: null,
  })
}

/** Call it when somebody has left a circle, and when answers have come to another systemfel. */
export async function indexAllAbout(ctx: Ctx, deficiencyId: string): Promise<void> {
  await indexDeficiency(ctx, await ctx.rows(deficiencies).get({ id: deficiencyId }))
  for (const decision of await ctx.rows(decisions).all({ deficiencyId })) await indexDecision(ctx, decision)
  for (const answer of await ctx.rows(answers).all({ deficiencyId })) await indexAnswer(ctx, answer)
}

async function circleScope(ctx: Ctx, deficiencyId: string): Promise<string[]> {
  const members = await ctx.rows(circleMembers).all({ deficiencyId }, { id: 'ASC' })
  return members.map(({ memberId }) => readerToken(memberId))
}

/** The tables whose rows are found, with what puts one in the index. */
export const INDEXED: readonly (readonly [AnyTable, (ctx: Ctx, id: string) => Promise<void>])[] = [
  [deficiencies, async (ctx, id) => indexDeficiency(ctx, await ctx.rows(deficiencies).hold({ id }))],
  [observations, async (ctx, id) => indexReport(ctx, await ctx.rows(observations).hold({ id }))],
  [decisions, async (ctx, id) => indexDecision(ctx, await ctx.rows(decisions).hold({ id }))],
  [answers, async (ctx, id) => indexAnswer(ctx, await ctx.rows(answers).hold({ id }))],
  [observationAdditions, indexAddition],
  [jointParts, async (ctx, id) => indexJointAnswer(ctx, (await ctx.rows(jointParts).get({ id })).jointId)],
]

async function indexAddition(ctx: Ctx, id: string): Promise<void> {
  const { observationId } = await ctx.rows(observationAdditions).get({ id })
  await indexReport(ctx, await ctx.rows(observations).get({ id: observationId }))
}

/** The answer that one of those who were asked together has given for all: somebody has added to it. */
export async function indexJointAnswer(ctx: Ctx, jointId: string): Promise<void> {
  const lead = await ctx.rows(jointParts).one({ jointId, leads: true })
  const answer = lead === null ? null : await ctx.rows(answers).one({ requestId: lead.requestId })
  if (answer !== null) await indexAnswer(ctx, answer)
}

/** Of a row of any table: puts it in the index as it stands now, where it is found at all. */
export async function indexRow(ctx: Ctx, table: AnyTable, id: string): Promise<void> {
  const [, put] = INDEXED.find(([indexed]) => indexed === table) ?? []
  await put?.(ctx, id)
}
