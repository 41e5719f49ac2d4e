import { deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { contactOptions } from '#src/features/organisations/organisation.queries.ts'
import { Conflict, Forbidden } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { mayAskDirectly } from './answer-request.policy.ts'
import { MOST_DAYS } from './ask-directly.ts'
import { type JointBoxes, jointBoxes } from './joint-form.ts'

const TERM_DAYS = 30

export interface AskPage {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly about: string
  /** Empty: none of the responsible organisations has a contact yet. */
  readonly contacts: readonly Option[]
  readonly mostDays: number
  /** Who may be asked beside the contact, of a gap. */
  readonly boxes: JointBoxes
  readonly form: FormState
}

/** The form to ask a unit's management. Throws `Forbidden` for others, `Conflict` where the systemfel must go by the group. */
export async function askPage(ctx: Ctx, deficiency: DeficiencyInCircle, form?: FormState): Promise<AskPage> {
  if (!mayAskDirectly(ctx.actor, deficiency)) throw refusal(deficiency)
  const contacts = await contactsFor(ctx, deficiency.id)
  const [only, ...others] = contacts
  const first = only !== undefined && others.length === 0 ? { contactId: only.value } : {}
  return {
    title: ctx.t('answers.askTitle'),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    about: deficiency.title,
    contacts,
    boxes: await jointBoxes(ctx, deficiency),
    mostDays: MOST_DAYS,
    form: form ?? emptyForm({ termDays: String(TERM_DAYS), ...first }),
  }
}

const refusal = ({ level, state }: DeficiencyInCircle): Error =>
  level === 'caseworker' && lifecycle.allows(state, 'askDirectly')
    ? new Forbidden('errors.denied')
    : new Conflict('answers.byTheGroup')

/** The contacts that may be asked: those of the responsible organisations. */
export async function contactsFor(ctx: Ctx, deficiencyId: string): Promise<Option[]> {
  const responsible = await ctx.rows(deficiencyOrganisations).all({ deficiencyId })
  const ids = responsible.map(({ organisationId }) => organisationId)
  return ids.length === 0 ? [] : contactOptions(ctx, ids)
}
