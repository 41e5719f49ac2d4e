import { In } from 'typeorm'
import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { contactOptions } from '#src/features/organisations/organisation.queries.ts'
import { type FieldErrors, type FormState, field } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { ANSWERING } from './joint.entity.ts'
import { type JointChoice, jointFaults } from './joint.rules.ts'

/**
 * What a form to ask an agency says of those who are asked beside the first. A form that is kept until it is decided keeps
 * the ids as one text.
 */
export const JointFields = {
  alsoIds: z
    .union([z.array(z.string()), z.string()])
    .optional()
    .transform(said =>
      [said ?? []]
        .flat()
        .flatMap(ids => ids.split(','))
        .filter(id => id !== ''),
    )
    .pipe(z.array(z.uuid('errors.choose'))),
  answering: field.optionalChoice(ANSWERING),
}

/** What the boxes of it show. `also` is empty where the systemfel is no gap between organisations that have contacts. */
export interface JointBoxes {
  readonly also: readonly Option[]
  readonly answering: readonly Option[]
}

/** The boxes with the form that they stand in. */
export interface BesideFields {
  readonly boxes: JointBoxes
  readonly form: FormState
}

export async function jointBoxes(ctx: Ctx, deficiency: Pick<Deficiency, 'id' | 'gap'>): Promise<JointBoxes> {
  return {
    also: await alsoOptions(ctx, deficiency),
    answering: ANSWERING.map(value => ({
      value,
      label: ctx.t(`contacts.answering.${value}`),
      hint: ctx.t(`contacts.answeringHint.${value}`),
    })),
  }
}

/** The contacts of the bodies that a gap lies between, where there are contacts at two of them at least. */
async function alsoOptions(ctx: Ctx, { id, gap }: Pick<Deficiency, 'id' | 'gap'>): Promise<Option[]> {
  const bodies = gap ? await ctx.rows(deficiencyOrganisations).all({ deficiencyId: id }) : []
  if (bodies.length < 2) return []
  const ids = bodies.map(({ organisationId }) => organisationId)
  const options = await contactOptions(ctx, ids)
  const at = await organisationsOf(ctx, options)
  return new Set(at.values()).size < 2 ? [] : options
}

const organisationsOf = async (ctx: Ctx, options: readonly Option[]): Promise<Map<string, string>> => {
  const contacts = await ctx.rows(agencyContacts).all({ id: In(options.map(({ value }) => value)) })
  return new Map(contacts.map(({ id, organisationId }) => [id, organisationId]))
}

/** Who is proposed: the first and one contact at each of the other bodies, all ticked, and one answer for all. */
export async function proposedBeside(
  ctx: Ctx,
  deficiency: Pick<Deficiency, 'id' | 'gap'>,
  contactId: string,
): Promise<{ alsoIds?: string[]; answering?: string }> {
  const options = await alsoOptions(ctx, deficiency)
  const at = await organisationsOf(ctx, options)
  const taken = new Set([at.get(contactId)])
  const alsoIds = options.flatMap(({ value }) => {
    const organisation = at.get(value)
    if (taken.has(organisation)) return []
    taken.add(organisation)
    return [value]
  })
  return at.has(contactId) && alsoIds.length > 0 ? { alsoIds: [contactId, ...alsoIds], answering: 'one' } : {}
}

/** What is wrong with those who are asked beside the first. */
export async function faultsBeside(
  ctx: Ctx,
  deficiency: Pick<Deficiency, 'id' | 'gap'>,
  choice: JointChoice,
): Promise<FieldErrors> {
  if (choice.alsoIds.length === 0) return {}
  const options = await alsoOptions(ctx, deficiency)
  return jointFaults(choice, await organisationsOf(ctx, options))
}

/** Those who are asked beside the first, and how they answer, of a form that has no faults. */
export const besideOf = ({ contactId, alsoIds, answering }: JointChoice) => ({
  alsoIds: alsoIds.filter(id => id !== contactId),
  answering: answering ?? 'each',
})
