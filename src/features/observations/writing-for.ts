import { Params } from '#src/db/sql.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { officesOf, type Role } from '#src/kernel/actor.ts'
import type { FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'

/** In whose name the actor may write a report. */
export interface WritingFor {
  /** Every office where she may write in somebody's name … */
  readonly officeIds: readonly string[]
  /** … and those where she writes in her own name. */
  readonly ownOfficeIds: readonly string[]
  /** Her colleagues there: ombud with an open account, in Swedish order. */
  readonly colleagues: readonly Colleague[]
}
interface Colleague {
  readonly id: string
  readonly name: string
  readonly officeId: string
}

/** `own`: the roles in which the actor writes in her own name. A coordinator writes for those who phone in. */
export async function writingFor(ctx: Ctx, ...own: readonly Role[]): Promise<WritingFor> {
  const officeIds = officesOf(ctx.actor, 'ombud', 'coordinator')
  const p = new Params()
  const rows = await ctx.sql.select<Colleague>(
    `SELECT DISTINCT "p"."id", "p"."name", "g"."office_id" AS "officeId" FROM "role_grant" "g"
     JOIN "person" "p" ON "p"."id" = "g"."person_id"
     WHERE ${p.in('"g"."office_id"', officeIds)} AND "g"."role" = 'ombud' AND "p"."state" = 'active'
       AND "p"."id" <> ${p.add(ctx.actor.id)}`,
    p,
  )
  const colleagues = rows.sort((one, other) => inSwedish(one.name, other.name))
  const ownOfficeIds = officesOf(ctx.actor, ...own)
  const has = (id: string): boolean => ownOfficeIds.includes(id) || colleagues.some(one => one.officeId === id)
  const open = officeIds.filter(has)
  return { officeIds: open.length === 0 ? officeIds : open, ownOfficeIds, colleagues }
}

type Chosen = { readonly officeId: string; readonly forId: string | null }

/** For a form: nobody is named, and the office is one where the actor writes for herself. */
export const isNamed = ({ ownOfficeIds }: WritingFor, { officeId, forId }: Chosen): boolean =>
  forId !== null || ownOfficeIds.includes(officeId)
/** For a form: whoever is named is an ombud of the office. */
export const isColleague = ({ colleagues }: WritingFor, { officeId, forId }: Chosen): boolean =>
  forId === null || colleagues.some(one => one.id === forId && one.officeId === officeId)

export const authorOf = (ctx: Ctx, forId: string | null): Pick<Observation, 'ombudId' | 'writtenById'> => ({
  ombudId: forId ?? ctx.actor.id,
  writtenById: forId === null ? null : ctx.actor.id,
})

/** "Jag skriver för": asked of those who may write for somebody else. */
export interface ForWhom {
  readonly colleagues: readonly Option[]
  /** What choosing nobody means; null where somebody must be chosen. */
  readonly self: string | null
}

export async function forWhom(ctx: Ctx, { colleagues, ownOfficeIds, officeIds }: WritingFor): Promise<ForWhom | null> {
  if (colleagues.length === 0 && ownOfficeIds.length > 0) return null
  const offices = officeIds.length > 1 ? await officesByIds(ctx, officeIds) : []
  const placeOf = (id: string): string => offices.find(office => office.id === id)?.name ?? ''
  return {
    colleagues: unique(colleagues).map(({ id, name, officeId }) => ({
      value: id,
      label: [name, placeOf(officeId)].filter(Boolean).join(', '),
    })),
    self: ownOfficeIds.length > 0 ? ctx.t('office.forMyself') : null,
  }
}
const unique = (all: readonly Colleague[]): Colleague[] => [...new Map(all.map(one => [one.id, one])).values()]

export interface ForWhomField extends ForWhom {
  readonly form: FormState
}

/** A draft of which the actor may still say whose it is: she began it, and it has not been handed over. */
export const isBegunBy = ({ actor }: Ctx, { state, ombudId, writtenById, handedAt }: Observation): boolean =>
  state === 'draft' && handedAt === null && (writtenById ?? ombudId) === actor.id
