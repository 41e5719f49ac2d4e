import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot } from '#src/web/package-root.ts'

/** A folder that looks like a checkout: the real scripts of `src/dev` among programs that only pretend. */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'checkout-'))

  constructor() {
    this.write('package.json', '{ "type": "module" }')
    mkdirSync(join(this.root, 'src/dev'), { recursive: true })
    for (const name of ['run-checks.js', 'check-results.js', 'build-when-stale.js'])
      cpSync(join(packageRoot, 'src/dev', name), join(this.root, 'src/dev', name))
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true })
    writeFileSync(join(this.root, name), content)
  }

  /** A program that runs these lines of shell. */
  program(name: string, lines: string): void {
    this.write(`node_modules/.bin/${name}`, `#!/bin/sh\n${lines}\n`)
    chmodSync(join(this.root, 'node_modules/.bin', name), 0o755)
  }

  run(script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
    const { CI: _ci, ...own } = process.env
    const path = `${join(this.root, 'node_modules/.bin')}:${process.env['PATH']}`
    const options = { cwd: this.root, encoding: 'utf8', env: { ...own, PATH: path, ...env } } as const
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(this.root, 'src/dev', script), ...args],
      options,
    )
    return { status, stdout, stderr, lines: stdout.trimEnd().split('\n') }
  }

  forget(name: string): void {
    rmSync(join(this.root, name), { recursive: true, force: true })
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
