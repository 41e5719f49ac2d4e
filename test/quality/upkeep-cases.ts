import { areaMunicipalities, areas } from '#src/features/organisations/municipality.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { jobRuns } from '#src/jobs/job-run.entity.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'
import { asked, mailedLink, situation } from '../features/answers/situation.ts'
import { waiting } from '../mail/letters.ts'
import type { Ready, Scene, UseCase } from './use-cases.ts'

const FAILED = { state: 'failed', failure: '550', attempts: 1 } as const
/** Since a backup was restored. */
const HELD = { state: 'held' } as const

/** The form that a button of the administrator's page has, where there are two letters. */
const drift =
  (values: Partial<OutboxMail>, button: string): UseCase =>
  async ({ world }) => {
    await waiting(world, 2, values)
    const browser = await new Given(world).as('admin')
    return { browser, form: (await browser.get('/admin/drift')).form(button) }
  }
const failedLetter =
  (button: string): UseCase =>
  async ({ world }) => {
    const [mail] = await waiting(world, 1, FAILED)
    const browser = await new Given(world).as('admin')
    return { browser, form: (await browser.get(`/admin/drift/brev/${mail?.id}`)).form(button) }
  }

const operations: Readonly<Record<string, UseCase>> = {
  'sending a letter again': failedLetter('Skicka igen'),
  'sending all letters again': drift(FAILED, 'Skicka alla igen'),
  'setting a letter aside': failedLetter('Lägg åt sidan'),
  'releasing letters after a backup was restored': drift(HELD, '/aterlasta/utskick'),
  'setting letters aside after a backup was restored': drift(HELD, '/aterlasta/undanlaggning'),
  'noting that a letter came back': async ({ world }) => {
    const now = await situation(world)
    await mailedLink(now, await asked(now))
    const browser = await now.given.as('admin')
    const form = (await browser.get('/admin/drift/studs')).form('Spara')
    return { browser, form, filled: { address: now.contact.email, bounce: 'unknown' } }
  },
  'running a job now': async ({ world }) => {
    await world.given(ctx =>
      ctx.rows(jobRuns).insert({
        ...{ id: 'clear-drafts', nextAt: new Date('2026-11-22T02:20:00Z'), holder: null, leasedUntil: null },
        ...{ lastStartedAt: null, lastDoneAt: null, attempts: 0, failure: null },
      }),
    )
    const browser = await new Given(world).as('admin')
    const form = (await browser.get('/admin/drift')).form('Kör nu')
    return { browser, form, filled: { jobb: form.option('jobb', 'gamla utkast') } }
  },
}

const ORGANISATION = '5. Organisation, ledning och samverkan'
const SIGNER = '9. Underskrift av behörig företrädare för kommunen'

const newUnit = async ({ world, board, coordinator }: Scene): Promise<Ready> => {
  const { municipalityId } = await world.row(officeMunicipalities, { officeId: board.office.id })
  const form = (await coordinator.get('/redovisningar/enheter/ny')).form('Spara')
  const filled = { name: 'Granåsen', kind: 'office', municipalityIds: municipalityId }
  return { browser: coordinator, form, filled }
}
const newAccount = async (scene: Scene): Promise<Ready> => {
  await submitted(await newUnit(scene))
  const form = (await scene.coordinator.get('/redovisningar/ny')).form('Spara')
  return { browser: scene.coordinator, form, filled: { form: 'stockholm-2023-landstingets' } }
}
const submitted = ({ form, filled }: Ready): Promise<Page> => form.submit({ ...filled })
const begun = async (scene: Scene): Promise<Page> => submitted(await newAccount(scene))

/** An account with somebody who signs it. */
async function written(scene: Scene): Promise<Page> {
  const form = (await (await begun(scene)).follow(SIGNER)).form('Spara')
  return form.submit({ 'sign.name': 'Robin Exempel', 'sign.title': 'Socialdirektör' })
}
const signed = async (scene: Scene): Promise<Page> =>
  (await written(scene)).form('Underteckna').submit({ signing: 'digital' })
/** One that is sent, to who receives it at Länsstyrelsen. */
async function received(scene: Scene): Promise<{ browser: Browser; page: Page }> {
  const { path } = await (await signed(scene)).form('Den är skickad').submit()
  const browser = await analystOf(scene.world, scene.board.office.id)
  return { browser, page: await browser.get(path) }
}
async function analystOf(world: World, officeId: string): Promise<Browser> {
  const { municipalityId } = await world.row(officeMunicipalities, { officeId })
  const area = await world.given(async ctx => {
    const made = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Länet' })
    await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId: made.id, municipalityId })
    return made
  })
  return new Given(world).as('analyst', { areaId: area.id })
}

const accounts: Readonly<Record<string, UseCase>> = {
  'adding a unit that accounts': newUnit,
  'beginning an account': newAccount,
  'writing a section of an account': async scene => {
    const form = (await (await begun(scene)).follow('8. Övrigt')).form('Spara')
    return { browser: scene.coordinator, form, filled: { 'other.reflections': 'Ett bra år.' } }
  },
  'taking what is drafted for an account': async scene => {
    await scene.board.given.seat(scene.board.group, { party: 'municipality' })
    await scene.board.given.seat(scene.board.group, { party: 'primary_care', state: 'vacant', reason: 'För få' })
    const form = (await (await begun(scene)).follow(ORGANISATION)).form('Fyll i förslagen')
    return { browser: scene.coordinator, form }
  },
  'signing an account': async scene => {
    const form = (await written(scene)).form('Underteckna')
    return { browser: scene.coordinator, form, filled: { signing: 'digital' } }
  },
  'opening a signed account': async scene => ({
    browser: scene.coordinator,
    form: (await signed(scene)).form('/oppning'),
  }),
  'sending an account': async scene => ({
    browser: scene.coordinator,
    form: (await signed(scene)).form('Den är skickad'),
  }),
  'receiving an account': async scene => {
    const { browser, page } = await received(scene)
    return { browser, form: page.form('Ta emot') }
  },
  'sending an account back': async scene => {
    const { browser, page } = await received(scene)
    return { browser, form: page.form('Lämna åter'), filled: { reason: 'Fyll i antalet klienter.' } }
  },
}

/** What keeps the system and its office running: letters, jobs, and the yearly account. */
export const UPKEEP_CASES: Readonly<Record<string, UseCase>> = { ...operations, ...accounts }
