import type { z } from 'zod'
import type { Day } from '#src/kernel/days.ts'
import { type FieldErrors, faulty, field, type Read, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Decision } from './decision.entity.ts'
import type { DeficiencyMatter } from './matter.ts'

/** What every decision's form sends: which item, the text, and the text that was proposed. */
export const Base = {
  item: field.id('errors.form'),
  text: field.formal(2000),
  proposed: field.optionalFormal(2000),
}
interface BaseValue {
  readonly text: string
  readonly proposed: string | null
}

/** What a decision says beside its text. */
export interface Terms {
  readonly organisationId?: string
  readonly officeId?: string
  readonly dueDay?: Day
  readonly reason?: string | null
  readonly acceptedBy?: string | null
  /** The text as it is with these terms: it replaces a proposed text that nobody changed. */
  readonly text: string
}
export interface Wrong {
  readonly errors: FieldErrors
}

/** A form that has been read, and what to do with it once the decision has its row. */
export interface Prepared {
  readonly terms: Terms
  readonly carryOut: (decision: Decision) => Promise<void>
}
export interface Kind {
  /** The form as it opens, and the text it proposes. */
  readonly prefill: (ctx: Ctx, matter: DeficiencyMatter) => Promise<Submitted>
  readonly prepare: (ctx: Ctx, matter: DeficiencyMatter, body: Submitted) => Promise<Read<Prepared>>
}
interface Definition<S extends z.ZodObject> {
  readonly form: S
  readonly prefill: Kind['prefill']
  readonly terms: (ctx: Ctx, matter: DeficiencyMatter, value: z.output<S>) => Promise<Terms | Wrong>
  readonly carryOut?: (ctx: Ctx, matter: DeficiencyMatter, decision: Decision, value: z.output<S>) => Promise<void>
}

/** Keeps a form's type together with what it leads to. */
export const kind = <S extends z.ZodObject>({ form, prefill, terms, carryOut }: Definition<S>): Kind => ({
  prefill,
  async prepare(ctx, matter, body) {
    const read = ctx.form(form, body)
    if (!read.ok) return read
    const { value } = read
    const found = await terms(ctx, matter, value)
    if ('errors' in found) return faulty(body, found.errors)
    const { text, proposed } = value as unknown as BaseValue
    return {
      ok: true,
      reviewed: read.reviewed,
      value: {
        terms: { ...found, text: text === proposed ? found.text : text },
        carryOut: async decision => carryOut?.(ctx, matter, decision, value),
      },
    }
  },
})
