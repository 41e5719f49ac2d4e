import { seatHolders } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { makeCouncil } from '../features/forums/hall.ts'
import { Minuted, objectionForm } from '../features/minutes/minuted.ts'
import type { Ready, Scene, UseCase } from './use-cases.ts'

const ASKED = 'tillfragad@region.test'
const ADJUSTER = 'justerare@kommun.test'

/** A systemfel that the group's one seat is being asked about, and where. */
async function circulated(scene: Scene): Promise<{ readonly path: string }> {
  const { board, world } = scene
  const { id: seatId } = await board.given.seat(board.group, { party: 'psychiatry' })
  await world.given(ctx => ctx.rows(seatHolders).changeAll({ seatId }, { email: ASKED }))
  const { form, filled } = await proposing(scene)
  const page = await form.submit({ ...filled })
  await world.sendMails()
  return { path: page.path }
}
async function proposing({ board }: Scene): Promise<Ready> {
  const { number } = await board.report(await board.deficiency())
  await board.plan('2027-01-20')
  const page = await board.convener.get(`/systemfel/${number}/mellan-moten?beslut=monitor`)
  return { browser: board.convener, form: page.form('Fråga platserna') }
}
/** The only seat, before the question that it was mailed. */
async function opened({ world }: Scene): Promise<Ready> {
  const browser = world.browser()
  const first = await browser.get(world.lastLink(ASKED))
  const form = (await first.form('Läs förslaget och svara').submit()).form('/mellan-moten')
  return { browser, form, filled: { answer: 'agree', reason: '', checked: 'ja' } }
}

const between: Readonly<Record<string, UseCase>> = {
  'proposing a decision between meetings': async scene => {
    await scene.board.given.seat(scene.board.group, { party: 'psychiatry' })
    return proposing(scene)
  },
  'answering between meetings by the mailed link': async scene => {
    await circulated(scene)
    return opened(scene)
  },
  'objecting between meetings': async scene => {
    await circulated(scene)
    return { ...(await opened(scene)), filled: { answer: 'object', reason: 'Vi behöver ses.', checked: 'ja' } }
  },
  'recording what is decided between meetings': async scene => {
    const { path } = await circulated(scene)
    const { form, filled } = await opened(scene)
    await form.submit({ ...filled })
    const { convener } = scene.board
    return { browser: convener, form: (await convener.get(path)).form('Anteckna beslutet') }
  },
  'setting up the correction of a decision': async scene => {
    const { id } = await scene.asked()
    const { board, world } = scene
    const { id: meetingId } = await board.plan('2026-12-10')
    const decision = await world.row(decisions, { meetingId: id })
    const form = (await board.convener.get(`/beslut/${decision.id}/rattelse`)).form('Sätt upp rättelsen')
    return { browser: board.convener, form, filled: { meetingId } }
  },
  'answering a lift': async scene => {
    const { board } = scene
    const { deficiency, meeting } = await scene.opened()
    await board.decide(meeting, 1, 'lift', { toGroupId: '', toName: 'Samordningsförbundet' })
    await board.end(meeting)
    await board.finish(meeting)
    const page = await (await board.convener.get(`/systemfel/${deficiency.number}`)).follow('För in svaret på lyftet')
    const filled = { reply: 'Förbundet tar upp det.', replySource: 'Brev i november' }
    return { browser: board.convener, form: page.form('Lämna svaret'), filled }
  },
}

const forums: Readonly<Record<string, UseCase>> = {
  'saving a forum': async ({ board }) => {
    const form = (await board.convener.get('/forum/ny')).form('Spara')
    const filled = { kind: 'council', name: 'Rådet', place: form.option('place', board.group.name) }
    return { browser: board.convener, form, filled }
  },
  'writing an occasion of a forum': async ({ board }) => {
    const { number } = await board.deficiency()
    const { id } = await makeCouncil(board)
    const form = (await board.convener.get(`/forum/${id}/tillfallen/nytt`)).form('Spara')
    return { browser: board.convener, form, filled: { numbers: number, said: 'Rådet känner igen det.' } }
  },
  'noting a question from a forum': async ({ board }) => {
    const { number } = await board.deficiency()
    await board.plan('2026-12-10')
    const { id } = await makeCouncil(board)
    const form = (await board.convener.get(`/forum/${id}/fragor/ny`)).form('Spara')
    const filled = { asker: 'Rådets ordförande', text: 'Vad gör gruppen åt detta?', number }
    return { browser: board.convener, form, filled }
  },
}

