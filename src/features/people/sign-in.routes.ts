import { type Faulty, faulty, readForm } from '#src/kernel/forms.ts'
import { sha256 } from '#src/kernel/tokens.ts'
import { anyone, signedIn } from '#src/web/access.ts'
import { keptFormPage, openForm } from '#src/web/kept-form.ts'
import { ownPath } from '#src/web/own-path.ts'
import { data, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import { sessions } from '#src/web/session.entity.ts'
import { endSession, timeLeft } from '#src/web/session.ts'
import type { Ctx } from '#src/work/context.ts'
import { askNewPassword, Forgotten } from './ask-new-password.ts'
import type { Person } from './person.entity.ts'
import { accountForm, type SignInPage, signInPage } from './person.page.ts'
import { findActor } from './person.queries.ts'
import { type Checked, Credentials, checkCredentials, noteFailure, signIn } from './sign-in.ts'

/** Where to go once signed in: not to sign in or out again. */
function afterSignIn(to: unknown): string {
  const path = ownPath(to)
  return path.startsWith('/logga-') ? '/' : path
}

const failed = (checked: Exclude<Checked, { kind: 'right' }>, email: string): Faulty =>
  faulty({ email }, { email: [checked.kind === 'wait' ? 'errors.tooManyTries' : 'people.signInWrong'] })

/** The page once more, with the form that it carries. */
function again(ctx: Ctx, body: Incoming['body'], form: Faulty): SignInPage {
  const kept = typeof body['kept'] === 'string' ? body['kept'] : null
  return { ...signInPage(ctx, afterSignIn(body['returnTo']), form), ended: kept !== null, kept }
}

/** On to where the person was going; back to what she sent when her session had ended, which nobody else is shown. */
async function signedInReply(ctx: Ctx, body: Incoming['body'], person: Person, sid: string | null): Promise<Reply> {
  const cookies = [await signIn(ctx, person, sid)]
  if (body['kept'] === undefined) return redirect(afterSignIn(body['returnTo']), null, cookies)
  const kept = openForm(ctx.keys.session, body['kept'], person.id)
  const reader = await findActor(ctx.em, ctx.sql.dialect, person.id)
  if (kept === null || reader === null) return redirect('/', null, cookies)
  const form = keptFormPage(kept, reader.locale, 'web.keptWhy')
  return { ...page('people/kept-form', form), keep: true, reader, cookies }
}

export const signInRoutes: Feature = routes => {
  routes.get('/logga-in', anyone, async (ctx, { query }) =>
    ctx.actor.kind === 'person' ? redirect('/') : page('people/sign-in', signInPage(ctx, afterSignIn(query['till']))),
  )

  routes.postPrepared(
    '/logga-in',
    anyone,
    async ({ body }, read) => {
      const form = readForm(Credentials, body)
      return form.ok ? { form, checked: await checkCredentials(form.value, read) } : { form, checked: null }
    },
    async (ctx, { body, cookies }, { form, checked }) => {
      if (!form.ok || checked === null) return page('people/sign-in', again(ctx, body, form as Faulty), 422)
      if (checked.kind === 'right') return signedInReply(ctx, body, checked.person, cookies.sid)
      await noteFailure(ctx, form.value.email)
      const next = again(ctx, body, failed(checked, form.value.email))
      return { ...page('people/sign-in', next, checked.kind === 'wait' ? 429 : 422), keep: true }
    },
  )

  // Asking counts as doing something: the page's own button asks, when its reader wants to stay.
  routes.get('/min-sida/session', signedIn, async (ctx, { cookies }) => {
    const session = await ctx.rows(sessions).get({ tokenHash: sha256(cookies.sid ?? '') })
    return data({ ...timeLeft(session, ctx.now) })
  })

  routes.post('/logga-ut', signedIn, async (ctx, { cookies }) => {
    ctx.record('person.signedOut', { type: 'person', id: ctx.actor.id })
    return redirect('/logga-in', 'people.signedOut', cookies.sid === null ? [] : [await endSession(ctx, cookies.sid)])
  })

  routes.get('/glomt-losenord', anyone, async ctx =>
    page('people/forgotten', accountForm(ctx, 'people.forgottenTitle')),
  )

  routes.post('/glomt-losenord', anyone, async (ctx, { body }) => {
    const form = ctx.form(Forgotten, body)
    if (!form.ok) return page('people/forgotten', accountForm(ctx, 'people.forgottenTitle', form), 422)
    await askNewPassword(ctx, form.value.email)
    return redirect('/logga-in', 'people.resetSent')
  })
}
