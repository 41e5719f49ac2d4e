/** Runs the command given with TEST_DATABASE_URL set: `on-postgres.ts npx mocha`. A server is made for it unless there is one. */
import { spawn } from 'node:child_process'
import { startPostgres } from './throwaway-postgres.ts'

const [command, ...args] = process.argv.slice(2)
const given = process.env['TEST_DATABASE_URL']

function run(program: string, url: string): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.on('error', fail)
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

async function main(): Promise<number> {
  if (command === undefined) throw new Error('Give the command to run.')
  if (given !== undefined && given !== '') return run(command, given)
  const server = await startPostgres()
  if (server === null) {
    process.stdout.write(
      'SKIPPED: no PostgreSQL on this machine (npm ci with dev dependencies, or install PostgreSQL)\n',
    )
    return process.env['CI'] === 'true' ? 1 : 0
  }
  try {
    return await run(command, server.url)
  } finally {
    await server.stop()
  }
}

process.exitCode = await main()
