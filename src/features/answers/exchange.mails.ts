import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { aboutRequest, addressee, askerOf, linkOf, type Parties, requestFacts } from './answer.mails.ts'

/** Word to whoever is to answer, with the link to the question: facts only, the words are read behind it. */
export async function mailContact(
  ctx: Ctx,
  parties: Parties,
  template: 'answers.timeGranted' | 'answers.timeRefused' | 'answers.replied',
  facts: MailFacts = {},
): Promise<void> {
  const link = await linkOf(ctx, parties.request)
  await enqueueMail(ctx, {
    template,
    to: addressee(link, parties.contact),
    facts: { ...(await requestFacts(ctx, parties)), ...facts },
    linkId: link.id,
    about: aboutRequest(parties.request),
  })
}

/** Word to whoever asked, at the function address, where there is one. It is about the systemfel: the letter to the contact is another. */
export async function mailAsker(
  ctx: Ctx,
  parties: Parties,
  template: 'answers.passed' | 'answers.moreTime' | 'answers.askedBack',
  facts: MailFacts = {},
): Promise<void> {
  const { name, email } = askerOf(parties)
  if (email === null) return
  await enqueueMail(ctx, {
    template,
    to: { address: email, name },
    facts: { ...(await requestFacts(ctx, parties)), ...facts },
    path: `/obesvarade/${parties.request.id}`,
    about: { type: 'deficiency', id: parties.deficiency.id },
  })
}
