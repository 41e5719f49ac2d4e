import { readConfig } from '#src/config.ts'
import { Reindexer } from '#src/features/search/reindex.job.ts'
import { makeServices } from '#src/services.ts'
import { attempt } from './attempt.ts'

/** Fills the search index anew. The program does so by itself when it starts with an index of an older version. */
await attempt(async () => {
  const services = await makeServices(readConfig(process.env))
  try {
    return `${await new Reindexer(services.works).all()} rows are in the index.`
  } finally {
    await services.close()
  }
})
