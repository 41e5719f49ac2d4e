import { deficiencyThemes } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { type Office, offices } from '#src/features/organisations/office.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, taskInvitations } from './action.entity.ts'
import { ownerNames } from './action.queries.ts'
import type { FoundAction } from './find-action.ts'

/** Letters to whoever answers for an action … */
export type HolderTemplate =
  | 'actions.proposed'
  | 'actions.assigned'
  | 'actions.resent'
  | 'actions.dueGranted'
  | 'actions.dueRefused'
  | 'actions.cancelled'
/** … and to the group or the office that keeps it. */
export type KeeperTemplate = 'actions.accepted' | 'actions.declined' | 'actions.dueAsked' | 'actions.done'

export const ACTION = 'action'

/** Who asks: the group whose decision it follows from, or else the office of the systemfel. */
export interface Asker {
  readonly group: Group | null
  readonly office: Office
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
}
export async function askerOf(ctx: Ctx, { action, deficiency }: FoundAction): Promise<Asker> {
  const group = await groupOf(ctx, action)
  const office = await ctx.rows(offices).get({ id: deficiency.officeId })
  const { name, email } = group ?? office
  return { group, office, name, email: email ?? office.email, phone: office.phone }
}

async function groupOf(ctx: Ctx, { decisionId }: Action): Promise<Group | null> {
  if (decisionId === null) return null
  const { meetingId } = await ctx.rows(decisions).get({ id: decisionId })
  const { groupId } = await ctx.rows(meetings).get({ id: meetingId })
  return ctx.rows(groups).get({ id: groupId })
}

const wordOf = (key: string): string => translate('sv', keyOf(key))

/** Structured facts only (J7). Mails are Swedish. */
export async function taskFacts(ctx: Ctx, found: FoundAction, { name, email, phone }: Asker): Promise<MailFacts> {
  const { action, deficiency } = found
  const owners = await ownerNames(ctx, [action])
  const themes = await ctx.rows(deficiencyThemes).all({ deficiencyId: deficiency.id }, { theme: 'ASC' })
  return {
    reference: deficiency.number,
    group: name,
    organisation: [...owners.values()][0] ?? '–',
    level: wordOf(`level.${deficiency.level}`),
    theme: themes.map(({ theme }) => wordOf(`theme.${theme}`)).join(', ') || '–',
    dueDay: action.dueDay ?? '–',
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  }
}

/** To the function address of whoever keeps it; without one it is found on the action's page. */
export async function tellKeepers(
  ctx: Ctx,
  found: FoundAction,
  template: KeeperTemplate,
  more: Pick<MailFacts, 'dueDay'> = {},
): Promise<void> {
  const asker = await askerOf(ctx, found)
  if (asker.email === null) return
  const { id } = found.action
  await enqueueMail(ctx, {
    template,
    to: { address: asker.email, name: asker.name },
    facts: { ...(await taskFacts(ctx, found, asker)), ...more },
    path: `/atgarder/${id}`,
    about: { type: ACTION, id },
  })
}

/** To the holder of a seat who has a link, at the address that it is bound to. Nothing is sent by a link that is dead. */
export async function tellHolder(
  ctx: Ctx,
  found: FoundAction,
  holderId: string,
  template: HolderTemplate,
  options: { readonly heldByMeetingId?: string } = {},
): Promise<void> {
  const { id } = found.action
  const invitation = await ctx.rows(taskInvitations).one({ actionId: id, holderId })
  const link = invitation === null ? null : await ctx.rows(accessLinks).one({ id: invitation.linkId })
  if (link === null || link.revokedAt !== null || link.expiresAt <= ctx.now) return
  await enqueueMail(ctx, {
    template,
    to: { address: link.contact, name: null },
    facts: await taskFacts(ctx, found, await askerOf(ctx, found)),
    linkId: link.id,
    about: { type: ACTION, id },
    ...options,
  })
}
