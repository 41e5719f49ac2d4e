import type { Feature } from '#src/web/routes.ts'

export const observationRoutes: Feature = _routes => {}
