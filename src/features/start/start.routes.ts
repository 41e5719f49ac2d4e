import type { Config } from '#src/config.ts'
import { anyone, signedIn } from '#src/web/access.ts'
import { page } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { mailboxPage } from './mailbox.page.ts'
import { helpPage } from './plain.page.ts'
import { startPage } from './start.page.ts'

export const startRoutes =
  (config: Config): Feature =>
  routes => {
    routes.get('/', signedIn, async ctx => page('start/start', await startPage(ctx)))
    routes.get('/hjalp', anyone, async ctx => page('start/help', helpPage(ctx)))
    routes.get('/tillganglighet', anyone, async ctx =>
      page('start/accessibility', { title: ctx.t('start.accessibilityTitle') }),
    )
    if (config.mode === 'demo')
      routes.get('/demo/brevlada', anyone, async ctx => page('start/mailbox', await mailboxPage(ctx)))
  }
