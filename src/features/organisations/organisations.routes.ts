import type { Feature } from '#src/web/routes.ts'
import { agencyRoutes } from './agency.routes.ts'
import { contactListRoutes, contactRoutes } from './contact.routes.ts'
import { employerRoutes, officeRoutes } from './office.routes.ts'
import { municipalityRoutes, registerRoutes } from './register.routes.ts'

export const organisationRoutes: Feature = routes => {
  registerRoutes(routes)
  municipalityRoutes(routes)
  officeRoutes(routes)
  employerRoutes(routes)
  contactListRoutes(routes)
  agencyRoutes(routes)
  contactRoutes(routes)
}
