import type { Feature } from '#src/web/routes.ts'
import { askedRoutes } from './asked.routes.ts'
import { betweenRoutes } from './between.routes.ts'
import { correctionRoutes } from './correction.routes.ts'
import { liftRoutes } from './lift.routes.ts'
import { decisionPageRoutes, registerRoutes } from './register.routes.ts'

export const decisionRoutes: Feature = routes => {
  registerRoutes(routes)
  liftRoutes(routes)
  betweenRoutes(routes)
  askedRoutes(routes)
  correctionRoutes(routes)
  decisionPageRoutes(routes)
}
