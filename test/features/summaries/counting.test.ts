import { expect } from 'chai'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import type { Content, Line } from '#src/features/summaries/content.rules.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { stockholm } from './stockholm.ts'
import { firstHalf, Story, secondHalf } from './story.ts'
import { columnsOf, rowsOf } from './tables.ts'

const lineOf = ({ figures }: Content, { id }: { readonly id: string }): Line | undefined =>
  figures.lines.find(({ deficiencyId }) => deficiencyId === id)

describe('A half-year counted', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })

  it('gives the counts of Stockholm’s list of 2016: 14 systemfel, 5 + 5 + 4 by level, for five offices together', async () => {
    world.clock.moveTo('2016-11-15T09:00:00Z')
    const { offices } = await stockholm(world, given)
    const browser = await given.as('coordinator', { officeId: offices[2]?.id ?? '' })
    const form = (await browser.get('/sammanstallningar/ny')).form('Skapa utkast')
    const page = await form.submit({ officeIds: offices.map(({ id }) => id), period: '2016-2' })
    expect(page.heading).to.equal('Sammanställning, andra halvåret 2016')
    const levels = rowsOf(page, 'Systemfel per nivå').map(row => row.slice(0, 2))
    expect(levels).to.deep.equal([
      ['Handläggarnivå', '5'],
      ['Lokal nivå', '5'],
      ['Central nivå', '4'],
      ['Summa', '14'],
    ])
    const organisations = rowsOf(page, 'Systemfel per organisation och nivå')
    expect(organisations).to.deep.include(['Socialtjänsten', '3', '2', '1', '6'])
    expect(organisations).to.deep.include(['Ingen organisation angiven', '1', '0', '0', '1'])
    expect(organisations.at(-1)).to.deep.equal(['Olika systemfel', '5', '5', '4', '14'])
    expect(rowsOf(page, 'Systemfel per tema och nivå')).to.deep.include(['Läkarintyg', '0', '2', '1', '3'])
    for (const level of ['Handläggarnivå: 5', 'Lokal nivå: 5', 'Central nivå: 4'])
      expect(rowsOf(page, `${level} systemfel`)).to.have.length(Number(level.at(-1)))
  })

  it('counts what is new, open, acted on, closed, back and unanswered', async () => {
    const story = await Story.begin(world, given)
    const first = await firstHalf(story)
    await secondHalf(story, first)
    const { figures: spring } = await story.on('2027-01-10').counted('2026-1')
    expect(spring.counts).to.deep.equal({
      ...{ all: 5, isNew: 5, isOpen: 3, actedOn: 1, closed: 2, cameBack: 0 },
      ...{ unanswered: 1, longestWait: 121, reports: '5-9' },
    })
    const { figures: autumn } = await story.counted('2026-2')
    expect(autumn.counts).to.deep.equal({
      ...{ all: 5, isNew: 1, isOpen: 4, actedOn: 2, closed: 1, cameBack: 1 },
      ...{ unanswered: 1, longestWait: 77, reports: '5-9' },
    })
  })

  it('tells of each systemfel since when, how much, what was done and answered, and how long it waits', async () => {
    const story = await Story.begin(world, given)
    const first = await firstHalf(story)
    const { fresh } = await secondHalf(story, first)
    const spring = await story.on('2027-01-10').counted('2026-1')
    expect(lineOf(spring, first.waiting)).to.include({
      ...{ firstMet: '2025-2', reportsInPeriod: '1-4', reportsInAll: '1-4', periodsReported: 1 },
      ...{ state: 'new', lastAnswer: null, lastAction: null, daysWithoutAnswer: 121 },
    })
    const autumn = await story.counted('2026-2')
    expect(lineOf(autumn, first.waiting)).to.deep.include({
      ...{ reportsInPeriod: '0', reportsInAll: '1-4', daysWithoutAnswer: null },
      lastAnswer: { kind: 'planned', organisation: 'Psykiatrin', day: '2026-07-10' },
    })
    expect(lineOf(autumn, first.gap)).to.deep.include({
      ...{
        firstMet: '2026-1',
        reportsInAll: '5-9',
        daysWithoutAnswer: 77,
        organisations: ['Försäkringskassan', 'Psykiatrin'],
      },
      lastAction: { kind: 'training', stage: 'done', day: '2026-11-10', owner: 'Psykiatrin' },
    })
    expect(lineOf(autumn, first.rude)).to.include({ state: 'returned', cameBack: true, isNew: false })
    expect(lineOf(autumn, first.late)).to.include({ state: 'closed', since: '2026-08-01', closed: true })
    expect(lineOf(autumn, fresh)).to.include({ isNew: true, reportsInPeriod: '5-9' })
    expect(lineOf(autumn, first.gone)).to.equal(undefined)
  })

  it('makes a past half-year as it was: half a year of later events changes nothing in it', async () => {
    const story = await Story.begin(world, given)
    const first = await firstHalf(story)
    const then = await story.on('2026-07-01').counted('2026-1')
    await secondHalf(story, first)
    expect(await story.on('2027-01-10').counted('2026-1')).to.deep.equal(then)
  })

  it('counts a half-year that has not ended up to today', async () => {
    const story = await Story.begin(world, given)
    await firstHalf(story)
    const { asOf, figures } = await story.on('2026-03-11').counted('2026-1')
    expect(asOf).to.equal('2026-03-11')
    expect(figures.counts.longestWait).to.equal(10)
  })

  it('counts a report in the half-year of its sending by Swedish time, whenever it was linked', async () => {
    const story = await Story.begin(world, given)
    const deficiency = await story.on('2026-06-01').made()
    world.clock.moveTo('2026-06-30T21:59:59Z')
    await story.reported(deficiency, { times: 5 })
    world.clock.moveTo('2026-06-30T22:00:00Z')
    await story.reported(deficiency)
    expect(lineOf(await story.counted('2026-1'), deficiency)?.reportsInPeriod).to.equal('5-9')
    expect(lineOf(await story.counted('2026-2'), deficiency)?.reportsInPeriod).to.equal('1-4')
  })

  it('never tells how many reports there are where they are fewer than five', async () => {
    const story = await Story.begin(world, given)
    await firstHalf(story)
    const { figures } = await story.on('2026-07-01').counted('2026-1')
    const bands = figures.lines.flatMap(({ reportsInPeriod, reportsInAll }) => [reportsInPeriod, reportsInAll])
    expect(new Set([...bands, figures.counts.reports])).to.deep.equal(new Set(['0', '1-4', '5-9']))
  })

  it('counts what the chosen offices have met and reported, and nobody else’s', async () => {
    const story = await Story.begin(world, given)
    const first = await firstHalf(story)
    const other = await given.office()
    await story.made({ title: 'Någon annanstans', officeId: other.id })
    const { figures } = await story.on('2026-07-01').counted('2026-1', [story.offices[1]])
    expect(figures.lines.map(({ deficiencyId }) => deficiencyId)).to.have.members([first.gap.id, first.gone.id])
    expect(lineOf({ figures } as Content, first.gap)?.reportsInPeriod).to.equal('1-4')
    expect(figures.places.map(({ of }) => of))
      .to.include('Haninge')
      .and.not.include('Tyresö')
  })

  it('leaves a systemfel out of the half-years before an office first reported it', async () => {
    const story = await Story.begin(world, given)
    const first = await firstHalf(story)
    await story.on('2026-09-01').reported(first.waiting, { office: story.offices[1] })
    const [, haninge] = story.offices
    expect(lineOf(await story.counted('2026-1', [haninge]), first.waiting)).to.equal(undefined)
    expect(lineOf(await story.counted('2026-2', [haninge]), first.waiting)).to.not.equal(undefined)
  })

  it('gives each municipality of a joint summary its column', async () => {
    const story = await Story.begin(world, given)
    await firstHalf(story)
    const page = await story.draft(await story.on('2026-07-01').coordinator(), '2026-1')
    expect(columnsOf(page, 'Systemfel per nivå')).to.deep.equal([
      ...['Nivå', 'Systemfel', 'Nya', 'Öppna vid slutet', 'Haninge', 'Tyresö'],
    ])
    expect(rowsOf(page, 'Systemfel per nivå')).to.deep.equal([
      ['Handläggarnivå', '1', '1', '0', '0', '1'],
      ['Lokal nivå', '3', '3', '2', '1', '2'],
      ['Central nivå', '1', '1', '1', '0', '1'],
      ['Summa', '5', '5', '3', '1', '4'],
    ])
  })

  it('stops counting days when nobody asks any more, and not before', async () => {
    const story = await Story.begin(world, given)
    const deficiency = await story.on('2026-02-01').made()
    await story.asked(deficiency)
    await story.on('2026-08-01')
    await world.given(ctx => closeRequests(ctx, deficiency.id))
    expect(lineOf(await story.counted('2026-1'), deficiency)?.daysWithoutAnswer).to.equal(149)
    expect(lineOf(await story.counted('2026-2'), deficiency)?.daysWithoutAnswer).to.equal(null)
  })

  it('leaves a systemfel in every summary until it ends', async () => {
    const story = await Story.begin(world, given)
    const deficiency = await story.on('2024-03-01').made()
    await story.on('2026-11-01').became(deficiency, 'close')
    await story.on('2027-08-01')
    const inPeriod = async (period: string) => lineOf(await story.counted(period), deficiency) !== undefined
    expect(await Promise.all(['2023-2', '2024-1', '2025-1', '2026-2', '2027-1'].map(inPeriod))).to.deep.equal([
      ...[false, true, true, true, false],
    ])
  })
})
