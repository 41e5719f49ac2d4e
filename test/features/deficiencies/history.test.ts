import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { isKey } from '#src/i18n/translate.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

describe('The history of a systemfel', () => {
  it('names persons inside their office, and the office outside it', async () => {
    const world = await World.open()
    const given = new Given(world)
    const [office, other] = [await given.office({ name: 'PO i Tyresö' }), await given.office()]
    const deficiency = await deficiencyOf(world, office)
    await world.given(ctx => enterCircle(ctx, deficiency.id, 'office', other.id))
    const eva = await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Eva Samordnare' })
    const path = `/systemfel/${deficiency.number}`
    await (await (await given.browserOf(eva)).get(`${path}/redigera`)).form('Spara').submit({ title: 'Ny rubrik' })
    const inside = await (await given.as('ombud', { officeId: office.id })).get(`${path}/historik`)
    expect(inside.text).to.contain('Ändrade: rubrik 21 november 2026 kl. 10.00 · Eva Samordnare')
    const outside = await (await given.as('ombud', { officeId: other.id })).get(`${path}/historik`)
    expect(outside.text).to.contain('Ändrade: rubrik 21 november 2026 kl. 10.00 · PO i Tyresö').and.not.contain('Eva')
  })

  it('is in full on its page, the latest ten on that of the systemfel, newest first', async () => {
    const world = await World.open()
    const given = new Given(world)
    const office = await given.office()
    const deficiency = await deficiencyOf(world, office)
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const path = `/systemfel/${deficiency.number}`
    for (let nr = 0; nr < 11; nr++)
      await (await coordinator.get(`${path}/redigera`)).form('Spara').submit({ title: `Rubrik ${nr}` })
    const short = await coordinator.get(path)
    expect(short.$('.app-timeline__event')).to.have.length(10)
    const whole = await short.follow('Hela historiken')
    expect(whole.$('.app-timeline__event')).to.have.length(12)
    expect(whole.$('.app-timeline__title').last().text()).to.equal('Systemfelet skapades')
  })

  /** Every action that is recorded on a systemfel, wherever in the program. */
  function recorded(): string[] {
    const files = readdirSync('src/features', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    )
    return files.flatMap(name => {
      const text = readFileSync(`src/features/${name}`, 'utf8')
      return [...text.matchAll(/\.record\(\s*'([\w.]+)',\s*\{ type: 'deficiency'/g)].map(([, action]) => String(action))
    })
  }

  it('has a text for everything that is recorded', () => {
    const actions = [...new Set(recorded())]
    expect(actions).to.include.members(['deficiency.made', 'deficiency.changed', 'deficiency.routed', 'request.made'])
    expect(actions.filter(action => !isKey(`audit.${action}`))).to.deep.equal([])
  })
})
