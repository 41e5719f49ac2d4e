import type { Feature } from '#src/web/routes.ts'
import { adjustingRoutes } from './adjusting.routes.ts'
import { approveLinkRoutes } from './approve-link.routes.ts'
import { paragraphRoutes } from './paragraph.routes.ts'

export const minutesRoutes: Feature = routes => {
  paragraphRoutes(routes)
  adjustingRoutes(routes)
  approveLinkRoutes(routes)
}
