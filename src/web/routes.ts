import express, { type Request, type Response, type Router } from 'express'
import { type Actor, SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { type Access, assertAccess } from './access.ts'
import { onceOnly } from './form-key.ts'
import type { LinkCookie, Reply } from './reply.ts'

type Segment<S extends string> = S extends `:${infer Name}.${string}` ? Name : S extends `:${infer Name}` ? Name : never
type Names<P extends string> = P extends `${infer Head}/${infer Rest}` ? Segment<Head> | Names<Rest> : Segment<P>
/** `'/moten/:id/punkter/:nr'` gives `{ id: string; nr: string }`. */
export type Params<P extends string> = Readonly<Record<Names<P>, string>>

export type Cookies = Readonly<Record<LinkCookie | 'sid', string | null>>

export interface Incoming<P extends string = string> {
  readonly params: Params<P>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Readonly<Record<string, string | readonly string[]>>
  /** Truncated client address, for throttling only. */
  readonly address: string
  /** The cookies of link holders, and the `sid` of this browser. */
  readonly cookies: Cookies
}
export type Handler<P extends string> = (ctx: Ctx, incoming: Incoming<P>) => Promise<Reply>
/** Slow work before the unit of work, such as hashing a password: it must not hold the writer. */
export type Prepare<P extends string, T> = (
  incoming: Incoming<P>,
  read: <R>(work: (ctx: Ctx) => Promise<R>) => Promise<R>,
) => Promise<T>

export type Feature = (routes: Routes) => void
export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly access: Access
}
type Send = (reply: Reply, req: Request, res: Response) => Promise<void>

/** A read for GET, one unit of work for POST. The reply leaves after the commit, never before. */
export class Routes {
  readonly router: Router = express.Router({ strict: true })
  /** Every route with its access, for the matrix test. */
  readonly list: Route[] = []
  readonly #works: UnitsOfWork
  readonly #send: Send
  constructor(works: UnitsOfWork, send: Send) {
    this.#works = works
    this.#send = send
  }

  get<P extends string>(path: P, access: Access, handler: Handler<P>): void {
    this.#add('get', path, access)
    this.router.get(path, async (req, res) => {
      const actor = actorOf(res)
      assertAccess(access, actor)
      await this.#send(await this.#works.read(actor, ctx => handler(ctx, incoming(req))), req, res)
    })
  }

  /** For pages and files whose numbers must agree: every query sees the same state. */
  getSnapshot<P extends string>(path: P, access: Access, handler: Handler<P>): void {
    this.#add('get', path, access)
    this.router.get(path, async (req, res) => {
      const actor = actorOf(res)
      assertAccess(access, actor)
      await this.#send(await this.#works.snapshot(actor, ctx => handler(ctx, incoming(req))), req, res)
    })
  }

  post<P extends string>(path: P, access: Access, handler: Handler<P>): void {
    this.postPrepared(path, access, async () => undefined, handler)
  }

  postPrepared<P extends string, T>(
    path: P,
    access: Access,
    prepare: Prepare<P, T>,
    handler: (ctx: Ctx, incoming: Incoming<P>, prepared: T) => Promise<Reply>,
  ): void {
    this.#add('post', path, access)
    this.router.post(path, async (req, res) => {
      const actor = actorOf(res)
      assertAccess(access, actor)
      const received: Incoming<P> = incoming(req)
      const prepared = await prepare(received, work => this.#works.read(SYSTEM, work))
      const reply = await onceOnly(this.#works, actor, req.path, received.body, ctx => handler(ctx, received, prepared))
      await this.#send(reply, req, res)
    })
  }

  #add(method: Route['method'], path: string, access: Access): void {
    if (typeof access?.lets !== 'function') throw new Error(`${method.toUpperCase()} ${path} names no access policy.`)
    this.list.push({ method, path, access })
  }
}

const actorOf = (res: Response): Actor => res.locals['actor'] as Actor

/** PostgreSQL takes no U+0000 in any text. In an address it makes another address; in a form nobody can have written it. */
const inAddress = (value: unknown): string => String([value].flat()[0]).replaceAll('\0', '\ufffd')
const written = (text: string): string => text.replaceAll('\0', '')
const inForm = (value: string | readonly string[]) => (typeof value === 'string' ? written(value) : value.map(written))

function incoming<P extends string>(req: Request): Incoming<P> {
  return {
    params: mapped(req.params, inAddress) as Params<P>,
    query: mapped(req.query, inAddress),
    body: mapped((req.body ?? {}) as Incoming['body'], inForm),
    address: String(req.ip ?? ''),
    cookies: req.res?.locals['cookies'] as Incoming['cookies'],
  }
}
const mapped = <T, U>(from: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]))
