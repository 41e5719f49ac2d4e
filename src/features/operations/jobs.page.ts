import { isKey } from '#src/i18n/translate.ts'
import type { Job } from '#src/jobs/job.ts'
import { type JobRun, jobRuns } from '#src/jobs/job-run.entity.ts'
import { JOBS } from '#src/jobs/jobs.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'

export async function jobTable(ctx: Ctx): Promise<TableListModel> {
  const rows = new Map((await ctx.rows(jobRuns).all()).map(row => [row.id, row]))
  const label = (key: 'job' | 'rhythm' | 'lastRun' | 'nextRun' | 'outcome') => ({ label: ctx.t(`operations.${key}`) })
  return {
    caption: ctx.t('operations.jobs'),
    captionShown: true,
    columns: [label('job'), label('rhythm'), label('lastRun'), label('nextRun'), label('outcome')],
    rows: JOBS.map(job => jobCells(ctx, job, rows.get(job.name))),
  }
}

/** Those that a process has taken up; those that run every few seconds are always about to run. */
export async function jobOptions(ctx: Ctx): Promise<Option[]> {
  const known = (await ctx.rows(jobRuns).all()).map(({ id }) => id)
  return JOBS.filter(({ name, hasWork }) => hasWork === undefined && known.includes(name)).map(({ name }) => ({
    value: name,
    label: nameOf(ctx, name),
  }))
}

function jobCells(ctx: Ctx, job: Job, row: JobRun | undefined): ListCell[] {
  const { time } = dates[ctx.actor.locale]
  const last = row?.lastDoneAt ?? null
  return [
    { text: nameOf(ctx, job.name) },
    { text: rhythmOf(ctx, job) },
    { text: last === null ? ctx.t('operations.notYet') : time(last) },
    { text: row === undefined ? ctx.t('operations.notYet') : nextOf(ctx, job, row) },
    outcomeOf(ctx, row),
  ]
}

function nameOf({ t }: Ctx, name: string): string {
  const key = `job.${name}`
  return isKey(key) ? t(key) : name
}

function rhythmOf({ t }: Ctx, { rhythm }: Job): string {
  if (rhythm.kind === 'daily') return t('operations.daily', { time: rhythm.time.replace(':', '.') })
  if (rhythm.seconds === 1) return t('operations.everySecond')
  return rhythm.seconds < 60
    ? t('operations.everySeconds', { count: rhythm.seconds })
    : t('operations.everyMinutes', { count: Math.round(rhythm.seconds / 60) })
}

function nextOf({ t, now, actor }: Ctx, { hasWork }: Job, { nextAt, leasedUntil }: JobRun): string {
  if (leasedUntil !== null && leasedUntil > now) return t('operations.running')
  // A job that waits for something to do keeps the time at which it last looked.
  if (nextAt > now) return dates[actor.locale].time(nextAt)
  return t(hasWork === undefined ? 'operations.dueNow' : 'operations.whenNeeded')
}

function outcomeOf({ t }: Ctx, row: JobRun | undefined): ListCell {
  if (row === undefined || row.attempts === 0) return { text: row?.lastDoneAt ? t('operations.well') : '' }
  const code = row.failure ?? ''
  return {
    text: t(code === 'abandoned' ? 'operations.abandoned' : 'operations.jobFailed', { code }),
    badge: { text: t('operations.attempts', { count: row.attempts }), tone: 'late' },
  }
}
