import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { NextFunction, Request, Response } from 'express'
import { isKey, type Key, translate } from '#src/i18n/translate.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { NOBODY } from '#src/kernel/actor.ts'
import { AppError, Conflict, SignInNeeded } from '#src/kernel/errors.ts'
import type { Log } from '#src/log.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { assetUrl } from './assets.ts'
import { csrfToken } from './csrf.ts'
import { bothTexts, statusOf } from './errors.ts'
import { giveBack } from './give-back.ts'
import { maySearch, navigationFor } from './navigation.ts'
import { ownPath } from './own-path.ts'
import type { FileContent, FileReply, PageReply, Reply } from './reply.ts'
import type { Incoming } from './routes.ts'
import { localeOf, setCookie, type TimeLeft, WHOLE_SESSION } from './session.ts'
import { makeHelpers } from './view-helpers.ts'
import { ViewRenderer } from './views.ts'

const TYPES: Record<FileReply['type'], string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  text: 'text/plain; charset=utf-8',
}

/** Where the pages behind mailed links are: the language is chosen there too, and no other address is given on. */
const CLEAN_PATHS = [
  '/svar',
  '/svar/vidare',
  '/svar/mer-tid',
  '/svar/fraga',
  '/kallelse',
  '/kallelse/material',
  '/justera',
  '/mellan-moten',
]

/** Turns replies and errors into answers. */
export class Sender {
  readonly #views = new ViewRenderer()
  readonly #works: UnitsOfWork
  readonly #log: Log
  readonly #settings: { readonly secure: boolean; readonly demo: boolean }
  constructor(works: UnitsOfWork, log: Log, settings: { secure: boolean; demo: boolean }) {
    this.#works = works
    this.#log = log
    this.#settings = settings
  }

  readonly send = async (reply: Reply, req: Request, res: Response): Promise<void> => {
    for (const { name, value, seconds } of reply.cookies ?? []) {
      setCookie(res, this.#settings.secure, name, value, seconds)
      if (name === 'sid') res.locals['cookies'] = { ...res.locals['cookies'], sid: value }
    }
    if (reply.kind === 'redirect') {
      if (reply.notice !== null) setCookie(res, this.#settings.secure, 'notice', reply.notice, 60)
      res.redirect(303, reply.to)
    } else if (reply.kind === 'file') {
      const content = await reply.content()
      res.attachment(reply.name)
      res.setHeader('Content-Type', TYPES[reply.type])
      await sendContent(content, res)
    } else if (reply.kind === 'data') res.status(reply.status).json(reply.value)
    else this.#sendPage(reply, req, res)
  }

  #sendPage(reply: PageReply, req: Request, res: Response): void {
    const actor = reply.reader ?? (res.locals['actor'] as Actor | undefined) ?? NOBODY
    const sid = (res.locals['cookies'] as Incoming['cookies']).sid ?? ''
    const { locale } = actor
    const helpers = makeHelpers({
      locale,
      csrfToken: () => csrfToken(this.#works.settings.keys.session, sid, actor.kind === 'person' ? actor.id : null),
      newFormKey: () => randomBytes(16).toString('hex'),
      from: pageOf(req),
      asset: assetUrl,
    })
    const notice = this.#takeNotice(res, locale)
    const body = this.#views.render(reply.view, reply.model as never, helpers)
    const chrome = {
      title: reply.model.title,
      problem: reply.status === 422,
      notice,
      demo: this.#settings.demo,
      fictitious: reply.model.fictitious ?? false,
      path: req.method === 'GET' ? req.originalUrl : '/',
      noindex: true,
      reference: unshownReference(reply, res),
      script: scriptOf(reply),
      body,
    }
    if (reply.layout === 'bare') res.setHeader('X-Robots-Tag', 'noindex')
    const html =
      reply.layout === 'bare'
        ? this.#views.render(
            'layouts/bare',
            { ...chrome, path: CLEAN_PATHS.find(path => path === chrome.path) ?? '/' },
            helpers,
          )
        : this.#views.render(
            'layouts/page',
            {
              ...chrome,
              signedIn: actor.kind === 'person' ? { name: actor.name, left: leftOf(reply, res) } : null,
              nav: navigationFor(actor, req.path),
              searchable: maySearch(actor, req.path),
            },
            helpers,
          )
    res.status(reply.status).type('html').send(String(html))
  }

  /** What was just done, said once. */
  #takeNotice(res: Response, locale: Actor['locale']): string | null {
    const key = res.locals['notice'] as string | null | undefined
    if (key === null || key === undefined) return null
    setCookie(res, this.#settings.secure, 'notice', null)
    return isKey(key) ? translate(locale, key) : null
  }

