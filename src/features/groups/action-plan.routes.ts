import { fileName } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import { contentInTurn } from '#src/documents/in-turn.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { file, page } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { actionPlanDocument, actionPlanSheet } from './action-plan.document.ts'
import { actionPlanPage, readsPlan } from './action-plan.page.ts'
import { tasksOf } from './action-plan.queries.ts'
import { findGroup } from './group.queries.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member')

/** The group's handlingsplan, on a page, in Word and as a sheet. */
export const actionPlanRoutes: Feature = routes => {
  routes.getSnapshot('/grupper/:slug/handlingsplan', readers, async (ctx, { params }) =>
    page('groups/action-plan', await actionPlanPage(ctx, await readableGroup(ctx, params.slug))),
  )
  routes.getSnapshot('/grupper/:slug/handlingsplan.docx', readers, async (ctx, { params }) => {
    const group = await readableGroup(ctx, params.slug)
    const mark = exportMark(ctx, ['actionPlan', group.id, ctx.today], group.name)
    const document = actionPlanDocument(group, await tasksOf(ctx, group.id), ctx.today, mark)
    return file(fileName(`${document.title} ${group.name}`, mark.id, 'docx'), 'docx', () => writeDocx(document))
  })
  routes.getSnapshot('/grupper/:slug/handlingsplan.xlsx', readers, async (ctx, { params }) => {
    const group = await readableGroup(ctx, params.slug)
    const { name, content } = actionPlanSheet(ctx, group, await tasksOf(ctx, group.id))
    return file(name, 'xlsx', contentInTurn(ctx.actor.id, content))
  })
}

async function readableGroup(ctx: Ctx, slug: string) {
  const group = await findGroup(ctx, slug)
  if (!readsPlan(ctx, group)) throw new NotFound('errors.notFound')
  return group
}
