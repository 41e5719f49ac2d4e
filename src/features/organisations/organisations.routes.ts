import type { Feature } from '#src/web/routes.ts'

export const organisationRoutes: Feature = _routes => {}
