/** `npm run backup -- FILE` */
import { parseArgs } from 'node:util'
import { readConfig } from '#src/config.ts'
import { backUp } from '#src/db/backup.ts'
import { attempt, Usage } from './attempt.ts'

await attempt(async () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Usage('npm run backup -- FILE')
  await backUp(readConfig(process.env).database, file, process.env)
  return `Backed up to ${file}. It holds everything in the database: keep it where only you can read it.`
})
