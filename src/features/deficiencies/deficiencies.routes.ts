import type { Feature } from '#src/web/routes.ts'

export const deficiencyRoutes: Feature = _routes => {}
