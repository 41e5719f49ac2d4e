import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { Sandbox } from './sandbox.ts'

const BUILT = 'dist/src/main.js'

describe('Before npm start', () => {
  let checkout: Sandbox
  const start = () => checkout.run('build-when-stale.js')
  const age = (name: string, seconds: number): void => {
    const then = 2_000_000_000 - seconds
    utimesSync(join(checkout.root, name), then, then)
  }

  beforeEach(() => {
    checkout = new Sandbox()
    checkout.program('npm', 'echo "npm $*"')
    for (const name of [
      'node_modules/typescript/package.json',
      'src/main.ts',
      'views/a/b.ejs',
      'package-lock.json',
      BUILT,
    ])
      checkout.write(name, '{}')
    age(BUILT, 100)
  })
  afterEach(() => checkout.remove())

  it('builds nothing when nothing has changed', () => {
    expect(start()).to.include({ status: 0, stdout: '' })
  })

  it('builds when there is nothing built', () => {
    checkout.forget('dist')
    expect(start().stdout).to.equal('npm run -s build\n')
  })

  for (const name of ['src/main.ts', 'views/a/b.ejs', 'package-lock.json']) {
    it(`builds when ${name} is newer than what is built`, () => {
      age(name, 50)
      expect(start().stdout).to.equal('npm run -s build\n')
    })
  }

  it('does not build for what the build itself writes', () => {
    checkout.write('src/web/views.generated.ts', '')
    age('src/web/views.generated.ts', 50)
    expect(start().stdout).to.equal('')
  })

  it('does not start when the build fails', () => {
    checkout.program('npm', 'exit 3')
    age('src/main.ts', 50)
    expect(start().status).to.equal(3)
  })

  it('starts what is there where nothing can be built', () => {
    age('src/main.ts', 50)
    checkout.forget('node_modules/typescript')
    expect(start()).to.include({ status: 0, stdout: '' })
  })

  it('says what to do when nothing is built and nothing can be', () => {
    checkout.forget('node_modules/typescript')
    checkout.forget('dist')
    const { status, stderr } = start()
    expect(status).to.equal(1)
    expect(stderr).to.include('npm ci')
  })
})
