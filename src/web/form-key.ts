import { Statements } from '#src/db/statements.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { Conflict, Forbidden } from '#src/kernel/errors.ts'
import { hmac } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import { formKeys } from '#src/work/form-key.entity.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { type Reply, redirect } from './reply.ts'
import type { Incoming } from './routes.ts'

/** Carries a reply out of a unit of work that must leave nothing behind. */
class Unkept extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('nothing is kept')
    this.reply = reply
  }
}

/**
 * Carries out a form once (C5). The same form sent again answers as the first time; with another content it is a
 * conflict. A page as answer (a faulty form) rolls everything back, the key too, so that the form can be mended and sent.
 */
export async function onceOnly(
  works: UnitsOfWork,
  actor: Actor,
  path: string,
  body: Incoming['body'],
  handler: (ctx: Ctx) => Promise<Reply>,
): Promise<Reply> {
  const key = body['formKey']
  if (typeof key !== 'string' || !/^[\w-]{20,36}$/.test(key)) throw new Forbidden('errors.form')
  const { _csrf: _token, _from: _page, ...content } = body
  const bodyHash = hmac(works.settings.keys.session, 'form', actor.id, path, JSON.stringify(content))
  try {
    return await works.write(actor, ctx => once(ctx, key, bodyHash, handler))
  } catch (error) {
    if (error instanceof Unkept) return error.reply
    throw error
  }
}

async function once(ctx: Ctx, key: string, bodyHash: string, handler: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
  const rows = ctx.rows(formKeys)
  if (!(await new Statements(ctx.em, ctx.sql.dialect).takeFormKey(key, bodyHash, ctx.now))) {
    const used = await rows.get({ id: key })
    if (used.bodyHash !== bodyHash || used.location === null) throw new Conflict('errors.formUsed')
    return redirect(used.location, used.notice)
  }
  const reply = await handler(ctx)
  if (reply.kind === 'redirect') await rows.change(key, { location: reply.to, notice: reply.notice })
  else if (reply.kind === 'page' && reply.keep) await rows.remove({ id: key })
  else throw new Unkept(reply)
  return reply
}
