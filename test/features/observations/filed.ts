import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { type Decision, decisions } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, meetings, OPEN_AGENDA, PLAIN_ITEM } from '#src/features/meetings/meeting.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'

/** What is filled in on each page of a filing. */
export interface Answers {
  readonly text?: string
  readonly organisations?: readonly string[]
  readonly level?: string
  readonly facets?: Readonly<Record<string, string | readonly string[]>>
  readonly extent?: Readonly<Record<string, string | readonly string[]>>
}

export const TEXT = 'Det tar över ett år att få en god man, och under tiden betalas inga räkningar.'

/** Goes through the steps as a person does, up to the check page. */
export async function writeReport(browser: Browser, answers: Answers = {}): Promise<Page> {
  const start = await browser.get('/rapportera')
  const likeness = await start.form('Spara och fortsätt').submit({ whatHappened: answers.text ?? TEXT })
  const organisation = await likeness.form('Det är nytt').submit()
  const named = answers.organisations ?? []
  const level = await organisation
    .form('Spara och fortsätt')
    .submit(named.length === 0 ? { unknown: 'ja' } : { organisationIds: named })
  const extent = await level
    .form('Spara och fortsätt')
    .submit({ level: answers.level ?? 'local', ...(answers.facets ?? {}) })
  return extent.form('Spara och fortsätt').submit({
    firstMonth: '2026-09',
    lastMonth: '2026-11',
    clientBand: '2-4',
    severity: 'harms',
    ...(answers.extent ?? {}),
  })
}

/** The same, sent. Gives the report as it is stored. */
export async function fileReport(world: World, browser: Browser, answers: Answers = {}): Promise<Observation> {
  const check = await writeReport(browser, answers)
  const receipt = await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
  const number = /R-\d{4}-\d{4}/.exec(receipt.text)?.[0]
  if (number === undefined) throw new Error(`Not sent (${receipt.status}): ${receipt.text}`)
  return world.row(observations, { number })
}

/** A systemfel of an office, made without a report. */
export const givenDeficiency = (
  world: World,
  office: Office,
  values: Partial<NewDeficiency> = {},
): Promise<Deficiency> =>
  world.given(ctx =>
    makeDeficiency(ctx, {
      title: 'Lång väntan på god man',
      description: 'Det tar över ett år att få en god man.',
      level: 'local',
      facets: [],
      themes: ['god_man'],
      organisationIds: [],
      gap: false,
      officeId: office.id,
      ...values,
    }),
  )

/** A decision to monitor it, § 3 of a meeting on the day. */
export async function givenDecision(
  world: World,
  given: Given,
  office: Office,
  deficiencyId: string,
  day: string,
): Promise<Decision> {
  const group = await given.group([office])
  return world.given(async ctx => {
    const meeting = await ctx.rows(meetings).insert({
      id: ctx.newId(),
      groupId: group.id,
      day,
      time: '13:00',
      place: 'Kommunhuset',
      state: 'done',
      startedAt: null,
      endedAt: null,
      notesDoneAt: null,
      ...OPEN_AGENDA,
      version: 1,
    })
    const item = await ctx.rows(agendaItems).insert({
      id: ctx.newId(),
      meetingId: meeting.id,
      deficiencyId,
      title: 'Punkt',
      section: 'new',
      position: 1,
      why: 'new',
      whyFacts: {},
      note: null,
      ...PLAIN_ITEM,
      paragraph: 3,
      version: 1,
    })
    return ctx.rows(decisions).insert({
      id: ctx.newId(),
      meetingId: meeting.id,
      agendaItemId: item.id,
      deficiencyId,
      type: 'monitor',
      text: 'Vi bevakar det',
      reason: null,
      organisationId: null,
      officeId: null,
      dueDay: null,
      paragraph: 3,
      year: 2026,
      at: new Date(`${day}T12:00:00Z`),
      acceptedBy: null,
      correctsId: null,
    })
  })
}

/** Every text in every table, as one string: what is searched for something that must be nowhere. */
export async function everyText(world: World): Promise<string> {
  const { tables } = await import('#src/features.ts')
  const texts: string[] = []
  for (const table of tables) texts.push(JSON.stringify(await world.rows(table)))
  return texts.join('\n')
}
