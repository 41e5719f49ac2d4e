import { readConfig } from '#src/config.ts'
import { makeServices } from '#src/services.ts'

/** Brings the database up to date, as `npm start` also does. */
makeServices(readConfig(process.env))
  .then(services => services.close())
  .then(
    () => process.stdout.write('The database is up to date.\n'),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
    },
  )
