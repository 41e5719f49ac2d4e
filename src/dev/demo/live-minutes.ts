import { makeGroup } from '#src/features/groups/save-group.ts'
import { addFreeItem } from '#src/features/meetings/arrange-agenda.ts'
import { decideItem } from '#src/features/meetings/decide-item.ts'
import { endMeeting, openMeeting } from '#src/features/meetings/end-meeting.ts'
import { matterById } from '#src/features/meetings/matter.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { findMeeting, itemsOf, type MeetingInGroup, withGroup } from '#src/features/meetings/meeting.queries.ts'
import { noteAttendance } from '#src/features/meetings/note-attendance.ts'
import { planMeeting } from '#src/features/meetings/plan-meeting.ts'
import { approveMinutes } from '#src/features/minutes/approve-minutes.ts'
import { type Approving, adjustersOf } from '#src/features/minutes/minutes.queries.ts'
import { hashOfAll, type Part, partsOf } from '#src/features/minutes/minutes-parts.ts'
import { nameAdjuster } from '#src/features/minutes/name-adjuster.ts'
import { objectToPart } from '#src/features/minutes/object-to-part.ts'
import { sendCode } from '#src/features/minutes/send-code.ts'
import { sendForApproval } from '#src/features/minutes/send-for-approval.ts'
import { writeParagraph } from '#src/features/minutes/write-paragraph.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { giveGrant } from '#src/features/people/change-grants.ts'
import { people } from '#src/features/people/person.entity.ts'
import { type Actor, NOBODY } from '#src/kernel/actor.ts'
import { linkCode } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { INVENTED } from './invented-place.ts'
import { actingAs, REGISTRAR } from './keepers.ts'
import type { Moment } from './stage.ts'

/**
 * A group that keeps minutes, with those of one meeting out for approval: one has approved, the other wants a change. Days
 * from today; the times rise, since two of the days may be the same Friday.
 */
const HELD = -6
const ITEMS = [
  {
    title: 'Gruppens arbetsformer',
    text: 'Gruppen för protokoll från och med i dag.',
    byHand: 'Gruppen för protokoll från och med i dag.\n\nProtokollet skickas till justerarna inom en vecka.',
  },
  { title: 'Representation från primärvården', text: 'Regionen har inte utsett någon.', byHand: null },
] as const
const ADJUSTERS = [
  { name: 'Petra Ljungvik', email: 'justerare.ett@bjorkviken.test' },
  { name: 'Anton Strandhage', email: 'justerare.tva@bjorkviken.test' },
] as const
const WISH = 'Regionen har svarat sedan kallelsen gick ut. Skriv att ett namn kommer till nästa möte.'

export function minutesMoments(cast: Cast): Moment[] {
  let id = ''
  let convener: Actor = NOBODY
  const meeting = (ctx: Ctx): Promise<MeetingInGroup> => findMeeting(ctx, id)
  const step = (day: number, time: string, who: () => Actor, work: (ctx: Ctx) => Promise<unknown>): Moment => ({
    at: cast.stage.instant(cast.stage.workday(day), time),
    happens: () => cast.stage.invented(who(), work),
  })
  const led = () => convener
  return [
    step(
      HELD - 20,
      '09:00',
      () => REGISTRAR,
      async ctx => {
        convener = await enterGroup(ctx, cast)
      },
    ),
    step(HELD - 14, '09:10', led, async ctx => {
      const day = cast.stage.workday(HELD)
      const groupId = convener.grants[0]?.groupId ?? ''
      id = (await planMeeting(ctx, { groupId, day, time: '10:00', place: 'Medborgarhuset' })).id
      for (const { title } of ITEMS) await addFreeItem(ctx, await meeting(ctx), { title, section: 'information' })
    }),
    step(HELD, '10:00', led, async ctx => hold(ctx, await meeting(ctx))),
    step(HELD, '14:00', led, async ctx => send(ctx, id)),
    step(
      HELD + 1,
      '14:40',
      () => NOBODY,
      async ctx => approve(ctx, await approving(ctx, id, 0)),
    ),
    step(
      HELD + 2,
      '15:20',
      () => NOBODY,
      async ctx => wish(ctx, await approving(ctx, id, 1)),
    ),
  ]
}

