import type { Config } from '#src/config.ts'
import type { Feature } from '#src/web/routes.ts'

export const startRoutes =
  (_config: Config): Feature =>
  _routes => {}
