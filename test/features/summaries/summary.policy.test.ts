import { expect } from 'chai'
import { SUMMARY_ACTS, summaryLifecycle } from '#src/features/summaries/summary.lifecycle.ts'
import type { Grant } from '#src/kernel/actor.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { firstHalf, Story } from './story.ts'

describe('The life of a summary', () => {
  it('is: written on as a draft, frozen once, and then nothing (C8)', () => {
    const open = (state: 'draft' | 'frozen') => SUMMARY_ACTS.filter(act => summaryLifecycle.allows(state, act))
    expect(open('draft')).to.deep.equal(['write', 'freeze', 'reportNil'])
    expect(open('frozen')).to.deep.equal([])
    for (const act of SUMMARY_ACTS) expect(() => summaryLifecycle.next('frozen', act)).to.throw('errors.notFromHere')
  })
})

describe('Who may do what to a summary', () => {
  let world: World
  let given: Given
  let story: Story
  const paths = { draft: '', frozen: '' }
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    story = await Story.begin(world, given)
    await firstHalf(story)
    const coordinator = await story.on('2026-06-20').coordinator()
    paths.frozen = (await story.draft(coordinator, '2025-2')).path
    await (await coordinator.get(paths.frozen)).form('Lämna nollrapport').submit({ nilReason: 'Inget kom in.' })
    paths.draft = (await story.draft(coordinator, '2026-1')).path
  })

  type Scope = 'office' | 'sister' | 'otherOffice' | 'group' | 'otherGroup' | 'area' | 'none'
  /** What each may: read the draft, write in it, read the frozen one. The sister office is in it; the other is not. */
  const MATRIX: readonly (readonly [Grant['role'], Scope, string])[] = [
    ['coordinator', 'office', 'read write frozen'],
    ['coordinator', 'sister', 'read write frozen'],
    ['coordinator', 'otherOffice', ''],
    ['ombud', 'office', 'read frozen'],
    ['ombud', 'otherOffice', ''],
    ['convener', 'group', 'frozen'],
    ['convener', 'otherGroup', ''],
    ['member', 'group', 'frozen'],
    ['member', 'otherGroup', ''],
    ['analyst', 'area', ''],
    ['admin', 'none', ''],
  ]
  const scopeOf = async (scope: Scope): Promise<Partial<Grant>> => {
    if (scope === 'office') return { officeId: story.offices[0].id }
    if (scope === 'sister') return { officeId: story.offices[1].id }
    if (scope === 'otherOffice') return { officeId: (await given.office()).id }
    if (scope === 'group') return { groupId: story.group.id }
    if (scope === 'otherGroup') return { groupId: (await given.group([])).id }
    return {}
  }

  const can = (may: string, what: string): boolean => may.split(' ').includes(what)
  const found = (may: string, what: string): number => (can(may, what) ? 200 : 404)
  const written = (may: string): number => (can(may, 'write') ? 200 : refused(may))
  /** Somebody who sees a thing is told that she may not do this; for others it does not exist. */
  const refused = (may: string): number => (can(may, 'read') ? 403 : 404)

  for (const [role, scope, may] of MATRIX)
    it(`lets ${role} (${scope}): ${may === '' ? 'nothing' : may}`, async () => {
      const browser = await given.as(role, await scopeOf(scope))
      for (const ending of ['', '.docx', '.csv']) {
        await expectStatus(browser, paths.draft + ending, found(may, 'read'))
        await expectStatus(browser, paths.frozen + ending, found(may, 'frozen'))
      }
      await expectStatus(browser, `${paths.draft}/redigera`, written(may))
      await offersNoMore(browser, may)
      await listAgrees(browser, may)
    })

  const expectStatus = async (browser: Browser, path: string, status: number): Promise<void> =>
    void expect((await browser.raw('get', path)).status, path).to.equal(status)

  /** The page has no way to do what the person may not; and posting it anyway is refused. */
  async function offersNoMore(browser: Browser, may: string): Promise<void> {
    const page = await browser.get(paths.draft)
    expect(page.$('form[action^="/sammanstallningar"]').length > 0).to.equal(can(may, 'write'))
    if (can(may, 'write')) return
    const start = await browser.get('/')
    const fields = { ...start.form('Logga ut').fields, version: '1', nilReason: 'x' }
    for (const [at, act] of ['redigera', 'frysning', 'nollrapport', 'borttagning', 'slutnoter'].entries()) {
      const answer = await browser.post(`${paths.draft}/${act}`, { ...fields, formKey: String(at).repeat(32) })
      expect(answer.status, act).to.equal(refused(may))
    }
  }

  /** `visibleSummaries` is `view` as a query. */
  async function listAgrees(browser: Browser, may: string): Promise<void> {
    const list = await browser.get('/sammanstallningar')
    const links = list
      .$('main a[href^="/sammanstallningar/0"]')
      .toArray()
      .map(link => list.$(link).attr('href'))
    const wanted = [...(can(may, 'read') ? [paths.draft] : []), ...(can(may, 'frozen') ? [paths.frozen] : [])]
    expect(links).to.have.members(wanted)
  }

  it('sends those who are not signed in to sign in, and knows no unknown summary', async () => {
    expect((await world.browser().raw('get', paths.frozen)).status).to.equal(303)
    const coordinator = await story.coordinator()
    for (const path of ['/sammanstallningar/nej', '/sammanstallningar/nej.docx', '/sammanstallningar/nej/redigera'])
      expect((await coordinator.raw('get', path)).status, path).to.equal(404)
  })

  it('links only to systemfel that the reader may open', async () => {
    const joint = await (await story.coordinator(1)).get(paths.draft)
    const links = joint
      .$('main a[href^="/systemfel/"]')
      .toArray()
      .map(link => joint.$(link).text())
    expect(new Set(links).size).to.equal(2)
    expect(joint.text).to.include('Lång väntan på läkartid')
  })
})
