import { In } from 'typeorm'
import { offices } from '#src/features/organisations/office.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Thing } from './thing.queries.ts'
import { responsibleFor } from './withheld-text.queries.ts'

/** Tells the coordinators who decide that there is something to decide. Not what, and not where in it. */
export async function tellResponsible(ctx: Ctx, thing: Thing): Promise<void> {
  const officeIds = await responsibleFor(ctx, thing)
  const granted = await ctx.rows(grants).all({ role: 'coordinator', officeId: In(officeIds) })
  const persons = await ctx
    .rows(people)
    .all({ id: In(granted.map(({ personId }) => personId)), state: 'active' }, { id: 'ASC' })
  const [office] = await ctx.rows(offices).all({ id: In(officeIds) }, { name: 'ASC' }, 1)
  for (const { email, name } of persons)
    await enqueueMail(ctx, {
      template: 'withholding.withheld',
      to: { address: email, name },
      facts: { reference: thing.reference, ...(office === undefined ? {} : { office: office.name }) },
      path: '/sparrat',
      about: { type: thing.type, id: thing.id },
    })
}
