/**
 * `npm test`: every check, to the end, also after one has failed. `npm test -- --only lint,sqlite` runs some of them,
 * `--verbose` prints all they say. Plain JavaScript, so that it runs before anything is built.
 */
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { countOf, failureOf, summaryOf } from './check-results.js'

const root = dirname(dirname(import.meta.dirname))
const strict = process.env.CI === 'true'
const TIME_LIMIT_MS = 55 * 60_000

const source = ['node', '--conditions=source', '--import', 'tsx']
const mocha = ['mocha', '--no-color', '--reporter', 'spec']
const withoutBrowser = [...mocha, 'test/**/*.test.ts', '--ignore', 'test/browser/**']
/** What never opens a database is tried once. */
const onDatabase = [...withoutBrowser, '--ignore', 'test/kernel/**', '--ignore', 'test/documents/**']
const onlyBrowser = [...mocha, 'test/browser/**/*.test.ts']

/** What runs beside each other stands in one list. */
const groups = [
  [{ key: 'lint', name: 'lint', commands: [['biome', 'check', '--error-on-warnings', '--colors=off', '.']] }],
  [{ key: 'views', name: 'views', commands: [[...source, 'src/dev/check-views.ts']] }],
  [
    {
      key: 'types',
      name: 'types',
      commands: [
        ['tsc', '--noEmit'],
        ['tsc', '-p', 'views'],
        ['tsc', '-p', 'src/browser'],
      ],
    },
  ],
  [{ key: 'assets', name: 'assets', commands: [[...source, 'src/dev/build-assets.ts']] }],
  [
    { key: 'sqlite', name: 'tests on SQLite', tests: true, commands: [withoutBrowser] },
    {
      key: 'postgres',
      name: 'tests on PostgreSQL',
      tests: true,
      commands: [[...source, 'test/support/on-postgres.ts', ...onDatabase]],
    },
  ],
  [{ key: 'browser', name: 'browser tests', tests: true, commands: [onlyBrowser] }],
]

/** Tests get a database of their own and never the one a person works in. Only the PostgreSQL step may be given one. */
function environment(step) {
  const { DATABASE_URL: _real, FORCE_COLOR: _colour, TEST_DATABASE_URL: given, ...rest } = process.env
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`
  return {
    ...rest,
    PATH: path,
    NO_COLOR: '1',
    ...(step.key === 'postgres' && given ? { TEST_DATABASE_URL: given } : {}),
  }
}

const running = new Set()
let stopped = false

/** Ends a command with all it started. Servers made for tests get a moment to put themselves away. */
function end(child) {
  const signal = name => {
    try {
      process.kill(-child.pid, name)
    } catch {} // It has ended by itself.
  }
  signal('SIGTERM')
  setTimeout(signal, 5_000, 'SIGKILL').unref()
}

/** Runs one command; gives its exit code and all it printed, in order. */
function run([program, ...args], env) {
  return new Promise(done => {
    let output = ''
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running.add(child)
    const finish = code => {
      clearTimeout(timer)
      running.delete(child)
      done({ code, output })
    }
    const timer = setTimeout(() => {
      output += `\nTook longer than ${TIME_LIMIT_MS / 60_000} minutes.\n`
      end(child)
    }, TIME_LIMIT_MS)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    }
    child.on('error', error => {
      output += `${error.message}\n`
      finish(1)
    })
    child.on('close', (code, signal) => finish(code ?? `ended by ${signal}`))
  })
}

async function runStep(step) {
  const start = performance.now()
  const all = { code: 0, output: '' }
  for (const command of step.commands) {
    const { code, output } = await run(command, environment(step))
    all.output += output
    if (code !== 0) all.code = code
  }
  return { step, ...all, seconds: (performance.now() - start) / 1000, count: countOf(step, all, strict) }
}

function report({ step, output, seconds, count }, verbose) {
  console.log(
    `${count.failed > 0 ? '✖' : count.skipped ? '–' : '✔'} ${step.name}: ${summaryOf(step, count)} (${seconds.toFixed(1)} s)`,
  )
  for (const line of count.notes) console.log(`  ${line}`)
  if (verbose) console.log(output)
  else if (count.failed > 0) console.log(failureOf(output))
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, verbose: { type: 'boolean' } } })
  const keys = groups.flat().map(step => step.key)
  const chosen = values.only?.flatMap(list => list.split(',')) ?? keys
  const unknown = chosen.filter(key => !keys.includes(key))
  if (unknown.length > 0) throw new Error(`--only knows ${keys.join(', ')}, not ${unknown.join(', ')}.`)
  const total = { passed: 0, failed: 0 }
  for (const group of groups) {
    const steps = stopped ? [] : group.filter(step => chosen.includes(step.key))
    for (const result of await Promise.all(steps.map(runStep))) {
      report(result, values.verbose)
      total.passed += result.count.passed
      total.failed += result.count.failed
    }
  }
  process.exitCode = stopped || total.failed > 0 ? 1 : 0
  console.log(`${total.passed} passed, ${total.failed} failed`)
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopped = true
    for (const child of running) end(child)
  })
}
await main()
