import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import type { Answer } from '#src/features/answers/answer.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Act } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { linkObservation } from '#src/features/observations/link-observation.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { contentOf } from '#src/features/summaries/content.queries.ts'
import type { Content } from '#src/features/summaries/content.rules.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import type { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'

/** Two offices with a group in common, two agencies, and what happens to their systemfel, day by day. */
export class Story {
  readonly #world: World
  readonly #given: Given
  readonly offices: readonly [Office, Office]
  readonly group: Group
  readonly psychiatry: Organisation
  readonly insurance: Organisation
  readonly #contact: AgencyContact
  readonly #ombud: Person
  private constructor(world: World, given: Given, cast: Cast) {
    this.#world = world
    this.#given = given
    this.offices = cast.offices
    this.group = cast.group
    this.psychiatry = cast.psychiatry
    this.insurance = cast.insurance
    this.#contact = cast.contact
    this.#ombud = cast.ombud
  }

  static async begin(world: World, given: Given, group: Partial<Group> = {}): Promise<Story> {
    const places = [
      await given.municipality({ name: 'Tyresö' }),
      await given.municipality({ name: 'Haninge' }),
    ] as const
    const office = (at: 0 | 1) => given.office({ name: `PO i ${places[at].name}` }, { municipality: places[at] })
    const offices = [await office(0), await office(1)] as const
    const psychiatry = await given.organisation({ name: 'Psykiatrin' })
    const cast = {
      ...{ offices, psychiatry },
      group: await given.group(offices, { name: 'Ledningsgruppen', ...group }),
      insurance: await given.organisation({ name: 'Försäkringskassan' }),
      contact: await given.contact(psychiatry),
      ombud: await given.person([{ role: 'ombud', officeId: offices[0].id }]),
    }
    return new Story(world, given, cast)
  }

  /** It is noon on the day. */
  on(day: string): this {
    this.#world.clock.moveTo(`${day}T11:00:00Z`)
    return this
  }
  made(values: Partial<NewDeficiency> = {}): Promise<Deficiency> {
    return this.#world.given(ctx =>
      makeDeficiency(ctx, {
        title: 'Lång väntan på läkartid',
        description: 'Det tar månader att få en läkartid.',
        ...{ level: 'local', facets: [], themes: ['vantetider'], gap: false },
        organisationIds: [this.psychiatry.id],
        officeId: this.offices[0].id,
        ...values,
      }),
    )
  }
  /** Reports sent today and linked at once; with no systemfel they wait in the inbox. */
  async reported(
    deficiency: Deficiency | null,
    { times = 1, office = this.offices[0], month = '' } = {},
  ): Promise<void> {
    for (let time = 0; time < times; time += 1)
      await this.#world.given(async ctx => {
        const met = month === '' ? ctx.today.slice(0, 7) : month
        const report = await ctx.rows(observations).insert({
          ...BLANK_REPORT,
          ...{ id: ctx.newId(), number: `R-${ctx.newId().slice(-12)}`, officeId: office.id, ombudId: this.#ombud.id },
          ...{ whatHappened: 'Ett hinder.', firstMonth: met, lastMonth: met, clientBand: '1', severity: 'hinders' },
          ...{ createdAt: ctx.now, sentAt: ctx.now },
        })
        if (deficiency !== null) await linkObservation(ctx, report, deficiency)
      })
  }
  async asked(deficiency: Deficiency): Promise<string> {
    const { id } = await this.#world.given(ctx =>
      askAgency(ctx, {
        deficiency,
        contactId: this.#contact.id,
        question: 'Vad gör ni?',
        termDays: 30,
        groupId: this.group.id,
        officeId: this.offices[0].id,
      }),
    )
    return id
  }
  async answered(requestId: string, kind: Answer['kind'] = 'planned'): Promise<void> {
    const words = { kind, text: 'Vi ändrar rutinen.', changeDay: '2027-01-01', otherBody: null }
    await this.#world.given(async ctx =>
      receiveAnswer(ctx, await ctx.rows(answerRequests).get({ id: requestId }), words),
    )
  }
  async acted(deficiency: Deficiency): Promise<string> {
    const { id } = await this.#world.given(ctx =>
      assignAction(ctx, {
        deficiencyId: deficiency.id,
        kind: 'training',
        description: 'Utbildning om funktionsnedsättningar.',
        organisationId: this.psychiatry.id,
        dueDay: null,
        state: 'accepted',
      }),
    )
    return id
  }
  async didAct(actionId: string): Promise<void> {
    await this.#world.given(async ctx => {
      const action = await ctx.rows(actions).get({ id: actionId })
      await ctx.rows(actions).update(action, { state: 'done', doneDay: ctx.today })
    })
  }
  async became(deficiency: Deficiency, act: Act): Promise<void> {
    await this.#world.given(async ctx => {
      const found = await ctx.rows(deficiencies).get({ id: deficiency.id })
      await changeState(ctx, found, act)
    })
  }

  coordinator(at: 0 | 1 = 0): Promise<Browser> {
    return this.#given.as('coordinator', { officeId: this.offices[at].id })
  }
  /** A draft made through the form, by default of both offices. */
  async draft(browser: Browser, period: string, offices: readonly Office[] = this.offices): Promise<Page> {
    const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
    return form.submit({ officeIds: offices.map(({ id }) => id), period })
  }
  /** Writes three questions and freezes it. */
  async finish(browser: Browser, path: string): Promise<Page> {
    const form = (await browser.get(`${path}/redigera`)).form('Spara')
    const page = await form.submit({ questions: 'Vem svarar?\nNär är det klart?\nVad gör vi nu?' })
    return page.form('Gör klar och skicka').submit()
  }
  /** What would be counted for the half-year now. */
  counted(period: string, offices: readonly Office[] = this.offices): Promise<Content> {
    const [year, half] = period.split('-').map(Number) as [number, number]
    const texts = { introduction: null, wentWell: null, questions: null, nilReason: null, frozen: null, frozenAt: null }
    const officeIds = offices.map(({ id }) => id)
    return this.#world.works.read(SYSTEM, ctx =>
      contentOf(ctx, {
        ...{ id: 'none', groupId: this.group.id, year, half, state: 'draft', officeIds, madeAt: ctx.now, version: 1 },
        ...texts,
      }),
    )
  }
}
interface Cast {
  readonly offices: readonly [Office, Office]
  readonly group: Group
  readonly psychiatry: Organisation
  readonly insurance: Organisation
  readonly contact: AgencyContact
  readonly ombud: Person
}

