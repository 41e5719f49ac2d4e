import { type Action, actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { seatHolders, seats } from '#src/features/groups/group.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { Invitation, invitePerson } from '#src/features/people/invite-person.ts'
import { hashPassword } from '#src/features/people/password.ts'
import type { Page, PageForm } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { mailedLink, openedForm, PLANNED } from '../features/answers/situation.ts'
import { Board } from '../features/meetings/board.ts'
import { fileReport, writeReport } from '../features/observations/filed.ts'
import { FEEDBACK_CASES } from './feedback-cases.ts'
import { MEETING_CASES } from './meeting-cases.ts'
import { UPKEEP_CASES } from './upkeep-cases.ts'

/** A form that stands before the person who uses it, and what she writes in it. */
export interface Ready {
  readonly browser: Browser
  readonly form: PageForm
  readonly filled?: Readonly<Record<string, string | readonly string[]>>
  /** The status of sending it once more when it was carried out; 303 unless told. */
  readonly again?: number
}
export type UseCase = (scene: Scene) => Promise<Ready>

const CALLED = 'kallad@region.test'
export const PASSWORD = 'en gul cykel i november'

/** A board with a coordinator and an ombud in browsers, and what most cases begin with. */
export class Scene {
  readonly world: World
  readonly board: Board
  readonly coordinator: Browser
  readonly ombud: Browser
  private constructor(world: World, board: Board, coordinator: Browser, ombud: Browser) {
    this.world = world
    this.board = board
    this.coordinator = coordinator
    this.ombud = ombud
  }
  static async of(world: World): Promise<Scene> {
    const board = await Board.of(world)
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    return new Scene(world, board, coordinator, await board.given.browserOf(board.ombud))
  }

  /** The page of a report that has just come in, or of one of its endings. */
  async inbox(path = ''): Promise<Page> {
    const { number } = await fileReport(this.world, this.ombud, { organisations: [this.board.agency.id] })
    return this.coordinator.get(`/inkorg/${number}${path}`)
  }
  /** A reported systemfel on the agenda of an open meeting. */
  async opened(): Promise<{ deficiency: Deficiency; meeting: Meeting }> {
    const deficiency = await this.board.report(await this.board.deficiency())
    return { deficiency, meeting: (await this.board.open()).meeting }
  }
  async decision(type: string): Promise<Pick<Ready, 'browser' | 'form'>> {
    const { meeting } = await this.opened()
    const page = await this.board.form(meeting, 1, type)
    return { browser: this.board.convener, form: page.form('Spara och nästa') }
  }
  /** The page of the call to a new meeting of a group with one seat that can be called. */
  async calling(day: string): Promise<PageForm> {
    const { given, group } = this.board
    const [seat] = await this.world.rows(seats, { groupId: group.id })
    const { id: seatId } = seat ?? (await given.seat(group, { party: 'psychiatry' }))
    await this.world.given(ctx => ctx.rows(seatHolders).changeAll({ seatId }, { email: CALLED }))
    await this.board.plan(day)
    return this.meetingForm(day, 'kallelse', 'till mötet')
  }
  async meetingForm(day: string, page: string, button: string): Promise<PageForm> {
    const { id } = await this.board.meeting(day)
    return (await this.board.convener.get(`/moten/${id}/${page}`)).form(button)
  }
  /** A meeting at which an agency was asked. */
  async asked(): Promise<Meeting> {
    const { meeting } = await this.opened()
    await this.board.decide(meeting, 1, 'ask')
    return meeting
  }
  async action(state: Action['state'], path: string): Promise<Page> {
    const { id: deficiencyId } = await this.board.deficiency()
    const { id } = await this.world.given(ctx =>
      assignAction(ctx, {
        ...{ deficiencyId, kind: 'routine', description: 'Inför telefontid.', organisationId: this.board.agency.id },
        ...{ dueDay: '2027-01-15', state: 'accepted' },
      }),
    )
    await this.world.given(ctx => ctx.rows(actions).changeAll({ id }, { state }))
    return this.coordinator.get(`/atgarder/${id}/${path}`)
  }
}

const account: Readonly<Record<string, UseCase>> = {
  'signing in': async ({ world, board }) => {
    const passwordHash = await hashPassword(PASSWORD)
    const { email } = await board.given.person([{ role: 'admin' }], { passwordHash })
    const browser = world.browser()
    return { browser, form: (await browser.get('/logga-in')).form('Logga in'), filled: { email, password: PASSWORD } }
  },
  'signing out': async ({ coordinator }) => ({
    browser: coordinator,
    form: (await coordinator.get('/min-sida')).form('/logga-ut'),
    again: 401,
  }),
  'inviting somebody': async ({ board }) => {
    const browser = await board.given.as('admin')
    const form = (await browser.get('/admin/anvandare/ny')).form('Skicka inbjudan')
    return { browser, form, filled: { name: 'Bo', email: 'bo@kommun.test', role: 'admin' } }
  },
  'choosing a password by invitation': async ({ world }) => {
    const email = 'anna@kommun.test'
    await world.given(ctx => invitePerson(ctx, Invitation.parse({ name: 'Anna', email, role: 'admin' })))
    await world.sendMails()
    const browser = world.browser()
    const form = (await browser.get(world.lastLink(email))).form('Spara lösenordet')
    return { browser, form, filled: { password: PASSWORD, again: PASSWORD } }
  },
}

const reports: Readonly<Record<string, UseCase>> = {
  'sending a report': async ({ ombud, board }) => {
    const check = await writeReport(ombud, { organisations: [board.agency.id] })
    return { browser: ombud, form: check.form('Skicka rapporten'), filled: { noClientData: 'ja' } }
  },
  'sending “samma här”': async ({ ombud, board }) => {
    const { number } = await board.deficiency()
    const page = await ombud.get(`/systemfel/${number}/samma-har`)
    return { browser: ombud, form: page.form('Skicka samma här'), filled: { clientBand: '2-4' } }
  },
  'linking a report to a systemfel': async scene => {
    const { number } = await scene.board.deficiency()
    const form = (await scene.inbox()).form('Koppla till numret')
    return { browser: scene.coordinator, form, filled: { number } }
  },
  'linking several reports at once': async scene => {
    const { number } = await scene.board.deficiency()
    for (let nr = 0; nr < 2; nr += 1) await scene.inbox()
    const inbox = (await scene.coordinator.get('/inkorg')).form('Koppla de markerade')
    const ticks = inbox.names.filter(name => name.startsWith('R-')).map(name => [name, 'ja'])
    const form = (await inbox.submit(Object.fromEntries(ticks))).form('Koppla alla till numret')
    return { browser: scene.coordinator, form, filled: { number } }
  },
  'moving a report to another systemfel': async scene => {
    const [wrong, right] = [await scene.board.deficiency(), await scene.board.deficiency({ title: 'Ett annat' })]
    const triage = (await scene.inbox()).form('Koppla till numret')
    const linked = await triage.submit({ number: wrong.number })
    const form = (await linked.follow('hör hemma någon annanstans')).form('Flytta till numret')
    return { browser: scene.coordinator, form, filled: { number: right.number } }
  },
  'making a systemfel of a report': async scene => {
    const form = (await scene.inbox('/nytt')).form('Skapa systemfelet')
    return { browser: scene.coordinator, form, filled: { title: 'God man dröjer' } }
  },
  'noting quickly': async ({ ombud }) => {
    const form = (await ombud.get('/')).form('Spara noteringen')
    return { browser: ombud, form, filled: { whatHappened: 'Ingen svarar i telefon.' } }
  },
  'checking a month': async ({ ombud, board }) => {
    const ids = [await board.deficiency(), await board.deficiency({ title: 'Ett annat' })].map(({ id }) => id)
    const form = (await ombud.get('/manadsavstamning')).form('Spara avstämningen')
    return { browser: ombud, form, filled: { deficiencyIds: ids } }
  },
  'returning a report': async scene => {
    const form = (await scene.inbox('/ater')).form('Skicka tillbaka')
    return { browser: scene.coordinator, form, filled: { reason: 'När var det?' } }
  },
  'ending a report that is not systemic': async scene => {
    const form = (await scene.inbox('/inte-systemfel')).form('Avsluta rapporten')
    return { browser: scene.coordinator, form, filled: { reason: 'Det gäller en enda handläggning.' } }
  },
}

const offices: Readonly<Record<string, UseCase>> = {
  'setting a report aside': async scene => {
    const form = (await scene.inbox('/vila')).form('Låt vila')
    return { browser: scene.coordinator, form, filled: { reason: 'Mottagningen flyttar.' } }
  },
  'taking back that a report is not systemic': async scene => {
    const { form, browser, filled } = await (reports['ending a report that is not systemic'] as UseCase)(scene)
    const settled = await form.submit({ ...filled })
    const again = (await settled.follow('Ångra')).form('Gör rapporten ny igen')
    return { browser, form: again, filled: { reason: 'Fler har mött det.' } }
  },
  'writing an internal note': async ({ coordinator, board }) => {
    const { number } = await board.deficiency()
    const form = (await coordinator.get(`/systemfel/${number}/anteckningar`)).form('Spara anteckningen')
    return { browser: coordinator, form, filled: { note: 'Fråga igen efter sommaren.' } }
  },
  'handing over': async ({ world, ombud, board }) => {
    await fileReport(world, ombud)
    await writeReport(ombud)
    const page = await ombud.get(`/verksamheter/${board.office.slug}/overlamning`)
    return { browser: ombud, form: page.form('Lämna över allt'), filled: { toId: 'verksamheten' } }
  },
}

const register: Readonly<Record<string, UseCase>> = {
  'changing a systemfel': async ({ coordinator, board }) => {
    const { number } = await board.report(await board.deficiency())
    const form = (await coordinator.get(`/systemfel/${number}/redigera`)).form('Spara')
    return { browser: coordinator, form, filled: { title: 'Ingen svarar', organisationIds: board.agency.id } }
  },
  'merging two systemfel': async ({ coordinator, board }) => {
    const [from, to] = [await board.report(await board.deficiency()), await board.report(await board.deficiency())]
    await board.plan('2026-12-01')
    const page = await coordinator.get(`/systemfel/${from.number}/sla-ihop?med=${to.number}`)
    return { browser: coordinator, form: page.form('Slå ihop') }
  },
  'undoing a merge': async scene => {
    const { form, browser } = await (register['merging two systemfel'] as UseCase)(scene)
    const merged = await form.submit()
    return { browser, form: (await merged.follow('Dela eller ångra')).form('Ångra sammanslagningen') }
  },
  'putting a systemfel on an agenda': async ({ board }) => {
    await board.plan('2026-12-01')
    const { number } = await board.deficiency()
    const form = (await board.convener.get(`/systemfel/${number}/dagordning`)).form('/dagordning')
    return { browser: board.convener, form }
  },
}

const meetings: Readonly<Record<string, UseCase>> = {
  'planning a meeting': async ({ board }) => {
    await board.report(await board.deficiency())
    const form = (await board.convener.get('/moten/nytt')).form('Skapa mötet')
    const filled = { groupId: board.group.id, day: '2026-12-01', time: '13.00', place: 'Kommunhuset' }
    return { browser: board.convener, form, filled }
  },
  'suggesting an item for an agenda': async ({ board }) => {
    const { id } = await board.plan('2026-12-15')
    const browser = await board.given.as('member', { groupId: board.group.id })
    const form = (await browser.get(`/moten/${id}/forslag`)).form('Skicka förslaget')
    return { browser, form, filled: { title: 'Nya öppettider', reason: 'Det har hänt igen.' } }
  },
  'proposing a decision': async ({ board }) => {
    await board.report(await board.deficiency())
    const { id } = await board.plan()
    const form = (await board.convener.get(`/moten/${id}/punkter/1/forslag?beslut=monitor`)).form('Spara förslaget')
    return { browser: board.convener, form }
  },
  'locking an agenda': async ({ board }) => {
    const { id } = await board.plan()
    const form = (await board.convener.get(`/moten/${id}/dagordning`)).form('Lås dagordningen')
    return { browser: board.convener, form }
  },
  'opening a meeting': async ({ board }) => {
    await board.report(await board.deficiency())
    const { id } = await board.plan()
    return { browser: board.convener, form: (await board.convener.get(`/moten/${id}`)).form('Öppna mötet') }
  },
  'confirming a pack for associations': async ({ board }) => {
    await board.deficiency()
    const { id } = await board.plan()
    const page = await board.convener.get(`/moten/${id}/material?for=foreningar`)
    return { browser: board.convener, form: page.form('Bekräfta materialet') }
  },
  'deciding to ask an agency': scene => scene.decision('ask'),
  'deciding an undertaking': async scene => ({
    ...(await scene.decision('commit')),
    filled: { acceptedBy: 'Enhetschef', strength: 'resolves', description: 'Öppna telefonen varje dag.' },
  }),
  'deciding to lift': async scene => ({
    ...(await scene.decision('lift')),
    filled: { toName: 'Samordningsförbundet' },
  }),
  'deciding to postpone': scene => scene.decision('postpone'),
  'deciding to accept an answer': scene => scene.decision('accept'),
  'deciding to close': async scene => ({ ...(await scene.decision('close')), filled: { reason: 'Lagen är ändrad.' } }),
  'ending a meeting': async scene => {
    const { id } = await scene.asked()
    const { convener } = scene.board
    return { browser: convener, form: (await convener.get(`/moten/${id}`)).form('Avsluta mötet') }
  },
  'saying that the notes are done': async scene => {
    const meeting = await scene.asked()
    const { convener } = scene.board
    await scene.board.end(meeting)
    return { browser: convener, form: (await convener.get(`/moten/${meeting.id}`)).form('Anteckningarna är klara') }
  },
  'calling to a meeting': async scene => ({ browser: scene.board.convener, form: await scene.calling('2026-12-10') }),
  'reminding of a call': async scene => {
    await (await scene.calling('2026-12-11')).submit()
    const form = await scene.meetingForm('2026-12-11', 'kallelse', 'Påminn')
    return { browser: scene.board.convener, form }
  },
  'answering a call': async scene => {
    await (await scene.calling('2026-12-12')).submit()
    await scene.world.sendMails()
    const browser = scene.world.browser()
    const first = await browser.get(scene.world.lastLink(CALLED))
    const form = (await first.form('Öppna kallelsen').submit()).form('/kallelse')
    return { browser, form, filled: { answer: 'coming' } }
  },
  'moving a called meeting': async scene => {
    await (await scene.calling('2026-12-13')).submit()
    const form = await scene.meetingForm('2026-12-13', 'andra', 'Spara ändringen')
    return { browser: scene.board.convener, form, filled: { place: 'Biblioteket' } }
  },
  'cancelling a meeting': async scene => {
    await (await scene.calling('2026-12-14')).submit()
    const form = await scene.meetingForm('2026-12-14', 'stall-in', 'Ställ in mötet')
    return { browser: scene.board.convener, form, filled: { reason: 'För få kan komma.' } }
  },
  'filling a seat': async ({ board }) => {
    const { id } = await board.given.seat(board.group, { party: 'psychiatry' })
    const page = await board.convener.get(`/grupper/${board.group.slug}/platser/${id}/tillsatt`)
    const filled = { name: 'Cilla Exempel', email: 'cilla@region.test', fromDay: '2026-11-01' }
    return { browser: board.convener, form: page.form('Spara'), filled }
  },
}

/** A page of the contact's, with the link of a question opened. */
async function linkAct(scene: Scene, path: string): Promise<{ browser: Browser; page: Page }> {
  const { form, browser, filled } = await (answers['asking an agency directly'] as UseCase)(scene)
  await browser.post(form.action, { ...form.fields, ...filled })
  const opened = await openedForm(scene.world, await mailedLink(scene))
  return { browser: opened.browser, page: await opened.browser.get(path) }
}

const answers: Readonly<Record<string, UseCase>> = {
  'asking an agency directly': async ({ coordinator, board }) => {
    const { number } = await board.deficiency({ level: 'caseworker', facets: ['attitude'] })
    const form = (await coordinator.get(`/systemfel/${number}/begar-svar`)).form('Skicka frågan')
    return { browser: coordinator, form, filled: { question: 'Hur ser ni till att den som ringer får svar?' } }
  },
  'answering by the mailed link': async scene => {
    const { form, browser, filled } = await (answers['asking an agency directly'] as UseCase)(scene)
    await scene.board.report(await scene.board.deficiency({ title: 'Ett annat' }))
    await browser.post(form.action, { ...form.fields, ...filled })
    const opened = await openedForm(scene.world, await mailedLink(scene))
    const check = await opened.page.form('Granska svaret').submit(PLANNED)
    return { browser: opened.browser, form: check.form('Skicka svaret'), filled: { checked: 'ja' } }
  },
  'passing a question on by the mailed link': async scene => {
    const { browser, page } = await linkAct(scene, '/svar/vidare')
    const filled = { function: 'Registrator', email: 'registrator@myndighet.test', checked: 'ja' }
    return { browser, form: page.form('Skicka vidare'), filled }
  },
  'asking for more time by the mailed link': async scene => {
    const { browser, page } = await linkAct(scene, '/svar/mer-tid')
    const filled = { newDay: '2027-01-31', reason: 'Nämnden sammanträder i januari.' }
    return { browser, form: page.form('Be om mer tid'), filled }
  },
  'granting more time': async scene => {
    const { page } = await linkAct(scene, '/svar/mer-tid')
    const filled = { newDay: '2027-01-31', reason: 'Nämnden sammanträder i januari.' }
    await page.form('Be om mer tid').submit(filled)
    const [request] = await scene.world.rows(answerRequests)
    const form = (await scene.coordinator.get(`/obesvarade/${request?.id}`)).form('Bevilja mer tid')
    return { browser: scene.coordinator, form }
  },
  'writing down an answer that came by phone': async scene => {
    await linkAct(scene, '/svar')
    const [request] = await scene.world.rows(answerRequests)
    const form = (await scene.coordinator.get(`/obesvarade/${request?.id}/skriv-in`)).form('Spara svaret')
    const came = { source: 'phone', sourceDay: '2026-11-21', sourceFunction: 'Enhetschef' }
    return { browser: scene.coordinator, form, filled: { ...came, ...PLANNED } }
  },
  'accepting an action': async scene => {
    const form = (await scene.action('proposed', 'antagande')).form('Anta åtgärden')
    return { browser: scene.coordinator, form, filled: { ownerFunction: 'Enhetschef' } }
  },
  'declining an action': async scene => {
    const form = (await scene.action('proposed', 'nej')).form('Tacka nej')
    return { browser: scene.coordinator, form, filled: { proof: 'Det är en annan enhets sak.' } }
  },
  'noting how an action goes': async scene => {
    const form = (await scene.action('accepted', 'lage')).form('Spara')
    return { browser: scene.coordinator, form, filled: { text: 'Rutinen är skriven.' } }
  },
  'completing an action': async scene => {
    const form = (await scene.action('accepted', 'genomford')).form('Markera som genomförd')
    const filled = { doneDay: '2026-11-20', strength: 'eases', proof: 'Rutinen är i bruk.' }
    return { browser: scene.coordinator, form, filled }
  },
}

const summaries: Readonly<Record<string, UseCase>> = {
  'making a summary': async ({ coordinator, board }) => {
    await board.report(await board.deficiency())
    return { browser: coordinator, form: (await coordinator.get('/sammanstallningar/ny')).form('Skapa utkast') }
  },
  'freezing a summary': async scene => {
    const { form, browser } = await (summaries['making a summary'] as UseCase)(scene)
    const draft = await form.submit()
    const write = await browser.get(`${draft.path}/redigera`)
    const written = await write.form('Spara').submit({ questions: 'Vad behövs?\nVem svarar?\nVad löser vi först?' })
    return { browser, form: written.form('Gör klar och skicka') }
  },
}

/** The main use cases: each leads up to the one form that carries it out. */
export const USE_CASES: Readonly<Record<string, UseCase>> = {
  ...account,
  ...reports,
  ...offices,
  ...register,
  ...meetings,
  ...MEETING_CASES,
  ...answers,
  ...FEEDBACK_CASES,
  ...summaries,
  ...UPKEEP_CASES,
}

/** Some of everything that is kept: use cases carried out one after another on one board. */
export async function fillBoard(scene: Scene): Promise<void> {
  const triage = ['ending a report that is not systemic', 'returning a report', 'making a systemfel of a report']
  const rest = ['answering by the mailed link', 'asking an agency directly', 'completing an action', 'filling a seat']
  for (const name of [...triage, ...rest, 'making a summary']) {
    const { browser, form, filled } = await (USE_CASES[name] as UseCase)(scene)
    const page = await browser.post(form.action, { ...form.fields, ...filled })
    if (page.status !== 200) throw new Error(`${name}: ${page.status} ${page.text.slice(0, 300)}`)
  }
  await scene.asked()
  await scene.inbox()
}
