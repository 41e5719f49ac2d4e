import type { Feature } from '#src/web/routes.ts'
import { draftRoutes } from './drafts.routes.ts'
import { filingRoutes } from './filing.routes.ts'
import { moveRoutes } from './move.routes.ts'
import { reportRoutes } from './reports.routes.ts'
import { sameHereRoutes } from './same-here.routes.ts'
import { triageRoutes } from './triage.routes.ts'

export const observationRoutes: Feature = routes => {
  // First: its paths are not the ids of drafts.
  draftRoutes(routes)
  filingRoutes(routes)
  sameHereRoutes(routes)
  reportRoutes(routes)
  moveRoutes(routes)
  triageRoutes(routes)
}
