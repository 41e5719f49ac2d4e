import { type Faulty, faulty, readForm } from '#src/kernel/forms.ts'
import { anyone, signedIn } from '#src/web/access.ts'
import { ownPath } from '#src/web/own-path.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { endSession } from '#src/web/session.ts'
import { askNewPassword, Forgotten } from './ask-new-password.ts'
import { accountForm, signInPage } from './person.page.ts'
import { type Checked, Credentials, checkCredentials, noteFailure, signIn } from './sign-in.ts'

/** Where to go once signed in: not to sign in or out again. */
function afterSignIn(to: unknown): string {
  const path = ownPath(to)
  return path.startsWith('/logga-') ? '/' : path
}

const failed = (checked: Exclude<Checked, { kind: 'right' }>, email: string): Faulty =>
  faulty({ email }, { email: [checked.kind === 'wait' ? 'errors.tooManyTries' : 'people.signInWrong'] })

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
      const returnTo = afterSignIn(body['returnTo'])
      if (!form.ok || checked === null) return page('people/sign-in', signInPage(ctx, returnTo, form as Faulty), 422)
      if (checked.kind === 'right') return redirect(returnTo, null, [await signIn(ctx, checked.person, cookies.sid)])
      await noteFailure(ctx, form.value.email)
      const again = signInPage(ctx, returnTo, failed(checked, form.value.email))
      return { ...page('people/sign-in', again, checked.kind === 'wait' ? 429 : 422), keep: true }
    },
  )

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
