import type { Feature } from '#src/web/routes.ts'

export const callRoutes: Feature = () => undefined
