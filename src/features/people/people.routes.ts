import type { Feature } from '#src/web/routes.ts'
import { accountRoutes } from './account.routes.ts'
import { adminRoutes } from './admin-people.routes.ts'
import { signInRoutes } from './sign-in.routes.ts'

export const peopleRoutes: Feature = routes => {
  signInRoutes(routes)
  accountRoutes(routes)
  adminRoutes(routes)
}
