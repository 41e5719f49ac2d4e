import { type Deficiency, deficiencies, STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Chosen } from '#src/features/deficiencies/deficiency-parts.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { linkObservation } from '#src/features/observations/link-observation.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import type { World } from '#test/support/world.ts'

/** A systemfel that an office has made, with the columns of a test set as they are given. */
export async function deficiencyOf(
  world: World,
  office: Office,
  made: Partial<NewDeficiency> = {},
  columns: Partial<Deficiency> = {},
): Promise<Deficiency> {
  return world.given(async ctx => {
    const { id } = await makeDeficiency(ctx, {
      title: 'Lång väntan på god man',
      description: 'Det tar över ett år att få en god man.',
      level: 'local',
      facets: ['resources'],
      themes: ['god_man'],
      organisationIds: [],
      gap: false,
      officeId: office.id,
      ...made,
    })
    if (Object.keys(columns).length > 0) await ctx.rows(deficiencies).change(id, columns)
    return ctx.rows(deficiencies).get({ id })
  })
}

/** A report by an ombud of an office, linked to the systemfel. */
export async function reportOn(
  world: World,
  { id }: Deficiency,
  office: Office,
  ombud: Person,
  values: Partial<Observation> = {},
): Promise<Observation> {
  return world.given(async ctx => {
    const number = `R-2026-${String(await ctx.nextNumber('R-2026')).padStart(4, '0')}`
    const report = await ctx.rows(observations).insert({
      ...BLANK_REPORT,
      id: ctx.newId(),
      number,
      officeId: office.id,
      ombudId: ombud.id,
      whatHappened: 'Ett hinder.',
      firstMonth: '2026-03',
      lastMonth: '2026-09',
      clientBand: '1',
      severity: 'hinders',
      createdAt: ctx.now,
      sentAt: ctx.now,
      ...values,
    })
    await linkObservation(ctx, report, await ctx.rows(deficiencies).get({ id }))
    return report
  })
}

/** All that there is. */
export const ANYTHING: Chosen = {
  states: STATES,
  level: null,
  theme: null,
  organisationIds: null,
  municipalityId: null,
  sought: null,
  numbers: null,
  facet: null,
  officeId: null,
  groupId: null,
  period: null,
  waitingBefore: null,
  definition: null,
  sourceWords: [],
}
