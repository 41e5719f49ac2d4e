import { Forbidden } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { findSolution, solutionPage, solutionsPage, tellPage } from './solutions.page.ts'
import { mayTell, SolutionForm, tellSolution } from './tell-solution.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const writers = withRole('coordinator', 'convener')

export const solutionRoutes: Feature = routes => {
  routes.get('/losningar', readers, async (ctx, { query }) =>
    page('effects/solutions', await solutionsPage(ctx, query)),
  )
  routes.get('/losningar/:nr', readers, async (ctx, { params }) =>
    page('effects/solution', await solutionPage(ctx, await findSolution(ctx, params.nr))),
  )
  routes.get('/losningar/:nr/beskriv', writers, async (ctx, { params }) =>
    page('effects/tell', tellPage(ctx, await toTell(ctx, params.nr))),
  )
  routes.post('/losningar/:nr/beskriv', writers, async (ctx, { params, body }) => {
    const solution = await toTell(ctx, params.nr)
    const form = ctx.form(SolutionForm, body)
    if (!form.ok) return page('effects/tell', tellPage(ctx, solution, form), 422)
    await tellSolution(ctx, solution.id, form.value)
    return redirect(`/losningar/${solution.number}`, 'solutions.saved')
  })
}

async function toTell(ctx: Ctx, number: string) {
  const solution = await findSolution(ctx, number)
  if (!(await mayTell(ctx, solution.id))) throw new Forbidden('errors.denied')
  return solution
}
