import { expect } from 'chai'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyPeriods } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { definitionRefreshes, definitionSettings } from '#src/features/deficiencies/definition.entity.ts'
import { refreshDefinition } from '#src/features/deficiencies/refresh-definition.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { refreshByRules } from '#src/jobs/refresh-definitions.job.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf, reportOn } from './made.ts'

describe('The definition of a systemfel', () => {
  let world: World
  let given: Given
  let office: Office
  let group: Group
  let anna: Person
  let bo: Person
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    group = await given.group([office], { name: 'Ledningsgruppen Granåsen' })
    anna = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombudsson' })
    bo = await given.person([{ role: 'ombud', officeId: office.id }])
  })
  const now = ({ id }: Pick<Deficiency, 'id'>): Promise<Deficiency> => world.row(deficiencies, { id })
  const status = async (deficiency: Pick<Deficiency, 'id'>) => (await now(deficiency)).definition
  /** Three reports by one ombud over seven months. */
  async function almost(): Promise<Deficiency> {
    const deficiency = await deficiencyOf(world, office)
    for (let nth = 0; nth < 3; nth++) await reportOn(world, deficiency, office, anna)
    return now(deficiency)
  }
  const show = async (browser: Browser, { number }: Deficiency): Promise<Page> => browser.get(`/systemfel/${number}`)
  const meter = (page: Page): string[] =>
    page
      .$('.app-meter__step')
      .toArray()
      .map(step => page.$(step).text().replace(/\s+/g, ' ').trim())

  describe('is kept up to date', () => {
    it('as reports are linked and unlinked', async () => {
      const deficiency = await deficiencyOf(world, office)
      expect(await status(deficiency)).to.equal('untried')
      const statuses: unknown[] = []
      for (const ombud of [anna, anna, bo]) {
        await reportOn(world, deficiency, office, ombud)
        statuses.push(await status(deficiency))
      }
      expect(statuses).to.deep.equal(['unmet', 'unmet', 'met'])
      await world.given(async ctx => {
        const [report] = await ctx.rows(observations).all({ ombudId: bo.id })
        await ctx.rows(observations).change(report?.id ?? '', { state: 'withdrawn' })
        await ctx.rows(deficiencies).change(deficiency.id, { reportCount: 2 })
        await refreshDefinition(ctx, deficiency.id)
      })
      expect(await status(deficiency)).to.equal('unmet')
    })

    it('as its level changes', async () => {
      const deficiency = await almost()
      await reportOn(world, deficiency, office, bo)
      const coordinator = await given.as('coordinator', { officeId: office.id })
      const change = async (level: string) =>
        (await coordinator.get(`/systemfel/${deficiency.number}/redigera`)).form('Spara').submit({ level })
      expect(await status(deficiency)).to.equal('met')
      await change('central')
      expect(await status(deficiency)).to.equal('untried')
      await change('caseworker')
      expect(await status(deficiency)).to.equal('met')
    })

    it('by units of one responsible body, each named in a report of its own', async () => {
      const region = await given.organisation()
      const [north, south] = [
        await given.organisation({ parentId: region.id }),
        await given.organisation({ parentId: region.id }),
      ]
      const deficiency = await deficiencyOf(world, office)
      await reportOn(world, deficiency, office, anna, { organisationIds: [north.id, south.id] })
      await reportOn(world, deficiency, office, anna)
      await reportOn(world, deficiency, office, anna)
      expect(await status(deficiency)).to.equal('unmet')
      await reportOn(world, deficiency, office, anna, { organisationIds: [south.id] })
      expect(await status(deficiency)).to.equal('met')
      expect(meter(await show(await given.browserOf(anna), deficiency))[1]).to.contain('Nått 2 enheter.')
    })

    it('by a job, as an office becomes one of a lone ombud and is so no longer', async () => {
      const deficiency = await almost()
      const admin = await given.as('admin')
      const person = `/admin/anvandare/${bo.id}`
      expect(await status(deficiency)).to.equal('unmet')
      const [grant] = await world.rows(grants, { personId: bo.id })
      await (await admin.get(person)).form(`${grant?.id}/borttagning`).submit()
      expect(await world.rows(definitionRefreshes)).to.have.length(1)
      await refreshByRules(world.works)
      expect(await status(deficiency)).to.equal('met')
      await (await admin.get(person)).form('/roller').submit({ role: 'ombud', officeId: office.id })
      await refreshByRules(world.works)
      expect(await status(deficiency)).to.equal('unmet')
      await (await admin.get(person)).form('/avslut').submit()
      await refreshByRules(world.works)
      expect(await status(deficiency), 'a closed account reports nothing').to.equal('met')
      const third = await given.person([])
      await (await admin.get(`/admin/anvandare/${third.id}`))
        .form('/roller')
        .submit({ role: 'ombud', officeId: office.id })
      expect(await world.rows(definitionRefreshes), 'one becomes two').to.have.length(1)
      const fourth = await given.person([])
      await refreshByRules(world.works)
      await (await admin.get(`/admin/anvandare/${fourth.id}`))
        .form('/roller')
        .submit({ role: 'ombud', officeId: office.id })
      expect(await world.rows(definitionRefreshes), 'two become three').to.have.length(0)
    })

    it('with the half-years it was reported and met in', async () => {
      const deficiency = await deficiencyOf(world, office)
      const periods = async () =>
        (await world.rows(deficiencyPeriods, { deficiencyId: deficiency.id }))
          .map(({ period, reported, told }) => [period, reported, told])
          .sort()
      expect(await periods()).to.deep.equal([['2026-2', true, true]])
      await reportOn(world, deficiency, office, anna, {
        ...{ firstMonth: '2025-08', lastMonth: '2026-03', sentAt: new Date('2026-06-30T22:30:00Z') },
      })
      expect(await periods(), 'sent on 1 July in Sweden').to.deep.equal([
        ['2025-2', false, true],
        ['2026-1', false, true],
        ['2026-2', true, false],
      ])
    })
  })

  describe('may be found otherwise by a convener of its circle', () => {
    const path = ({ number }: Deficiency): string => `/systemfel/${number}/definition`
    const judge = async (browser: Browser, deficiency: Deficiency, definitionOverride = 'met') => {
      const form = (await browser.get(path(deficiency))).form('Spara bedömningen')
      return form.submit({ definitionOverride, definitionReason: 'Det har hänt i tre kommuner sedan 2019.' })
    }

    it('with a reason, told by role, group and date; it counts until it is withdrawn', async () => {
      const deficiency = await almost()
      const person = await given.person([{ role: 'convener', groupId: group.id }], { name: 'Karin Mötessson' })
      const convener = await given.browserOf(person)
      const page = await (await show(convener, deficiency)).follow('Bedöm själv')
      expect(page.text).to.contain('Uppfyller inte definitionen än')
      const judged = await judge(convener, deficiency)
      expect(judged.notice).to.contain('Bedömningen är sparad')
      expect(await status(deficiency)).to.equal('met')
      for (const browser of [convener, await given.browserOf(anna)]) {
        const shown = await show(browser, deficiency)
        expect(shown.text)
          .to.contain('Bedömt av mötesansvarig i Ledningsgruppen Granåsen, 21 november 2026')
          .and.contain('Det har hänt i tre kommuner')
          .and.contain('Rapporterna ensamma: Uppfyller inte definitionen än.')
          .and.not.contain('Mötessson')
      }
      await reportOn(world, deficiency, office, anna)
      expect(await status(deficiency), 'a new report does not undo it').to.equal('met')
      const back = await (await convener.get(path(deficiency))).form('Ta tillbaka').submit()
      expect(back.notice).to.contain('tillbakatagen')
      expect(await now(deficiency)).to.include({ definition: 'unmet', definitionReason: null, definitionAt: null })
      expect((await world.acts(deficiency.id)).filter(act => act.includes('definition'))).to.deep.equal([
        'deficiency.definitionJudged',
        'deficiency.definitionWithdrawn',
      ])
    })

    it('not without a reason, and not over what somebody else has changed (C4)', async () => {
      const deficiency = await almost()
      const convener = await given.as('convener', { groupId: group.id })
      const empty = await (await convener.get(path(deficiency))).form('Spara').submit({ definitionOverride: 'met' })
      expect(empty.status).to.equal(422)
      expect(empty.errors.join()).to.contain('Skriv varför')
      const stale = (await convener.get(path(deficiency))).form('Spara')
      await judge(convener, deficiency, 'unmet')
      const late = await stale.submit({ definitionOverride: 'met', definitionReason: 'Annat skäl.' })
      expect(late.status).to.equal(409)
      expect(late.text).to.contain('Annat skäl.').and.contain('tre kommuner')
      expect(await status(deficiency)).to.equal('unmet')
    })

    it('by nobody else', async () => {
      const deficiency = await almost()
      const others = await given.group([])
      const asked: Record<string, Browser> = {
        ombud: await given.browserOf(anna),
        coordinator: await given.as('coordinator', { officeId: office.id }),
        member: await given.as('member', { groupId: group.id }),
        'convener elsewhere': await given.as('convener', { groupId: others.id }),
      }
      const answers: Record<string, number> = {}
      for (const [who, browser] of Object.entries(asked)) answers[who] = (await browser.get(path(deficiency))).status
      expect(answers).to.deep.equal({ ombud: 403, coordinator: 403, member: 403, 'convener elsewhere': 404 })
    })
  })

  describe('is asked for by the installation', () => {
    const change = async (admin: Browser, values: Record<string, string>): Promise<Page> =>
      (await admin.get('/admin/definition')).form('Spara kraven').submit(values)

    it('as the administrator sets it; all are tried again, in batches, each its own unit of work', async () => {
      const deficiency = await almost()
      await reportOn(world, deficiency, office, bo)
      await world.given(async ctx => {
        const { id: _, number: __, ...row } = await ctx.rows(deficiencies).get({ id: deficiency.id })
        for (let nth = 0; nth < 250; nth++)
          await ctx
            .rows(deficiencies)
            .insert({ ...row, id: ctx.newId(), number: `SF-2020-${1000 + nth}`, reportCount: 0 })
      })
      const admin = await given.as('admin')
      const page = await change(admin, { leastReports: '5', leastDays: '60' })
      expect(page.notice).to.contain('prövas om')
      expect(page.text).to.contain('Systemfelen prövas om just nu')
      expect(await status(deficiency), 'not by the form itself').to.equal('met')
      expect(await refreshByRules(world.works)).to.equal(3)
      expect(await status(deficiency)).to.equal('unmet')
      expect((await world.rows(deficiencies, { definition: 'untried' })).length).to.equal(250)
      expect((await admin.get('/admin/definition')).text).to.not.contain('just nu')
      expect(meter(await show(await given.browserOf(anna), deficiency))[0]).to.contain('minst 5 rapporter')
      await change(admin, { leastReports: '4' })
      await refreshByRules(world.works)
      expect(await status(deficiency)).to.equal('met')
      expect(await world.rows(definitionSettings)).to.have.length(1)
      expect((await admin.get('/admin/logg')).text).to.contain('Definitionen ändrades: minst så många rapporter')
    })

    it('in numbers that make sense, and not over another’s change (C4)', async () => {
      const admin = await given.as('admin')
      for (const [name, value] of [
        ['leastReports', '0'],
        ['leastDays', 'sextio'],
        ['leastOmbud', '21'],
      ] as const) {
        const page = await change(admin, { [name]: value })
        expect(page.status, name).to.equal(422)
        expect(page.html).to.contain(`value="${value}"`)
      }
      const stale = (await admin.get('/admin/definition')).form('Spara kraven')
      expect((await change(admin, { leastDays: '90' })).status).to.equal(200)
      expect((await stale.submit({ leastDays: '30' })).status).to.equal(409)
      expect(await world.rows(definitionSettings)).to.have.length(1)
      expect((await world.rows(definitionSettings))[0]).to.include({ leastDays: 90, version: 1 })
      expect((await (await given.browserOf(anna)).get('/admin/definition')).status).to.equal(403)
    })
  })

  describe('is measured on its page', () => {
    it('in three steps, in words and numbers, to those who file the reports', async () => {
      const deficiency = await deficiencyOf(world, office)
      await reportOn(world, deficiency, office, anna, { firstMonth: '2026-10', lastMonth: '2026-10' })
      const page = await show(await given.browserOf(anna), deficiency)
      expect(meter(page)).to.deep.equal([
        'Återkommande Inte än 1 rapport. Det behövs minst 3 rapporter, eller en om minst 5 klienter.',
        'Delat av flera Inte än 1 ombud. Det behövs minst 2 ombud, eller minst 2 enheter hos samma organisation.',
        'Över tid Inte än 31 dagar. Det behövs minst 60 dagar.',
      ])
      const widths = page
        .$('.app-meter__fill')
        .toArray()
        .map(bar => page.$(bar).attr('width'))
      expect(widths).to.deep.equal(['33', '50', '51'])
      await reportOn(world, deficiency, office, bo, { clientBand: '10+', firstMonth: '2026-04', lastMonth: '2026-04' })
      expect(meter(await show(await given.browserOf(anna), deficiency)).map(step => step.split('. ')[0])).to.deep.equal(
        ['Återkommande Nått En rapport om minst 10 klienter', 'Delat av flera Nått 2 ombud', 'Över tid Nått 214 dagar'],
      )
    })

    it('as far as others may know', async () => {
      const convener = await given.as('convener', { groupId: group.id })
      const steps = async (deficiency: Deficiency): Promise<string[]> =>
        meter(await show(convener, deficiency)).map(step => step.split('. ')[0] ?? '')
      const untold = 'Visas bara i verksamheterna'
      const few = await almost()
      expect(await steps(few)).to.deep.equal([
        `Återkommande ${untold} Färre än 5 rapporter`,
        `Delat av flera ${untold} Det behövs minst 2 ombud, eller minst 2 enheter hos samma organisation.`,
        `Över tid ${untold} Det behövs minst 60 dagar.`,
      ])
      await reportOn(world, few, office, anna)
      await reportOn(world, few, office, anna)
      expect(await steps(few), 'five are told').to.deep.equal([
        'Återkommande Nått 5 rapporter',
        `Delat av flera ${untold} Det behövs minst 2 ombud, eller minst 2 enheter hos samma organisation.`,
        'Över tid Nått 214 dagar',
      ])
      const met = await deficiencyOf(world, office)
      for (const ombud of [anna, anna, bo]) await reportOn(world, met, office, ombud)
      expect(await steps(met)).to.deep.equal([
        'Återkommande Nått Färre än 5 rapporter',
        'Delat av flera Nått Det behövs minst 2 ombud, eller minst 2 enheter hos samma organisation.',
        'Över tid Nått Det behövs minst 60 dagar.',
      ])
      expect((await show(convener, met)).$('.app-meter__fill').length).to.equal(3)
      expect((await show(convener, await almost())).$('.app-meter__fill').length).to.equal(0)
    })

    it('with no steps where it is not tried', async () => {
      const page = await show(await given.browserOf(anna), await deficiencyOf(world, office, { level: 'central' }))
      expect(page.text).to.contain('Ej prövat mot definitionen')
      expect(meter(page)).to.deep.equal([])
    })
  })
})
