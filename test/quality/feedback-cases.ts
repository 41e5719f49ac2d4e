import { dueWishes } from '#src/features/actions/action.entity.ts'
import { deficiencies, deficiencyOrganisations } from '#src/features/deficiencies/deficiency.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { Undertaking } from '../features/actions/undertaking.ts'
import { asked, QUESTION, type Situation, situation } from '../features/answers/situation.ts'
import { FIRST, Followed, LAST } from '../features/effects/followed.ts'
import type { Ready, Scene, UseCase } from './use-cases.ts'

/** The page of ruling on an effect that both ombud have called partly, after as many checks as there are days. */
async function partly(world: World, days: readonly string[], ruling: string): Promise<Ready> {
  const now = await Followed.of(world)
  for (const day of days) {
    await now.on(day)
    for (const person of [now.one, now.other]) await now.says(person, 'partly')
  }
  await now.board.later(`${days.at(-1)}T12:00:00Z`)
  const { convener } = now.board
  const form = (await convener.get(`/effekt/avgora/${now.deficiency.number}`)).form('Spara ställningstagandet')
  return { browser: convener, form, filled: { ruling, reason: 'Kön är kortare, men finns kvar.' } }
}
/** The question about effect behind its letter, to the only one who has reported. */
async function effectLink(world: World, day: string): Promise<Pick<Ready, 'browser' | 'form'>> {
  const now = await Followed.of(world, 1)
  await now.on(day)
  const { browser, page } = await now.opened(now.one)
  return { browser, form: page.form('Skicka svaret') }
}

const effects: Readonly<Record<string, UseCase>> = {
  'saying by the mailed link that it is not better': async ({ world }) => ({
    ...(await effectLink(world, FIRST)),
    filled: { answer: 'no', line: 'Telefonen är fortfarande stängd.' },
  }),
  'saying last by the mailed link that it is better': async ({ world }) => ({
    ...(await effectLink(world, LAST)),
    filled: { answer: 'yes', line: '' },
  }),
  'saying of an effect signed in': async ({ world }) => {
    const now = await Followed.of(world)
    await now.on(FIRST)
    const mine = (await now.words()).find(({ personId }) => personId === now.one.id)
    const browser = await now.board.given.browserOf(now.one)
    const form = (await browser.get(`/effekt/fraga/${mine?.id}`)).form('Skicka svaret')
    return { browser, form, filled: { answer: 'partly', line: 'Bara på förmiddagen.' } }
  },
  'ruling that an obstacle is eased': ({ world }) => partly(world, [FIRST], 'ease'),
  'ruling that an obstacle is kept open': ({ world }) => partly(world, [FIRST, LAST], 'keep_open'),
  'describing a solution': async ({ world }) => {
    const now = await Followed.of(world, 1)
    await now.on(LAST)
    await now.says(now.one, 'yes')
    const browser = await now.board.given.browserOf(now.coordinator)
    const form = (await browser.get(`/losningar/${now.deficiency.number}/beskriv`)).form('Spara beskrivningen')
    const filled = { wrong: 'Ingen svarade.', done: 'Två bemannar telefonen.', changed: 'Svar samma dag.' }
    return { browser, form, filled }
  },
}

const coordinating = ({ given, office }: Situation): Promise<Browser> =>
  given.as('coordinator', { officeId: office.id })
/** A contact at whom a question waits, the path of its pages, and another at the same organisation. */
async function leaving(world: World) {
  const now = await situation(world)
  const successor = await now.given.contact(now.organisation, { function: 'Tf enhetschef', email: 'tf@m.test' })
  await asked(now)
  const path = `/myndigheter/${now.organisation.slug}/kontakter/${now.contact.id}`
  return { now, successor, path }
}
async function leavingForm(world: World): Promise<Ready & { readonly successorId: string }> {
  const { now, successor, path } = await leaving(world)
  const browser = await coordinating(now)
  const form = (await browser.get(`${path}/slutat`)).form('Stäng kontakten')
  return { browser, form, successorId: successor.id }
}

const OTHER = 'sektion@af.test'
/** The form of a question about a gap between two organisations, with one answer for both. */
async function asking(world: World): Promise<Ready> {
  const now = await situation(world)
  const { deficiency, contact, given } = now
  const { id: organisationId, ...other } = await given.organisation({ name: 'Arbetsförmedlingen' })
  const second = await given.contact({ id: organisationId, ...other }, { function: 'Sektionschef', email: OTHER })
  await world.given(async ctx => {
    await ctx.rows(deficiencies).change(deficiency.id, { gap: true })
    await ctx.rows(deficiencyOrganisations).insert({ id: ctx.newId(), deficiencyId: deficiency.id, organisationId })
  })
  const browser = await coordinating(now)
  const form = (await browser.get(`/systemfel/${deficiency.number}/begar-svar`)).form('Skicka frågan')
  const filled = { contactId: contact.id, alsoIds: [second.id], answering: 'one', question: QUESTION }
  return { browser, form, filled }
}

