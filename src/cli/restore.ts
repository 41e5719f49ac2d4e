/** `npm run restore -- FILE [--replace]` */
import { parseArgs } from 'node:util'
import { readConfig } from '#src/config.ts'
import { restore } from '#src/db/backup.ts'
import { attempt, Usage } from './attempt.ts'

await attempt(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Usage('npm run restore -- FILE [--replace]')
  await restore(readConfig(process.env).database, file, { replace: values.replace === true }, process.env)
  return `Restored from ${file}. Start the program: it brings the tables up to date. Mails that waited are held: an administrator lets them out or sets them aside at /admin/drift.`
})
