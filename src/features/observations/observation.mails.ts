import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { askedAbout } from './who-is-asked.queries.ts'

/** Mails are Swedish. */
export const levelName = (level: string): string => translate('sv', keyOf(`level.${level}`))

/**
 * Mails every ombud with a report linked to the systemfel, once each; of one who has left, whoever carries her report. The
 * template has the systemfel's reference and level and the facts given, and leads to its page. With `heldByMeetingId` they
 * lie in that meeting's tray. Gives how many.
 */
export async function tellReporters(
  ctx: Ctx,
  deficiency: Pick<Deficiency, 'id' | 'number' | 'level'>,
  template: string,
  facts: MailFacts,
  options: { readonly heldByMeetingId?: string } = {},
): Promise<number> {
  const reports = await ctx.rows(observations).all({ deficiencyId: deficiency.id, state: 'linked' })
  const reporters = await askedAbout(ctx, reports)
  for (const { email, name } of reporters)
    await enqueueMail(ctx, {
      template,
      to: { address: email, name },
      facts: { reference: deficiency.number, level: levelName(deficiency.level), ...facts },
      path: `/systemfel/${deficiency.number}`,
      about: { type: 'deficiency', id: deficiency.id },
      ...options,
    })
  return reporters.length
}

type ReportMail = 'observations.returned' | 'observations.notSystemic' | 'observations.reopened'

/**
 * Tells the author, or whoever carries the report on after her, what became of it. Who settles one's own report is not
 * told.
 */
export async function tellOmbud(ctx: Ctx, report: Observation, template: ReportMail): Promise<void> {
  const told = (await askedAbout(ctx, [report])).filter(({ id }) => id !== ctx.actor.id)
  await mailAbout(ctx, report, template, told)
}

/** Tells an ombud that somebody has sent a report in her name. */
export async function tellWrittenFor(ctx: Ctx, report: Observation): Promise<void> {
  if (report.writtenById !== ctx.actor.id) return
  const ombud = await ctx.rows(people).one({ id: report.ombudId, state: 'active' })
  await mailAbout(ctx, report, 'observations.writtenFor', ombud === null ? [] : [ombud])
}

async function mailAbout(ctx: Ctx, report: Observation, template: string, told: readonly Person[]): Promise<void> {
  if (told.length === 0) return
  const office = await ctx.rows(offices).get({ id: report.officeId })
  for (const { email } of told)
    await enqueueMail(ctx, {
      template,
      to: { address: email, name: null },
      facts: { reference: report.number ?? '', office: office.name },
      path: `/rapporter/${report.number}`,
      about: { type: 'observation', id: report.id },
    })
}
