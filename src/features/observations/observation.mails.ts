import { In } from 'typeorm'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'

/** Mails are Swedish. */
export const levelName = (level: string): string => translate('sv', keyOf(`level.${level}`))

/**
 * Mails every ombud with a report linked to the systemfel, once each: the template with the systemfel's reference and
 * level and the facts given, leading to its page. With `heldByMeetingId` they lie in that meeting's tray. Gives how many.
 */
export async function tellReporters(
  ctx: Ctx,
  deficiency: Pick<Deficiency, 'id' | 'number' | 'level'>,
  template: string,
  facts: MailFacts,
  options: { readonly heldByMeetingId?: string } = {},
): Promise<number> {
  const reports = await ctx.rows(observations).all({ deficiencyId: deficiency.id, state: 'linked' })
  const ombudIds = [...new Set(reports.map(({ ombudId }) => ombudId))]
  const reporters = ombudIds.length === 0 ? [] : await ctx.rows(people).all({ id: In(ombudIds), state: 'active' })
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

/** Tells the author what became of a report. Who settles one's own report is not told. */
export async function tellOmbud(
  ctx: Ctx,
  report: Pick<Observation, 'id' | 'number' | 'officeId' | 'ombudId'>,
  template: 'observations.returned' | 'observations.notSystemic',
): Promise<void> {
  const ombud = await ctx.rows(people).one({ id: report.ombudId, state: 'active' })
  if (ombud === null || ombud.id === ctx.actor.id) return
  const office = await ctx.rows(offices).get({ id: report.officeId })
  await enqueueMail(ctx, {
    template,
    to: { address: ombud.email, name: null },
    facts: { reference: report.number ?? '', office: office.name },
    path: `/rapporter/${report.number}`,
    about: { type: 'observation', id: report.id },
  })
}
