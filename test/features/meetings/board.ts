import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { type AgendaItem, agendaItems, type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import { linkObservation } from '#src/features/observations/link-observation.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'

/** A group that serves an office, its convener in a browser, and an agency that can be asked. */
export class Board {
  readonly world: World
  readonly given: Given
  readonly office: Office
  readonly group: Group
  readonly agency: Organisation
  readonly contact: AgencyContact
  readonly ombud: Person
  readonly person: Person
  /** The convener's browser. */
  convener: Browser
  private constructor(
    all: Pick<Board, 'world' | 'given' | 'office' | 'group' | 'agency' | 'contact' | 'ombud' | 'person' | 'convener'>,
  ) {
    this.world = all.world
    this.given = all.given
    this.office = all.office
    this.group = all.group
    this.agency = all.agency
    this.contact = all.contact
    this.ombud = all.ombud
    this.person = all.person
    this.convener = all.convener
  }

  /** `shared`: the first office is the board's. */
  static async of(
    world: World,
    { offices = ['PO Granåsen'], ...shared }: Partial<Group> & { readonly offices?: readonly string[] } = {},
  ): Promise<Board> {
    const given = new Given(world)
    const served: Office[] = []
    for (const name of offices) served.push(await given.office({ name }))
    const office = served[0] as Office
    const group = await given.group(served, { name: 'Ledningsgruppen Granåsen', ...shared })
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const person = await given.person([{ role: 'convener', groupId: group.id }])
    return new Board({
      world,
      given,
      office,
      group,
      agency,
      contact: await given.contact(agency, { function: 'Enhetschef' }),
      ombud: await given.person([{ role: 'ombud', officeId: office.id }]),
      person,
      convener: await given.browserOf(person),
    })
  }

  /** Moves the clock, and signs the convener in again. */
  async later(at: string): Promise<void> {
    this.world.clock.moveTo(at)
    this.convener = await this.given.browserOf(this.person)
  }

  /** A systemfel about the agency. */
  deficiency(values: Partial<NewDeficiency> = {}): Promise<Deficiency> {
    return this.world.given(ctx =>
      makeDeficiency(ctx, {
        title: 'Svårt att nå handläggare',
        description: 'Den som ringer får inget svar på flera veckor.',
        level: 'local',
        facets: [],
        themes: ['tillganglighet'],
        organisationIds: [this.agency.id],
        gap: false,
        officeId: this.office.id,
        ...values,
      }),
    )
  }
  /** A linked report on it, by the board's ombud unless said otherwise. */
  report(deficiency: Deficiency, values: Partial<Observation> = {}): Promise<Deficiency> {
    return this.world.given(async ctx => {
      const sent = await ctx.rows(observations).insert({
        ...BLANK,
        id: ctx.newId(),
        officeId: this.office.id,
        ombudId: this.ombud.id,
        createdAt: ctx.now,
        sentAt: ctx.now,
        ...values,
      })
      return linkObservation(ctx, sent, await deficiencyById(ctx, deficiency.id))
    })
  }
  now(deficiency: Pick<Deficiency, 'id'>): Promise<DeficiencyInCircle> {
    return this.world.given(ctx => deficiencyById(ctx, deficiency.id))
  }

  /** A meeting planned through its form, with what waits on its agenda. */
  async plan(day = '2026-11-21', browser = this.convener, group = this.group): Promise<Meeting> {
    const form = (await browser.get('/moten/nytt')).form('Skapa mötet')
    const page = await form.submit({ groupId: group.id, day, time: '13.00', place: 'Kommunhuset', standing: [] })
    if (page.status !== 200) throw new Error(`${page.status}: ${page.text}`)
    return this.meeting(day, group)
  }
  meeting(day = '2026-11-21', { id: groupId } = this.group): Promise<Meeting> {
    return this.world.row(meetings, { groupId, day })
  }
  /** Planned and opened; gives the page that follows. */
  async open(day = '2026-11-21'): Promise<{ meeting: Meeting; page: Page }> {
    const { id } = await this.plan(day)
    const page = await (await this.convener.get(`/moten/${id}`)).form('Öppna mötet').submit()
    return { meeting: await this.meeting(day), page }
  }
  async items(meeting: Pick<Meeting, 'id'>): Promise<AgendaItem[]> {
    const items = await this.world.rows(agendaItems, { meetingId: meeting.id })
    return items.sort((one, other) => one.position - other.position)
  }
  /** The page of an item with a decision's form open. */
  form(meeting: Pick<Meeting, 'id'>, nr: number, type: string, browser = this.convener): Promise<Page> {
    return browser.get(`/moten/${meeting.id}/punkter/${nr}?beslut=${type}`)
  }
  /** Decides an item through its prefilled form. */
  async decide(
    meeting: Pick<Meeting, 'id'>,
    nr: number,
    type: string,
    filled: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    return (await this.form(meeting, nr, type)).form('Spara och nästa').submit(filled)
  }
  /** Ends a meeting whose items are all decided. */
  async end(meeting: Pick<Meeting, 'id'>): Promise<Page> {
    return (await this.convener.get(`/moten/${meeting.id}`)).form('Avsluta mötet').submit()
  }
  async finish(meeting: Pick<Meeting, 'id'>): Promise<Page> {
    return (await this.convener.get(`/moten/${meeting.id}`)).form('Anteckningarna är klara').submit()
  }
}

const BLANK: Observation = { ...BLANK_REPORT, firstMonth: '2026-03', lastMonth: '2026-09', clientBand: '2-4' }
