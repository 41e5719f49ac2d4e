import { randomUUID } from 'node:crypto'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import type { Config } from '#src/config.ts'
import { features } from '#src/features.ts'
import { translate } from '#src/i18n/translate.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { randomToken } from '#src/kernel/tokens.ts'
import type { Log } from '#src/log.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { serveAssets } from './assets.ts'
import { readBody } from './body.ts'
import { assertOwnForm } from './csrf.ts'
import { healthRoutes } from './health.ts'
import { LINK_COOKIES, type LinkCookie } from './reply.ts'
import { Routes } from './routes.ts'
import { securityHeaders } from './security.ts'
import { Sender } from './sender.ts'
import { cookieName, localeOf, readCookies, setCookie, whoCalls } from './session.ts'

export interface AppParts {
  readonly config: Config
  readonly works: UnitsOfWork
  readonly log: Log
}
export interface App {
  readonly express: Express
  /** Every route with its access. */
  readonly routes: Routes['list']
}

/** The whole web application: what every request passes, in order, then the features. */
export function createApp({ config, works, log }: AppParts): App {
  const app = express()
  const secure = config.baseUrl.startsWith('https:')
  const sender = new Sender(works, log, { secure, demo: config.mode === 'demo' })
  const routes = new Routes(works, sender.send)
  for (const feature of features(config)) feature(routes)

  // Whatever slips past our own error page is answered without its stack.
  app.set('env', 'production')
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('trust proxy', config.trustProxy)
  app.set('etag', false)
  app.use(named(log))
  app.use(securityHeaders(secure))
  app.use(healthRoutes(works))
  app.use('/assets', serveAssets())
  app.use(onlyOwnHost(config))
  app.use(readBody())
  app.use(caller(works, secure))
  app.use(guardForms(works.settings.keys.session, config))
  app.use(routes.router)
  app.use(() => {
    throw new NotFound('errors.notFound')
  })
  app.use(sender.fail)
  return { express: app, routes: routes.list }
}

const linkCookies = (held: (name: LinkCookie) => string | null) =>
  Object.fromEntries(LINK_COOKIES.map(name => [name, held(name)]))

/** A reference for the request, and its line in the log: the path template, never the path, which may hold a link. */
const named =
  (log: Log) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now()
    res.locals['reference'] = randomUUID().slice(0, 8)
    res.locals['cookies'] = { ...linkCookies(() => null), sid: null }
    res.on('finish', () => {
      log.info('request', {
        reference: res.locals['reference'],
        method: req.method,
        path: (req.route as { path?: string } | undefined)?.path ?? '-',
        status: res.statusCode,
        ms: Math.round(performance.now() - started),
        actor: (res.locals['actor'] as Actor | undefined)?.id,
      })
    })
    next()
  }

/** A request for another host than ours is somebody's mistake or trick: links must not be built on it. */
const onlyOwnHost = (config: Config) => {
  const hosts = ownHosts(config)
  return (req: Request, res: Response, next: NextFunction): void => {
    if (config.port === 0 || hosts.includes(req.headers.host ?? '')) next()
    else {
      const locale = localeOf(req, config.baseUrl.startsWith('https:'))
      const [why, reference] = [translate(locale, 'errors.misdirected'), translate(locale, 'web.reference')]
      res.status(421).type('text').send(`${why}\n${reference} ${res.locals['reference']}\n`)
    }
  }
}
export const ownHosts = ({ baseUrl, mode, port }: Config): string[] => [
  new URL(baseUrl).host,
  ...(mode === 'demo' ? [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`] : []),
]

/** Who calls, from the cookie of this browser; a browser without one gets one, so that its forms have a token. */
const caller = (works: UnitsOfWork, secure: boolean) => async (req: Request, res: Response, next: NextFunction) => {
  const cookies = readCookies(req)
  const known = cookies[cookieName('sid', secure)]
  const sid = known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomToken()
  if (sid !== known) setCookie(res, secure, 'sid', sid)
  res.locals['cookies'] = { ...linkCookies(name => cookies[cookieName(name, secure)] ?? null), sid }
  res.locals['notice'] = cookies[cookieName('notice', secure)] ?? null
  const { actor, left } = await whoCalls(works, sid, localeOf(req, secure))
  res.locals['actor'] = actor
  res.locals['left'] = left
  next()
}

const guardForms =
  (key: string, config: Config) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (req.method !== 'GET' && req.method !== 'HEAD')
      assertOwnForm(
        req,
        key,
        (res.locals['cookies'] as { sid: string }).sid,
        config.port === 0 ? [req.headers.host ?? ''] : ownHosts(config),
      )
    next()
  }