/** An open meeting with one item and one seat, on one of its pages. */
const live = async (scene: Scene, path: string, button: string, attended = false): Promise<Ready> => {
  const { board } = scene
  await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
  const { meeting } = await scene.opened()
  const at = (rest: string) => board.convener.get(`/moten/${meeting.id}${rest}`)
  if (attended) {
    const form = (await at('/narvaro')).form('Spara närvaron')
    await form.submit(presentIn(form.names))
  }
  return { browser: board.convener, form: (await at(path)).form(button) }
}
const presentIn = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.filter(name => name.startsWith('presence-')).map(name => [name, 'present']))

const running: Readonly<Record<string, UseCase>> = {
  'noting who is there': async scene => {
    const ready = await live(scene, '/narvaro', 'Spara närvaron')
    return { ...ready, filled: presentIn(ready.form.names) }
  },
  'noting that somebody comes late': async scene => {
    const ready = await live(scene, '/narvaro', 'Spara tiderna', true)
    return { ...ready, filled: { arrived: '13.20' } }
  },
  'noting that somebody takes no part': async scene => {
    const ready = await live(scene, '/punkter/1', 'Spara jäv', true)
    return { ...ready, filled: { recused: ready.form.option('recused', 'Olle Berg') } }
  },
  'writing a note on an item': async scene => {
    const { id } = await scene.asked()
    await scene.board.end({ id })
    const { convener } = scene.board
    const form = (await convener.get(`/moten/${id}/protokoll`)).form('Spara anteckningen')
    return { browser: convener, form, filled: { note: 'Gruppen talade om telefontider.' } }
  },
  'showing an item to those who follow': async scene => {
    const { board } = scene
    const { meeting } = await scene.opened()
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: 'Nya lokaler' })
    const form = (await board.convener.get(`/moten/${meeting.id}/punkter/2`)).form('Visa punkten')
    return { browser: board.convener, form }
  },
}

const minutes: Readonly<Record<string, UseCase>> = {
  'writing a paragraph of the minutes': async ({ world }) => {
    const minuted = await Minuted.of(world)
    const form = (await minuted.page('/protokoll/1')).form('Spara texten')
    return { browser: minuted.board.convener, form, filled: { text: 'Gruppen frågar myndigheten.' } }
  },
  'sending minutes to be approved': async ({ world }) => {
    const minuted = await Minuted.of(world)
    await minuted.name(ADJUSTER)
    return { browser: minuted.board.convener, form: (await minuted.page('/justering')).form('Skicka till justerarna') }
  },
  'asking for a code': async ({ world }) => {
    const { browser, page } = await (await Minuted.sent(world, ADJUSTER)).open(ADJUSTER)
    return { browser, form: page.form('Skicka en kod till mig') }
  },
  'approving minutes with a code': async ({ world }) => {
    const minuted = await Minuted.sent(world, ADJUSTER, 'annan@region.test')
    const { browser, page } = await minuted.coded(ADJUSTER)
    return { browser, form: page.form('/justera/godkann'), filled: { code: await minuted.code(ADJUSTER) } }
  },
  'approving minutes last, which locks them': async ({ world }) => {
    const minuted = await Minuted.sent(world, ADJUSTER)
    const { browser, page } = await minuted.coded(ADJUSTER)
    return { browser, form: page.form('/justera/godkann'), filled: { code: await minuted.code(ADJUSTER) } }
  },
  'objecting to a part of the minutes': async ({ world }) => {
    const { browser, page } = await (await Minuted.sent(world, ADJUSTER)).open(ADJUSTER)
    const filled = { kind: 'change', text: 'Skriv att en tid är lovad.' }
    return { browser, form: objectionForm(page, 'Långa köer'), filled }
  },
}

/** What groups do at and between their meetings, in forums and with minutes. */
export const MEETING_CASES: Readonly<Record<string, UseCase>> = { ...between, ...forums, ...running, ...minutes }
