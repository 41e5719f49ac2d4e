import express, { type Router } from 'express'
import { Sql } from '#src/db/sql.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'

/** Alive: the process answers. Ready: the database does too. Neither tells anything else to strangers. */
export function healthRoutes(works: UnitsOfWork): Router {
  const router = express.Router()
  router.get('/halsa/live', (_req, res) => {
    res.type('text').send('ok')
  })
  router.get('/halsa/redo', async (_req, res) => {
    const { db } = works.settings
    const ready = await db
      .read(em => new Sql(em, db.dialect).select('SELECT 1 AS "one"'))
      .then(
        () => true,
        () => false,
      )
    res
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ok' : 'unavailable')
  })
  return router
}
