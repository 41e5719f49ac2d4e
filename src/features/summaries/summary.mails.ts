import { groups } from '#src/features/groups/group.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Content } from './content.rules.ts'
import type { FoundSummary } from './summary.queries.ts'
import { Wording } from './wording.ts'

/** Tells the group's function address that the summary can be read; a group without one finds it in its list. */
export async function tellGroup(ctx: Ctx, summary: FoundSummary, content: Content): Promise<void> {
  const group = await ctx.rows(groups).get({ id: summary.groupId })
  if (group.email === null) return
  const offices = await officesByIds(ctx, summary.officeIds)
  const reached = offices.find(({ email, phone }) => email !== null || phone !== null)
  await enqueueMail(ctx, {
    template: 'summaries.frozen',
    to: { address: group.email, name: group.name },
    facts: {
      reference: new Wording('sv').period(content.period),
      group: group.name,
      office: content.offices.join(', '),
      count: content.figures.counts.all,
      ...(reached?.email ? { email: reached.email } : {}),
      ...(reached?.phone ? { phone: reached.phone } : {}),
    },
    path: `/sammanstallningar/${summary.id}`,
    about: { type: 'summary', id: summary.id },
  })
}
