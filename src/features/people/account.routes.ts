import { z } from 'zod'
import type { Key } from '#src/i18n/translate.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState, faulty, field } from '#src/kernel/forms.ts'
import { sha256 } from '#src/kernel/tokens.ts'
import { anyone, byLink, signedIn } from '#src/web/access.ts'
import { ownPath } from '#src/web/own-path.ts'
import { barePage, page, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import { sessions } from '#src/web/session.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { LOCALES, type Person, people } from './person.entity.ts'
import { type NewPasswordPage, profilePage } from './person.page.ts'
import {
  changePassword,
  emailOfLink,
  knowsPassword,
  personOfLink,
  prepareNewPassword,
  setPassword,
} from './set-password.ts'
import { ShortcutsForm, switchShortcuts } from './switch-shortcuts.ts'

const Language = z.object({ locale: field.choice(LOCALES) })

const BY_LINK = {
  invitation: { path: '/inbjudan/:token', title: 'people.invitationTitle', lead: 'people.invitationLead' },
  password: { path: '/nytt-losenord/:token', title: 'people.newPasswordTitle', lead: 'people.newPasswordLead' },
} as const satisfies Record<string, { path: string; title: Key; lead: Key }>

function newPasswordPage(
  ctx: Ctx,
  purpose: keyof typeof BY_LINK,
  token: string,
  email: string,
  form: FormState = emptyForm(),
): NewPasswordPage {
  const { path, title, lead } = BY_LINK[purpose]
  return { title: ctx.t(title), lead: ctx.t(lead), action: path.replace(':token', token), email, form }
}

/** A mailed link to choose a password: the same page for an invitation and a forgotten password. */
function passwordByLink(routes: Routes, purpose: keyof typeof BY_LINK): void {
  const { path } = BY_LINK[purpose]
  routes.get(path, byLink, async (ctx, { params }) => {
    const { person } = await personOfLink(ctx, params.token, purpose)
    return barePage('people/new-password', newPasswordPage(ctx, purpose, params.token, person.email))
  })
  routes.postPrepared(
    path,
    byLink,
    // A link that will not do is refused in the unit of work, which first answers a form sent twice as the first time (C5).
    async ({ params, body }, read) => {
      const email = await read(ctx => emailOfLink(ctx, params.token, purpose))
      return email === null ? null : prepareNewPassword(body, email)
    },
    async (ctx, { params }, prepared) => {
      const found = await personOfLink(ctx, params.token, purpose)
      if (prepared === null) throw new NotFound('errors.notFound')
      if (prepared.faulty !== null) {
        const again = newPasswordPage(ctx, purpose, params.token, found.person.email, prepared.faulty)
        return barePage('people/new-password', again, 422)
      }
      return redirect('/', 'people.passwordSaved', [await setPassword(ctx, found, prepared.hash)])
    },
  )
}

export const accountRoutes: Feature = routes => {
  passwordByLink(routes, 'invitation')
  passwordByLink(routes, 'password')

  routes.get('/min-sida', signedIn, async ctx => page('people/profile', await profilePage(ctx)))

  routes.postPrepared(
    '/min-sida/losenord',
    signedIn,
    async ({ body, cookies }, read) => {
      const person = await read(ctx => personOfSession(ctx, cookies.sid))
      const prepared = await prepareNewPassword(body, person.email)
      return { prepared, knows: await knowsPassword(person, body['current']) }
    },
    async (ctx, _incoming, { prepared, knows }) => {
      const fault = knows ? prepared.faulty : faulty({}, { current: ['people.currentWrong'] })
      if (fault !== null) return page('people/profile', await profilePage(ctx, fault), 422)
      const person = await ctx.rows(people).get({ id: ctx.actor.id })
      return redirect('/min-sida', 'people.passwordSaved', [await changePassword(ctx, person, prepared.hash)])
    },
  )

  routes.post('/min-sida/kortkommandon', signedIn, async (ctx, { body }) => {
    const form = ctx.form(ShortcutsForm, body)
    if (!form.ok) throw new NotFound('errors.form')
    await switchShortcuts(ctx, form.value)
    return redirect(ownPath(body['returnTo']), form.value.on === 'ja' ? 'live.shortcutsOn' : 'live.shortcutsOff')
  })

  routes.post('/sprak', anyone, async (ctx, { body }) => {
    const form = ctx.form(Language, body)
    if (!form.ok) throw new NotFound('errors.form')
    const { locale } = form.value
    if (ctx.actor.kind === 'person') {
      const person = await ctx.rows(people).get({ id: ctx.actor.id })
      await ctx.rows(people).update(person, { locale })
    }
    return redirect(ownPath(body['returnTo']), null, [{ name: 'lang', value: locale, seconds: 31_536_000 }])
  })
}

async function personOfSession(ctx: Ctx, sid: string | null): Promise<Person> {
  const session = await ctx.rows(sessions).get({ tokenHash: sha256(sid ?? '') })
  return ctx.rows(people).get({ id: session.personId })
}
