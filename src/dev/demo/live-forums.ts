import { askQuestion, noteReply } from '#src/features/forums/ask-question.ts'
import { forumQuestions, forums } from '#src/features/forums/forum.entity.ts'
import { findForum } from '#src/features/forums/forum.queries.ts'
import { makeForum } from '#src/features/forums/save-forum.ts'
import { writeOccasion } from '#src/features/forums/write-occasion.ts'
import type { ContactAttempt } from '#src/features/groups/contact-attempt.entity.ts'
import { fillSeat } from '#src/features/groups/fill-seat.ts'
import { seats } from '#src/features/groups/group.entity.ts'
import { noteContact } from '#src/features/groups/note-contact.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { InventedSeat } from './invented-place.ts'
import type { Moment } from './stage.ts'

const COUNCIL = 'Funktionsrättsrådet i Lindviken (påhittat)'
const BOARD = 'Omsorgsnämnden i Lindviken (påhittad)'
const AT = '14:10'

type Attempt = Pick<ContactAttempt, 'way' | 'outcome' | 'note'> & { readonly day: number }
/** What has been done to find somebody from primary care. */
const ATTEMPTS: readonly Attempt[] = [
  { day: -300, way: 'mail', outcome: 'no_reply', note: null },
  { day: -190, way: 'telephone', outcome: 'considering', note: 'Verksamhetschefen tar upp frågan med de andra.' },
  { day: -45, way: 'meeting', outcome: 'no_reply', note: 'Frågan togs upp i vårdcentralernas samverkansmöte.' },
]
/** Nobody with this name is meant. */
const TAKES_TURNS = { name: 'Elis Hamnvik', email: 'brukarforeningen@lindviken.test' }

/** Councils and boards that ask, an empty seat that somebody works on, and a seat that two share. */
export const forumMoments = (cast: Cast): Moment[] => [
  ...councilMoments(cast),
  ...boardMoments(cast),
  ...ATTEMPTS.map(({ day, ...attempt }) =>
    cast.on(day, AT, cast.convener, async ctx => {
      const seat = await seatOf(ctx, cast, 'primary_care')
      await noteContact(ctx, cast.register.group, seat, { ...attempt, day: ctx.today })
    }),
  ),
  cast.on(-60, AT, cast.convener, async ctx => {
    const seat = await seatOf(ctx, cast, 'user_association')
    const filling = { ...TAKES_TURNS, fromDay: ctx.today, substitute: false, shared: true, version: seat.version }
    await fillSeat(ctx, cast.register.group, seat, filling)
  }),
]

const seatOf = (ctx: Ctx, { register }: Cast, party: InventedSeat['party']) =>
  ctx.rows(seats).get({ groupId: register.group.id, party })
const forumNamed = async (ctx: Ctx, name: string) => findForum(ctx, (await ctx.rows(forums).get({ name })).id)

/** A council beside the group: it asked about a systemfel that stood on the agenda, and was answered. */
const councilMoments = (cast: Cast): Moment[] => [
  cast.on(-240, AT, cast.convener, ctx =>
    makeForum(ctx, { kind: 'council', name: COUNCIL, place: cast.register.group.id }),
  ),
  cast.on(-168, AT, cast.convener, async ctx => {
    const { number } = await cast.deficiency(ctx, 'godman')
    await askQuestion(ctx, await forumNamed(ctx, COUNCIL), {
      ...{ asker: 'Rådets ordförande', day: ctx.today, groupId: cast.register.group.id, number, theme: null },
      text: 'Hur länge får den som behöver god man vänta, och vad gör gruppen åt det?',
    })
  }),
  cast.on(-150, AT, cast.convener, async ctx => {
    const forum = await forumNamed(ctx, COUNCIL)
    const question = await ctx.rows(forumQuestions).get({ forumId: forum.id })
    const answer = 'Väntan är över tre månader. Gruppen har frågat överförmyndaren hur den ska bli kortare.'
    await noteReply(ctx, forum, question, { answer, answeredDay: ctx.today, version: question.version })
  }),
  cast.on(-90, AT, cast.convener, async ctx => {
    const numbers = (await Promise.all([cast.deficiency(ctx, 'godman'), cast.deficiency(ctx, 'telefontid')]))
      .map(({ number }) => number)
      .join(', ')
    const said = 'Föreningarna i rådet möter samma sak. De vill att nämnden får veta hur länge folk väntar.'
    await writeOccasion(ctx, await forumNamed(ctx, COUNCIL), { day: ctx.today, numbers, said })
  }),
]

/** A nämnd of the municipality, whose question waits for the next meeting. */
const boardMoments = (cast: Cast): Moment[] => [
  cast.on(-100, AT, cast.coordinator, ctx =>
    makeForum(ctx, { kind: 'board', name: BOARD, place: cast.register.municipalityId }),
  ),
  cast.on(-20, AT, cast.coordinator, async ctx => {
    await askQuestion(ctx, await forumNamed(ctx, BOARD), {
      ...{ asker: 'Nämndens ordförande', day: ctx.today, groupId: cast.register.group.id, number: null, theme: 'sip' },
      text: 'Kallas rätt personer till de samordnade planerna, och har de mandat att besluta?',
    })
  }),
]
