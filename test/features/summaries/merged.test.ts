import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { findLinked } from '#src/features/links/link.queries.ts'
import { mergeDeficiencies } from '#src/features/links/merge-deficiencies.ts'
import { undoMerge } from '#src/features/links/undo-merge.ts'
import { type Content, isCountedElsewhere, type Line } from '#src/features/summaries/content.rules.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { Story } from './story.ts'
import { rowsOf } from './tables.ts'

const lineOf = ({ figures }: Content, { id }: Deficiency): Line | undefined =>
  figures.lines.find(({ deficiencyId }) => deficiencyId === id)

describe('A merged systemfel in a half-year', () => {
  let world: World
  let story: Story
  let one: Deficiency
  let other: Deficiency
  let eva: string
  beforeEach(async () => {
    world = await World.open()
    const given = new Given(world)
    story = await Story.begin(world, given)
    eva = (await given.person([])).id
    one = await story.on('2026-02-01').made({ title: 'Ingen läkartid' })
    other = await story.made({ title: 'Lång väntan på läkare' })
    await story.on('2026-02-10').reported(one, { times: 3 })
    await story.reported(other, { times: 3 })
    await story.reported(one, { office: story.offices[1] })
  })

  /** Coordinates both offices. */
  const coordinator = (): Actor => ({
    ...{ kind: 'person', id: eva, name: 'Eva', locale: 'sv', municipalityIds: [] },
    grants: story.offices.map(({ id }) => ({
      ...{ role: 'coordinator', officeId: id, groupId: null, areaId: null, organisationId: null },
    })),
  })
  const merge = (from = one, to = other) =>
    world.works.write(coordinator(), async ctx => {
      const [a, b] = [await deficiencyById(ctx, from.id), await deficiencyById(ctx, to.id)]
      return mergeDeficiencies(ctx, { from: a, to: b }, { version: a.version, toVersion: b.version })
    })
  const undo = (from = one) =>
    world.works.write(coordinator(), async ctx => {
      const links = await ctx.rows(deficiencyLinks).all({ fromId: from.id, kind: 'same' })
      const link = links.find(({ undoneAt }) => undoneAt === null)
      await undoMerge(ctx, await findLinked(ctx, link?.id ?? ''), link?.version ?? 0)
    })

  it('is listed as merged, and its reports are counted once: where it lives on', async () => {
    await story.on('2026-04-01')
    await merge()
    const content = await story.on('2026-06-30').counted('2026-1')
    expect(lineOf(content, one)).to.include({ state: 'merged', mergedInto: other.number, reportsInPeriod: '0' })
    expect(lineOf(content, one)).to.include({ isOpen: false, closed: true })
    expect(lineOf(content, other)).to.include({ reportsInPeriod: '5-9', reportsInAll: '5-9', periodsReported: 1 })
    expect(content.figures.counts).to.deep.include({ all: 1, isNew: 1, isOpen: 1, closed: 0, reports: '5-9' })
    expect(content.figures.levels.map(({ all }) => all)).to.deep.equal([0, 1, 0])
    expect(content.figures.organisations.map(({ all }) => all)).to.deep.equal([1])
    const page = await story.draft(await story.coordinator(), '2026-1')
    const rows = rowsOf(page, 'Lokal nivå: 1 systemfel')
    expect(rows).to.have.length(2)
    expect(rows.find(([head]) => head?.includes(one.number))?.join()).to.contain(`Sammanslaget med ${other.number}`)
    expect(page.text).to.contain('1 systemfel är sammanslaget med ett annat. Det har en egen rad')
  })

  it('is as before once the merge is undone', async () => {
    const before = await story.on('2026-06-30').counted('2026-1')
    await story.on('2026-04-01')
    await merge()
    expect(await story.on('2026-06-30').counted('2026-1')).not.to.deep.equal(before)
    await story.on('2026-05-01')
    await undo()
    expect(await story.on('2026-06-30').counted('2026-1')).to.deep.equal(before)
  })

  it('changes nothing in a half-year that had ended when it was merged', async () => {
    const question = await story.on('2026-03-01').asked(one)
    await story.on('2026-04-01').acted(one)
    const then = await story.on('2026-07-01').counted('2026-1')
    const alone = await story.counted('2026-1', [story.offices[1]])
    await story.on('2026-08-01')
    await merge()
    await story.on('2026-08-10').answered(question)
    expect(await story.on('2027-01-10').counted('2026-1')).to.deep.equal(then)
    expect(await story.counted('2026-1', [story.offices[1]])).to.deep.equal(alone)
    const autumn = await story.counted('2026-2')
    expect(lineOf(autumn, one)).to.include({ state: 'merged', mergedInto: other.number })
    expect(lineOf(autumn, other)).to.include({ reportsInAll: '5-9', reportsInPeriod: '0' })
    expect(lineOf(autumn, other)?.lastAnswer).to.deep.include({ organisation: 'Psykiatrin', day: '2026-08-10' })
  })

  it('changes nothing in it along a chain either', async () => {
    const third = await story.on('2026-07-05').made({ title: 'Läkare saknas' })
    const then = await story.on('2026-07-06').counted('2026-1')
    await story.on('2026-08-01')
    await merge()
    await story.on('2026-08-02')
    await merge(other, third)
    expect(await story.on('2027-01-10').counted('2026-1')).to.deep.equal(then)
    const autumn = await story.counted('2026-2')
    expect(autumn.figures.counts.all).to.equal(1)
    expect(lineOf(autumn, third)?.reportsInAll).to.equal('5-9')
    await undo(other)
    await undo()
    expect(await story.counted('2026-1')).to.deep.equal(then)
  })

  it('does not vanish between two summaries: it has its line, and then the end note that its history gives', async () => {
    const browser = await story.on('2026-07-01').coordinator()
    await story.finish(browser, (await story.draft(browser, '2026-1')).path)
    await story.on('2026-08-01')
    await merge()
    await story.reported(other)
    const autumn = await story.on('2027-01-10').counted('2026-2')
    const followed = autumn.earlier.lines.find(({ number }) => number === one.number)
    expect(followed?.happened).to.deep.include({
      ...{ day: '2026-08-01', what: 'ended', state: 'merged', mergedInto: other.number },
    })
    const again = await story.coordinator()
    const page = await story.draft(again, '2026-2')
    const row = rowsOf(page, 'Systemfelen från första halvåret 2026').find(([head]) => head?.includes(one.number))
    expect(row?.join()).to.contain(`sammanslaget med ${other.number}`)
    await story.finish(again, page.path)
    const draft = await story.on('2027-07-01').draft(await story.coordinator(), '2027-1')
    const spring = await draft.form('Använd förslagen').submit()
    const notes = rowsOf(spring, 'Systemfelen från andra halvåret 2026').map(cells => cells[3])
    expect(notes).to.include(`Sammanslaget med ${other.number}, 1 augusti 2026.`)
    expect(rowsOf(spring, 'Lokal nivå: 1 systemfel')).to.have.length(1)
  })

  it('is counted when the one that it lives on in is not in the summary', () => {
    const lines = [{ number: 'SF-2026-0001' }]
    expect(isCountedElsewhere({ mergedInto: 'SF-2026-0001' }, lines)).to.equal(true)
    expect(isCountedElsewhere({ mergedInto: 'SF-2026-0002' }, lines)).to.equal(false)
    expect(isCountedElsewhere({ mergedInto: null }, lines)).to.equal(false)
  })
})
