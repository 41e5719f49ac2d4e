import type { Feature } from '#src/web/routes.ts'

export const peopleRoutes: Feature = _routes => {}
