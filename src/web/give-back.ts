import type { Request, Response } from 'express'
import { signInPage } from '#src/features/people/person.page.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { Forbidden, SignInNeeded } from '#src/kernel/errors.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { isMadeFor } from './csrf.ts'
import { keptForm, keptFormPage, sealForm } from './kept-form.ts'
import { ownPath } from './own-path.ts'
import { page, type Reply } from './reply.ts'
import type { Incoming } from './routes.ts'

/**
 * A form that is refused only because the session in which it was typed is over is not lost (S3). Its sender is asked to
 * sign in, and the form comes along; somebody who has signed in again meanwhile, in another tab, gets it to send once more.
 * Null for every other error.
 */
export async function giveBack(works: UnitsOfWork, error: unknown, req: Request, res: Response): Promise<Reply | null> {
  if (req.method !== 'POST') return null
  const body = (req.body ?? {}) as Incoming['body']
  const actor = res.locals['actor'] as Actor
  const { session: key } = works.settings.keys
  const from = ownPath(body['_from'])
  const kept = keptForm(req.originalUrl, from, body)
  if (error instanceof SignInNeeded && wasSignedIn(body['_csrf']))
    return works.read(actor, async ctx => {
      const sealed = kept === null ? null : sealForm(key, kept)
      return page('people/sign-in', { ...signInPage(ctx, from), ended: true, kept: sealed }, 401)
    })
  const old = error instanceof Forbidden && isMadeFor(key, error.details['token'], actor.id)
  return old && kept !== null
    ? page('people/kept-form', keptFormPage(kept, actor.locale, 'web.keptFromBefore'), 403)
    : null
}

/** The token of a page that was made for a person, which has been found to be this browser's own. */
const wasSignedIn = (token: unknown): boolean => String(token).includes('.')
