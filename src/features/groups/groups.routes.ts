import type { Feature } from '#src/web/routes.ts'

export const groupRoutes: Feature = _routes => {}
