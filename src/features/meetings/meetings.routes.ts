import type { Feature } from '#src/web/routes.ts'
import { agendaRoutes } from './agenda.routes.ts'
import { consentRoutes } from './consent.routes.ts'
import { liveRoutes } from './live.routes.ts'
import { notesRoutes } from './notes.routes.ts'
import { packRoutes } from './pack.routes.ts'
import { planRoutes } from './plan.routes.ts'
import { proposalRoutes } from './proposal.routes.ts'
import { runRoutes } from './run.routes.ts'
import { suggestionRoutes } from './suggestions.routes.ts'

export const meetingRoutes: Feature = routes => {
  planRoutes(routes)
  agendaRoutes(routes)
  packRoutes(routes)
  suggestionRoutes(routes)
  proposalRoutes(routes)
  consentRoutes(routes)
  runRoutes(routes)
  liveRoutes(routes)
  notesRoutes(routes)
}
