import { type MAIL_STATES, type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { World } from '#test/support/world.ts'

export const FROM = 'systemfel@kommun.test'
type State = (typeof MAIL_STATES)[number]

/** Mails in the outbox, due now, of a template that every installation has; each with an address of its own. */
export function waiting(world: World, count: number, values: Partial<OutboxMail> = {}): Promise<OutboxMail[]> {
  return world.given(async ctx => {
    const rows = Array.from(
      { length: count },
      (_, at): OutboxMail => ({
        id: ctx.newId(),
        template: 'answers.withdrawn',
        toAddress: `mottagare-${at}@myndighet.test`,
        toName: 'Enhetschef',
        facts: { reference: `SF-2026-${at}`, group: 'Ledningsgruppen', organisation: 'Regionen', office: 'PO' },
        path: null,
        linkId: null,
        subjectType: 'answer_request',
        subjectId: ctx.newId(),
        heldByMeetingId: null,
        state: 'waiting',
        attempts: 0,
        nextAttemptAt: ctx.now,
        leasedUntil: null,
        sentAt: null,
        failure: null,
        createdAt: ctx.now,
        ...values,
      }),
    )
    await ctx.rows(outboxMails).insertAll(rows)
    return rows
  })
}

/** How many mails there are in each state. */
export async function states(world: World): Promise<Partial<Record<State, number>>> {
  const counts: Partial<Record<State, number>> = {}
  for (const { state } of await world.mails()) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

/** A row as it is stored, for tests that have no program around them. */
export const mailRow = (values: Partial<OutboxMail> & { readonly id: string }): OutboxMail => ({
  template: 'answers.withdrawn',
  toAddress: 'mottagare@myndighet.test',
  toName: null,
  facts: { reference: 'SF-2026-1', group: 'Ledningsgruppen', organisation: 'Regionen', office: 'PO' },
  path: null,
  linkId: null,
  subjectType: 'answer_request',
  subjectId: 'request',
  heldByMeetingId: null,
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: new Date('2026-11-21T09:00:00Z'),
  leasedUntil: null,
  sentAt: null,
  failure: null,
  createdAt: new Date('2026-11-21T09:00:00Z'),
  ...values,
})
