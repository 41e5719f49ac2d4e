import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'

interface Assignment {
  readonly deficiencyId: string
  readonly decisionId?: string
  readonly kind: Action['kind']
  readonly strength?: Action['strength']
  readonly description: string
  /** Who owns it: an organisation … */
  readonly organisationId?: string | null
  /** … or an office. */
  readonly officeId?: string | null
  /** A function, "Enhetschef"; never a person. */
  readonly ownerFunction?: string | null
  readonly dueDay: string | null
  /** A group cannot assign: what nobody has accepted yet is `proposed`. */
  readonly state: 'proposed' | 'accepted'
}

/** Gives somebody something to do about a systemfel. The caller has authorised it, and changes the systemfel's state. */
export async function assignAction(ctx: Ctx, assignment: Assignment): Promise<Action> {
  const action = await ctx.rows(actions).insert({
    id: ctx.newId(),
    deficiencyId: assignment.deficiencyId,
    decisionId: assignment.decisionId ?? null,
    kind: assignment.kind,
    strength: assignment.strength ?? null,
    description: assignment.description,
    organisationId: assignment.organisationId ?? null,
    officeId: assignment.officeId ?? null,
    ownerFunction: assignment.ownerFunction ?? null,
    state: assignment.state,
    dueDay: assignment.dueDay,
    startedDay: assignment.state === 'accepted' ? ctx.today : null,
    doneDay: null,
    proof: null,
    expectedEffect: null,
    ...acceptedIn(ctx, assignment),
    nextContactDay: null,
    closedAt: null,
    createdAt: ctx.now,
    version: 1,
  })
  const { id, kind, state, dueDay, organisationId, officeId } = action
  ctx.record(
    'action.assigned',
    { type: 'deficiency', id: action.deficiencyId },
    {
      actionId: id,
      kind,
      state,
      dueDay,
      organisationId,
      officeId,
    },
  )
  return action
}

/** What a decision makes accepted was accepted at its meeting. */
const acceptedIn = (ctx: Ctx, { state, decisionId }: Assignment): Pick<Action, 'acceptedAt' | 'acceptedHow'> =>
  state === 'accepted' && decisionId !== undefined
    ? { acceptedAt: ctx.now, acceptedHow: 'meeting' }
    : { acceptedAt: null, acceptedHow: null }
