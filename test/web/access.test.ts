import { expect } from 'chai'
import { anyone } from '#src/web/access.ts'
import { page } from '#src/web/reply.ts'
import { Routes } from '#src/web/routes.ts'
import { World } from '#test/support/world.ts'

describe('The door of every route', () => {
  it('does not start without a policy (Z2)', async () => {
    const { works } = await World.open()
    const routes = new Routes(works, async () => undefined)
    expect(() =>
      routes.get('/hemlig', undefined as never, async () =>
        page('errors/missing', { title: '', reference: '', message: null }),
      ),
    ).to.throw(/names no access policy/)
    routes.get('/oppen', anyone, async () => page('errors/missing', { title: '', reference: '', message: null }))
    expect(routes.list).to.have.length(1)
  })
  it('answers a page that does not exist in plain Swedish, with a reference and nothing more (I13)', async () => {
    const world = await World.open()
    const missing = await world.browser().get('/finns-inte')
    expect(missing.status).to.equal(404)
    expect(missing.heading).to.equal('Sidan finns inte')
    expect(missing.html).not.to.match(/node_modules|at \w+ \(|SELECT|express/i)
  })
})
