import { jointsOf } from '#src/features/answers/joint.queries.ts'
import { addToJoint } from '#src/features/answers/joint-add.ts'
import { closeContact } from '#src/features/organisations/close-contact.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { verifyContact } from '#src/features/organisations/verify-contact.ts'
import { type Actor, NOBODY } from '#src/kernel/actor.ts'
import type { Cast } from './cast.ts'
import { ADDITION, LEFT, VERIFIED } from './invented-contacts.ts'
import type { BodyKey } from './invented-place.ts'
import type { Moment } from './stage.ts'

const LINK_HOLDER: Actor = { ...NOBODY, kind: 'link', id: 'link' }

/** Contacts that somebody has asked, one that has left while a question waits, and what one adds to a joint answer. */
export const contactMoments = (cast: Cast): Moment[] => [
  ...(Object.entries(VERIFIED) as [BodyKey, number][]).map(([key, day]) =>
    cast.on(day, '14:40', cast.coordinator, async ctx => {
      const contact = await ctx.rows(agencyContacts).get({ id: cast.contact(key) })
      await verifyContact(ctx, contact, contact)
    }),
  ),
  cast.on(ADDITION.day, '10:20', LINK_HOLDER, async ctx => {
    const { id } = await cast.deficiency(ctx, ADDITION.on)
    for (const joint of await jointsOf(ctx, id))
      for (const party of joint.parties)
        if (!party.part.leads) await addToJoint(ctx, joint, party, { text: ADDITION.text, checked: 'ja' })
  }),
  cast.on(LEFT.day, '09:35', cast.coordinator, async ctx => {
    const contact = await ctx.rows(agencyContacts).get({ id: cast.contact(LEFT.body) })
    const { version } = contact
    const closedDay = cast.stage.day(LEFT.from)
    await closeContact(ctx, contact, { ...LEFT.successor, closedDay, successorId: null, version })
  }),
]