/** The first half of 2026: five systemfel, of which two end, one is asked about, and none has had an answer. */
export async function firstHalf(story: Story) {
  const waiting = await story.on('2026-02-10').made({ title: 'Lång väntan på läkartid' })
  await story.reported(waiting, { month: '2025-11' })
  const request = await story.on('2026-03-01').asked(waiting)
  const gap = await story.on('2026-03-15').made({
    title: 'Olika krav på läkarintyg',
    level: 'central',
    themes: ['lakarintyg', 'ansvarsglapp'],
    organisationIds: [story.psychiatry.id, story.insurance.id],
  })
  await story.reported(gap, { times: 4 })
  await story.reported(gap, { times: 2, office: story.offices[1] })
  const rude = await story
    .on('2026-04-10')
    .made({ title: 'Dåligt bemötande', level: 'caseworker', themes: ['bemotande'] })
  await story.on('2026-05-20').became(rude, 'close')
  const gone = await story.on('2026-05-25').made({ title: 'Ingen nås på telefon', officeId: story.offices[1].id })
  await story.on('2026-05-28').became(gone, 'close')
  const late = await story.on('2026-06-01').made({ title: 'Boendestöd sägs upp', themes: ['boendestod'] })
  return { waiting, request, gap, rude, gone, late }
}

/** The second half: an answer, an action, one that ends, one that comes back, one that is new. */
export async function secondHalf(story: Story, first: Awaited<ReturnType<typeof firstHalf>>) {
  await story.on('2026-07-10').answered(first.request)
  await story.on('2026-08-01').became(first.late, 'close')
  await story.on('2026-09-05').reported(first.rude)
  const fresh = await story.on('2026-09-20').made({ title: 'Ingen tolk', themes: ['sprak'], organisationIds: [] })
  await story.reported(fresh, { times: 5 })
  const action = await story.on('2026-10-01').acted(first.gap)
  await story.on('2026-10-15').asked(first.gap)
  await story.on('2026-11-10').didAct(action)
  return { fresh }
}