/** Beside the first group, of the municipality next to it: its convener is the same person. */
async function enterGroup(ctx: Ctx, { register }: Cast): Promise<Actor> {
  const { id: groupId } = await makeGroup(ctx, {
    name: `Ledningsgruppen i ${INVENTED.neighbour.municipality}`,
    minutesKind: 'minutes',
    meetingsPerYear: 4,
    email: 'ledningsgruppen@bjorkviken.test',
    parentId: null,
    officeIds: [register.neighbour.id],
  })
  const { motesansvarig } = register.accounts
  const person = await ctx.rows(people).get({ id: motesansvarig.id })
  await giveGrant(ctx, person, { role: 'convener', officeId: null, groupId, areaId: null, organisationId: null })
  return actingAs(motesansvarig, 'convener', { groupId })
}

async function hold(ctx: Ctx, meeting: MeetingInGroup): Promise<void> {
  await openMeeting(ctx, meeting, { version: meeting.version })
  const again = (): Promise<MeetingInGroup> => findMeeting(ctx, meeting.id)
  const opened = await again()
  fine(
    await noteAttendance(ctx, opened, { version: String(opened.version), guests: 'Petra Ljungvik\nAnton Strandhage' }),
  )
  for (const { id, title } of await itemsOf(ctx, meeting.id)) {
    const text = ITEMS.find(item => item.title === title)?.text ?? ''
    fine(await decideItem(ctx, await matterById(ctx, await again(), id), 'note', { item: id, text }))
  }
  const { version } = await again()
  await endMeeting(ctx, await again(), { version })
}

async function send(ctx: Ctx, id: string): Promise<void> {
  const meeting = await findMeeting(ctx, id)
  for (const part of await partsOf(ctx, meeting)) {
    const text = ITEMS.find(({ title }) => title === part.item?.title)?.byHand ?? null
    if (text !== null) await writeParagraph(ctx, meeting, part, { item: part.key, text, version: 0 })
  }
  for (const adjuster of ADJUSTERS) fine(await nameAdjuster(ctx, meeting, adjuster))
  await sendForApproval(ctx, meeting, { version: meeting.version })
}

/** One of those who approve, as her link lets her in. */
async function approving(ctx: Ctx, id: string, nth: 0 | 1): Promise<Approving> {
  const meeting = await withGroup(ctx, await ctx.rows(meetings).get({ id }))
  const adjuster = (await adjustersOf(ctx, id)).find(({ email }) => email === ADJUSTERS[nth].email)
  if (adjuster === undefined) throw new Error("Nobody is to approve the demo's minutes.")
  return { adjuster, meeting }
}

async function approve(ctx: Ctx, now: Approving): Promise<void> {
  await sendCode(ctx, now)
  const [adjuster] = (await adjustersOf(ctx, now.meeting.id)).filter(({ id }) => id === now.adjuster.id)
  const sent = await ctx.rows(accessLinks).get({ id: adjuster?.codeId ?? '' })
  const seen = hashOfAll(await partsOf(ctx, now.meeting))
  const form = { adjuster: now.adjuster.id, seen, code: linkCode(ctx.keys.link, sent) }
  const outcome = await approveMinutes(ctx, { ...now, adjuster: adjuster ?? now.adjuster }, form)
  if (outcome !== 'approved') throw new Error(`The demo's minutes are not approved: ${outcome}.`)
}

async function wish(ctx: Ctx, now: Approving): Promise<void> {
  const part = (await partsOf(ctx, now.meeting)).at(-1) as Part
  const form = { adjuster: now.adjuster.id, part: part.key, seen: part.hash, kind: 'change', text: WISH } as const
  await objectToPart(ctx, now, form)
}

function fine(faulty: { readonly errors: unknown } | null): void {
  if (faulty !== null) throw new Error(`The demo has minutes that cannot be: ${JSON.stringify(faulty.errors)}`)
}
