import { readConfig } from '#src/config.ts'
import { ensureStandardOrganisations } from '#src/features/organisations/standard-organisations.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { Invitation, invitePerson } from '#src/features/people/invite-person.ts'
import { people } from '#src/features/people/person.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { readForm } from '#src/kernel/forms.ts'
import { linkPath } from '#src/mail/enqueue.ts'
import { makeServices } from '#src/services.ts'

const USE = 'Usage: npm run create-admin -- name@example.se "First Last"'

/** The first administrator: makes the account and prints the link to choose a password, also sent by mail. */
async function main([email = '', name = '']: readonly string[]): Promise<string> {
  const form = readForm(Invitation, { email, name, role: 'admin' })
  if (!form.ok) throw new Error(USE)
  const services = await makeServices(readConfig(process.env))
  try {
    const path = await services.works.write(SYSTEM, async ctx => {
      if ((await ctx.rows(people).one({ email: form.value.email })) !== null)
        throw new Error(`${email} has an account.`)
      await ensureStandardOrganisations(ctx)
      const person = await invitePerson(ctx, form.value)
      return linkPath(ctx.keys.link, await ctx.rows(accessLinks).get({ subjectId: person.id }))
    })
    return services.config.baseUrl + path
  } finally {
    await services.close()
  }
}

main(process.argv.slice(2)).then(
  link => process.stdout.write(`Choose a password within seven days:\n${link}\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  },
)