  /** The one error handler: a plain page in the reader's language, and the fault itself in the log only (I13). */
  readonly fail = async (error: unknown, req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (res.headersSent) return next(error)
    this.#note(error, res)
    if (error instanceof SignInNeeded && req.method === 'GET') {
      res.redirect(303, `/logga-in?till=${encodeURIComponent(req.originalUrl)}`)
      return
    }
    // A request that is refused before it is known who calls is answered in the language of its browser.
    res.locals['actor'] ??= { ...NOBODY, locale: localeOf(req, this.#settings.secure) }
    const reply = await this.#refusal(error, req, res).catch(another => {
      this.#note(another, res)
      return this.#plainPage(another, res)
    })
    await this.send(reply, req, res)
  }

  /** Being busy passes, but says why: whoever runs the service must find it. */
  #note(error: unknown, res: Response): void {
    if (statusOf(error) < 500) return
    const { reference } = res.locals
    const stackOf = (fault: unknown): string | undefined => (fault instanceof Error ? fault.stack : undefined)
    if (error instanceof AppError)
      this.#log.warn('busy', { reference, reason: error.details['reason'], fault: stackOf(error.cause) })
    else this.#log.error('fault', { reference, fault: stackOf(error) ?? String(error) })
  }

  async #refusal(error: unknown, req: Request, res: Response): Promise<Reply> {
    return (await giveBack(this.#works, error, req, res)) ?? this.#errorPage(error, req, res)
  }

  async #errorPage(error: unknown, req: Request, res: Response): Promise<Reply> {
    if (!(error instanceof Conflict) || error.messageKey !== 'errors.conflict') return this.#plainPage(error, res)
    const { locale } = res.locals['actor'] as Actor
    const both = await bothTexts(this.#works, error, (req.body ?? {}) as Incoming['body'], locale)
    return errorReply(res, 409, 'errors/conflict', 'errors.conflictTitle', { ...both, backTo: pageOf(req) })
  }

  #plainPage(error: unknown, res: Response): Reply {
    const { locale } = res.locals['actor'] as Actor
    const status = statusOf(error)
    const [view, key] = ERROR_PAGES[status] ?? (status < 500 ? ERROR_PAGES[400] : ERROR_PAGES[500]) ?? FAULT
    const messageKey = error instanceof AppError && isKey(error.messageKey) ? error.messageKey : UNREADABLE[status]
    return errorReply(res, status, view, key, { message: messageKey ? translate(locale, messageKey) : null })
  }
}

/** Whoever closes the window before the end is answered no more. */
async function sendContent(content: FileContent, res: Response): Promise<void> {
  if (typeof content === 'string' || Buffer.isBuffer(content)) res.send(content)
  else
    await pipeline(Readable.from(content, { objectMode: false }), res).catch(error => {
      if (error?.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    })
}

const scriptOf = ({ script }: PageReply): 'app' | 'live' | 'follow' => script ?? 'app'

/** How long the session lasts yet; of one that has just begun, as long as one lasts. */
const leftOf = ({ reader }: PageReply, res: Response): TimeLeft =>
  (reader === undefined ? (res.locals['left'] as TimeLeft | undefined) : undefined) ?? WHOLE_SESSION

/** For a page that says no and does not show it itself. A faulty form is given back to be mended, which is no refusal. */
function unshownReference({ status, model }: PageReply, res: Response): string | null {
  const refused = status >= 400 && status !== 422
  return refused && !('reference' in model) ? (res.locals['reference'] as string) : null
}

function errorReply(res: Response, status: number, view: PageReply['view'], key: Key, model: object): Reply {
  const { reference, actor } = res.locals
  const title = translate((actor as Actor).locale, key)
  return { kind: 'page', view, model: { ...model, title, reference } as PageReply['model'], status, layout: 'page' }
}

/** The page that a request is about: itself, or for a form the page it stood on. Never another site's. */
function pageOf(req: Request): string {
  if (req.method === 'GET' || req.method === 'HEAD') return req.originalUrl
  return ownPath((req.body as Record<string, unknown> | undefined)?.['_from'])
}

type ErrorView = readonly [PageReply['view'], Key]
const FAULT: ErrorView = ['errors/fault', 'errors.faultTitle']
/** What the sender of a request could not have been told by a form. */
const UNREADABLE: Readonly<Record<number, Key>> = {
  400: 'errors.badRequest',
  413: 'errors.tooLarge',
}
const ERROR_PAGES: Readonly<Record<number, ErrorView>> = {
  400: ['errors/fault', 'errors.badRequestTitle'],
  401: ['errors/denied', 'errors.signInTitle'],
  403: ['errors/denied', 'errors.deniedTitle'],
  404: ['errors/missing', 'errors.missingTitle'],
  409: ['errors/expired', 'errors.conflictTitle'],
  410: ['errors/expired', 'errors.expiredTitle'],
  429: ['errors/too-many', 'errors.tooManyTitle'],
  500: FAULT,
  503: ['errors/busy', 'errors.busyTitle'],
}
