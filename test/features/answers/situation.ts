import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { AgencyContact, Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'

/** An office, its group, an agency's unit with a contact, and a systemfel about it that one ombud has reported. */
export interface Situation {
  readonly world: World
  readonly given: Given
  readonly municipality: Municipality
  readonly office: Office
  readonly group: Group
  readonly organisation: Organisation
  readonly contact: AgencyContact
  readonly deficiency: Deficiency
  readonly ombud: Person
}
export const QUESTION = 'Hur ser ni till att den som ringer får svar samma dag?'

export async function situation(world: World, values: Partial<NewDeficiency> = {}): Promise<Situation> {
  const given = new Given(world)
  const municipality = await given.municipality({ name: 'Tyresö' })
  const office = await given.office({ name: 'PO Tyresö' }, { municipality })
  const group = await given.group([office], { name: 'Ledningsgruppen Tyresö' })
  const organisation = await given.organisation({ name: 'Socialförvaltningen' })
  const contact = await given.contact(organisation, { function: 'Enhetschef, försörjningsstöd' })
  const ombud = await given.person([{ role: 'ombud', officeId: office.id }])
  const deficiency = await world.given(ctx =>
    makeDeficiency(ctx, {
      title: 'Ingen svarar i telefon',
      description: 'Den som söker stöd når ingen handläggare under veckor.',
      level: 'caseworker',
      facets: ['attitude'],
      themes: ['tillganglighet'],
      organisationIds: [organisation.id],
      gap: false,
      officeId: office.id,
      ...values,
    }),
  )
  const all = { world, given, municipality, office, group, organisation, contact, deficiency, ombud }
  await report(all)
  return all
}

/** A linked report of the ombud. */
export function report({
  world,
  office,
  ombud,
  deficiency,
}: Pick<Situation, 'world' | 'office' | 'ombud' | 'deficiency'>) {
  return world.given(ctx =>
    ctx
      .rows(observations)
      .insert({ ...blank, id: ctx.newId(), officeId: office.id, ombudId: ombud.id, deficiencyId: deficiency.id }),
  )
}
const blank: Observation = { ...BLANK_REPORT, state: 'linked', level: 'caseworker' }

interface Asking {
  readonly byGroup?: boolean
  readonly question?: string
  readonly termDays?: number
}
/** The question, asked now of the situation's contact: by the office, or by its group. */
export async function asked(
  { world, office, group, contact, deficiency }: Situation,
  { byGroup = false, question = QUESTION, termDays = 30 }: Asking = {},
): Promise<AnswerRequest> {
  return world.given(async ctx => {
    const request = await askAgency(ctx, {
      deficiency,
      contactId: contact.id,
      question,
      termDays,
      groupId: byGroup ? group.id : null,
      officeId: office.id,
    })
    await changeState(ctx, deficiency, 'askDirectly')
    return request
  })
}

/** The link in the letter of a question, with every mail that is due sent first; of the only question unless one is given. */
export async function mailedLink({ world }: Pick<Situation, 'world'>, request?: AnswerRequest): Promise<string> {
  await world.sendMails()
  const mails = await world.mails({ template: 'answers.request', ...(request ? { subjectId: request.id } : {}) })
  if (mails[0] === undefined || mails.length > 1) throw new Error(`There are ${mails.length} letters to choose from`)
  const sent = world.letters.find(({ messageId }) => messageId.includes(mails[0]?.id ?? '-'))
  return new URL(/https:\/\/\S+/.exec(sent?.text ?? '')?.[0] ?? '').pathname
}

/** The form that the link opens, in a browser of the contact's own. */
export async function openedForm(world: World, link: string): Promise<{ browser: Browser; page: Page }> {
  const browser = world.browser()
  const first = await browser.get(link)
  return { browser, page: await first.form('Öppna svarsformuläret').submit() }
}

export const PLANNED = {
  kind: 'planned',
  text: 'Vi inför telefontid varje förmiddag.',
  changeDay: '2027-02-01',
  otherBody: '',
} as const

/** All the way: the answer filled in, checked and sent. */
export async function answered(
  world: World,
  link: string,
  answer: Readonly<Record<string, string>> = PLANNED,
): Promise<Page> {
  const { page } = await openedForm(world, link)
  const check = await page.form('Granska svaret').submit(answer)
  return check.form('Skicka svaret').submit({ checked: 'ja' })
}

export const requestOf = (world: World, { id }: { readonly id: string }): Promise<AnswerRequest> =>
  world.row(answerRequests, { id })
