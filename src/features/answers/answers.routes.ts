import type { Feature } from '#src/web/routes.ts'

export const answerRoutes: Feature = _routes => {}
