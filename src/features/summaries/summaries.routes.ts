import type { Feature } from '#src/web/routes.ts'

export const summaryRoutes: Feature = _routes => {}
