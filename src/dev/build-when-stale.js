/** Before `npm start`: builds when `dist` is missing or older than what it is made from. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const SOURCES = ['src', 'views', 'migrations', 'package-lock.json', 'tsconfig.json']

/** When the newest file in `path`, a file or a folder, was changed; 0 without one. What the build writes is left out. */
function newest(path) {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return path.includes('.generated.') ? 0 : statSync(path).mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

/** `fresh`: start; `stale`: build, then start; `as-is`: start what is there, nothing can be built; `nothing`: give up. */
export function stateOf(root) {
  const built = newest(join(root, 'dist/src/main.js'))
  const buildable = existsSync(join(root, 'node_modules/typescript/package.json'))
  if (!buildable) return built > 0 ? 'as-is' : 'nothing'
  return built > Math.max(...SOURCES.map(name => newest(join(root, name)))) ? 'fresh' : 'stale'
}

function main(root) {
  const state = stateOf(root)
  if (state === 'nothing') {
    console.error(
      'There is nothing to start: dist/ is missing, and so is what builds it. Run `npm ci`, then `npm start`.',
    )
    return 1
  }
  if (state !== 'stale') return 0
  console.error('Building …')
  return spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' }).status ?? 1
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(dirname(dirname(import.meta.dirname)))
