import type { Feature } from '#src/web/routes.ts'

export const meetingRoutes: Feature = _routes => {}
