import type { Feature } from '#src/web/routes.ts'

export const actionRoutes: Feature = _routes => {}
