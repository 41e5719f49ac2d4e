import type { Feature } from '#src/web/routes.ts'
import { calendarRoutes } from './calendar.routes.ts'
import { conveneRoutes } from './call.routes.ts'
import { callLinkRoutes } from './call-link.routes.ts'

export const callRoutes: Feature = routes => {
  conveneRoutes(routes)
  callLinkRoutes(routes)
  calendarRoutes(routes)
}