const contacts: Readonly<Record<string, UseCase>> = {
  'verifying a contact': async ({ world }) => {
    const given = new Given(world)
    const agency = await given.organisation()
    const { id } = await given.contact(agency, { verifiedDay: '2025-11-20' })
    const browser = await given.as('admin')
    const page = await browser.get(`/myndigheter/${agency.slug}/kontakter/${id}`)
    return { browser, form: page.form('Uppgiften stämmer') }
  },
  'closing a contact whose question goes to another': async ({ world }) => {
    const { browser, form, successorId } = await leavingForm(world)
    return { browser, form, filled: { successorId } }
  },
  'closing a contact whose question goes to a new one': async ({ world }) => {
    const { browser, form } = await leavingForm(world)
    return { browser, form, filled: { function: 'Ny enhetschef', email: 'ny@m.test' } }
  },
  'sending a question on to who took over': async ({ world }) => {
    const { now, successor, path } = await leaving(world)
    const stranger = await now.given.as('coordinator', { officeId: (await now.given.office()).id })
    await (await stranger.get(`${path}/slutat`)).form('Stäng kontakten').submit({ successorId: successor.id })
    const browser = await coordinating(now)
    return { browser, form: (await browser.get(path)).form('Skicka vidare till efterträdaren') }
  },
  'asking two organisations together': ({ world }) => asking(world),
  'adding to an answer for all': async ({ world }) => {
    const { form, filled } = await asking(world)
    await form.submit({ ...filled })
    await world.sendMails()
    const browser = world.browser()
    const page = await (await browser.get(world.lastLink(OTHER))).form('Läs frågan').submit()
    return { browser, form: page.form('Skicka tillägget'), filled: { text: 'Vi ringer upp.', checked: 'ja' } }
  },
}

/** The page of a question that waits, to who keeps it. */
async function waitingQuestion(world: World, path = ''): Promise<{ browser: Browser; page: Page }> {
  const now = await situation(world)
  const { id } = await asked(now)
  const browser = await coordinating(now)
  return { browser, page: await browser.get(`/obesvarade/${id}${path}`) }
}
const holding = async ({ world }: Scene): Promise<Ready> => {
  const { browser, page } = await waitingQuestion(world, '/paminnelser/vila')
  const filled = { untilDay: '2026-12-15', reason: 'Enheten byter chef.' }
  return { browser, form: page.form('Låt vila'), filled }
}

const reminding: Readonly<Record<string, UseCase>> = {
  'letting reminders rest': holding,
  'letting reminders go on': async scene => {
    const { browser, form, filled } = await holding(scene)
    const held = await form.submit({ ...filled })
    return { browser, form: held.form('Låt påminnelserna gå igen') }
  },
  'choosing the tone of reminders': async ({ board }) => {
    const form = (await board.convener.get(`/grupper/${board.group.slug}/paminnelser`)).form('Spara')
    return { browser: board.convener, form, filled: { reminderTone: 'formal' } }
  },
}

const following: Readonly<Record<string, UseCase>> = {
  'choosing how often to be mailed': async ({ ombud }) => ({
    browser: ombud,
    form: (await ombud.get('/min-sida')).form('Spara valet'),
    filled: { frequency: 'weekly' },
  }),
  'choosing no mails while some wait': async ({ ombud, board }) => {
    await waitingNews(board)
    return { browser: ombud, form: (await ombud.get('/min-sida')).form('Spara valet'), filled: { frequency: 'none' } }
  },
}
/** Two things told of one systemfel: the first is mailed at once, and the second waits. */
export async function waitingNews(board: Scene['board']): Promise<void> {
  const deficiency = await board.report(await board.deficiency())
  for (const sourceId of ['first', 'second'])
    await board.world.given(ctx =>
      tellReporters(
        ctx,
        deficiency,
        'answers.told',
        { organisation: 'Kassan', answerKind: 'Vi utreder' },
        { sourceId },
      ),
    )
}

/** An act of the seat's holder behind the mailed link, after others of hers. */
const undertaken =
  (path: string, filled: Readonly<Record<string, string>>, accepted = true): UseCase =>
  async ({ world }) => {
    const now = await Undertaking.decided(world)
    if (accepted) await now.act('antagande', { ownerFunction: 'Enhetschef' })
    const { browser } = await now.opened()
    const form = (await browser.get(`/uppdrag/${path}`)).form(`/uppdrag/${path}`)
    return { browser, form, filled: { ...filled, checked: 'ja' } }
  }
const WISH = { wishedDay: '2027-03-01', reason: 'Upphandlingen drar ut.' }
/** The page of an action whose holder wishes for another day, to the convener. */
async function wished(world: World): Promise<{ browser: Browser; page: Page }> {
  const now = await Undertaking.decided(world)
  await now.act('ny-dag', WISH)
  const browser = now.board.convener
  return { browser, page: await browser.get(`/atgarder/${(await world.row(dueWishes, {})).actionId}`) }
}

const undertakings: Readonly<Record<string, UseCase>> = {
  'accepting an action by the mailed link': undertaken('antagande', { ownerFunction: 'Enhetschef' }, false),
  'declining an action by the mailed link': undertaken('nej', { proof: 'Det är en annan enhets sak.' }, false),
  'noting how an action goes by the mailed link': undertaken('lage', { text: 'Rutinen är skriven.' }),
  'completing an action by the mailed link': undertaken('genomford', {
    ...{ doneDay: '2026-11-20', strength: 'eases', proof: 'Rutinen är i bruk.' },
  }),
  'wishing for another due day': undertaken('ny-dag', WISH),
  'granting another due day': async ({ world }) => {
    const { browser, page } = await wished(world)
    return { browser, form: (await page.follow('Ändra slutdatumet')).form('Spara') }
  },
  'refusing another due day': async ({ world }) => {
    const { browser, page } = await wished(world)
    return { browser, form: page.form('Behåll slutdatumet') }
  },
}

/** What comes back from those who were asked, and to those who reported. */
export const FEEDBACK_CASES: Readonly<Record<string, UseCase>> = {
  ...effects,
  ...contacts,
  ...reminding,
  ...following,
  ...undertakings,
}
