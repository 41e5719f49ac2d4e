import { jobRuns } from '#src/jobs/job-run.entity.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { operationsPolicy } from './operations.policy.ts'

/** Makes a job due. Whichever process looks first runs it; one that is running already is not run twice. */
export async function runJobNow(ctx: Ctx, name: string): Promise<void> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const known = await ctx.rows(jobRuns).changeAll({ id: name }, { nextAt: ctx.now })
  if (known === 0) throw new NotFound('errors.notFound')
  ctx.record('job.wanted', { type: 'job', id: name }, { job: name })
}
