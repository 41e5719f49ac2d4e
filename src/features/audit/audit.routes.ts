import type { Feature } from '#src/web/routes.ts'

export const auditRoutes: Feature = _routes => {}
