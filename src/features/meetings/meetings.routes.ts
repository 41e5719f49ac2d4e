import type { Feature } from '#src/web/routes.ts'
import { agendaRoutes } from './agenda.routes.ts'
import { liveRoutes } from './live.routes.ts'
import { notesRoutes } from './notes.routes.ts'
import { planRoutes } from './plan.routes.ts'
import { runRoutes } from './run.routes.ts'

export const meetingRoutes: Feature = routes => {
  planRoutes(routes)
  agendaRoutes(routes)
  runRoutes(routes)
  liveRoutes(routes)
  notesRoutes(routes)
}
