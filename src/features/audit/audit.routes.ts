import { withRole } from '#src/web/access.ts'
import { page } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { auditLogPage } from './audit.page.ts'

export const auditRoutes: Feature = routes => {
  routes.get('/admin/logg', withRole('admin'), async (ctx, { query }) =>
    page('audit/log', await auditLogPage(ctx, query['fore'])),
  )
}
