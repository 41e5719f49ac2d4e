import { expect } from 'chai'
import { Sandbox } from './sandbox.ts'

const passes = (count: number): string => `printf '  ✔ a test\\n\\n  ${count} passing (1s)\\n'`
const SKIPS = `printf '  ✔ a\\n  - waits for better days\\n\\n  3 passing (1s)\\n  1 pending\\n'`
const FAILS = `printf '  ✔ all is well\\n  1) b\\n\\n  3 passing (1s)\\n  2 failing\\n\\n  1) b\\n       expected 1 to equal 2\\n'; exit 2`

describe('npm test', () => {
  let checkout: Sandbox
  /** Tests on SQLite run through the program `mocha`, those on PostgreSQL, like views and assets, through `node`. */
  beforeEach(() => {
    checkout = new Sandbox()
    for (const name of ['biome', 'tsc', 'node']) checkout.program(name, 'exit 0')
    checkout.program('mocha', passes(10))
    checkout.program('node', `case "$*" in *on-postgres*) ${passes(7)};; esac`)
  })
  afterEach(() => checkout.remove())

  it('runs every check and says at the very end how many passed', () => {
    const { status, lines } = checkout.run('run-checks.js')
    const names = lines.slice(0, -1).map(line => /^✔ ([^:]+): .* \(\d+\.\d s\)$/.exec(line)?.[1])
    const all = ['lint', 'views', 'types', 'assets', 'tests on SQLite', 'tests on PostgreSQL', 'browser tests']
    expect(names).to.deep.equal(all)
    expect(lines.at(-1)).to.equal('31 passed, 0 failed')
    expect(status).to.equal(0)
  })

  it('goes on to the end after a failure, shows it, and does not end well', () => {
    checkout.program('biome', 'echo wrong quotes; exit 1')
    checkout.program('tsc', '[ "$1" = --noEmit ] && echo "TS1: no" && exit 1; exit 0')
    checkout.program('mocha', FAILS)
    const { status, stdout, lines } = checkout.run('run-checks.js')
    expect(stdout).to.include('wrong quotes').and.include('TS1: no').and.include('expected 1 to equal 2')
    expect(stdout).not.to.include('✔ all is well')
    expect(lines.at(-1)).to.equal('15 passed, 6 failed')
    expect(status).to.equal(1)
  })

  it('takes a run that broke off, or that found no tests, for a failure', () => {
    checkout.program('mocha', `${passes(10)}; exit 1`)
    expect(checkout.run('run-checks.js', ['--only', 'sqlite']).lines.at(-1)).to.equal('10 passed, 1 failed')
    checkout.program('mocha', 'echo; echo "  0 passing (1ms)"')
    expect(checkout.run('run-checks.js', ['--only', 'sqlite']).lines.at(-1)).to.equal('0 passed, 1 failed')
    checkout.program('mocha', 'kill -9 $$')
    expect(checkout.run('run-checks.js', ['--only', 'sqlite'])).to.include({ status: 1 })
  })

  it('says what it skipped, and under CI takes that for a failure', () => {
    checkout.program('node', `case "$*" in *on-postgres*) echo "SKIPPED: no PostgreSQL";; esac`)
    checkout.program('mocha', SKIPS)
    const here = checkout.run('run-checks.js', ['--only', 'sqlite,postgres'])
    expect(here.stdout).to.include('SKIPPED: no PostgreSQL').and.include('SKIPPED waits for better days')
    expect(here.lines.at(-1)).to.equal('3 passed, 0 failed')
    expect(here.status).to.equal(0)
    const strict = checkout.run('run-checks.js', ['--only', 'sqlite', '--only', 'postgres'], { CI: 'true' })
    expect(strict.lines.at(-1)).to.equal('3 passed, 2 failed')
    expect(strict.status).to.equal(1)
  })

  it('keeps the tests away from the database a person works in', () => {
    checkout.program('mocha', `echo "DATABASE: $DATABASE_URL$TEST_DATABASE_URL."; ${passes(1)}`)
    checkout.program('node', `echo "GIVEN: $DATABASE_URL$TEST_DATABASE_URL."; ${passes(1)}`)
    const env = { DATABASE_URL: 'real', TEST_DATABASE_URL: 'own' }
    const { stdout } = checkout.run('run-checks.js', ['--only', 'sqlite,postgres', '--verbose'], env)
    expect(stdout).to.include('DATABASE: .').and.include('GIVEN: own.')
  })

  it('stops at once, with all it started, when it is told to', () => {
    checkout.program('biome', 'kill -TERM $PPID; sleep 30')
    const start = performance.now()
    const { status, lines } = checkout.run('run-checks.js')
    expect(performance.now() - start).to.be.below(15_000)
    expect(lines.at(-1)).to.equal('0 passed, 1 failed')
    expect(status).to.equal(1)
  })

  it('knows only its own checks', () => {
    const { status, stderr } = checkout.run('run-checks.js', ['--only', 'sqlight'])
    expect(status).to.equal(1)
    expect(stderr).to.include('sqlight')
  })
})
