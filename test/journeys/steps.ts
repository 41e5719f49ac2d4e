import { expect } from 'chai'
import type { SeedDeficiency } from '#src/dev/demo/seed-case.ts'
import { SEED_DEFICIENCIES } from '#src/dev/demo/seed-cases.ts'
import type { Level, Theme } from '#src/features/deficiencies/words.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { ensureStandardOrganisations } from '#src/features/organisations/standard-organisations.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser, World } from '#test/support/world.ts'

/** What an ombud has met and says in the steps of a filing. */
export interface Met {
  readonly text: string
  /** Ids. */
  readonly organisationIds: readonly string[]
  readonly gap?: boolean
  readonly level: Level
  readonly municipality: string
  readonly office?: string
  readonly firstMonth: string
  readonly lastMonth: string
  readonly band?: string
  readonly themes: readonly Theme[]
}

/** A case of the users' own documents. */
export function seed(id: string): SeedDeficiency {
  const found = SEED_DEFICIENCIES.find(each => each.id === id)
  if (found === undefined) throw new Error(`There is no ${id}.`)
  return found
}

/** The reference list of organisations, by slug. */
export async function standardOrganisations(world: World): Promise<Map<string, string>> {
  await world.given(ensureStandardOrganisations)
  return new Map((await world.rows(organisations)).map(({ slug, id }) => [slug, id]))
}

const NEXT = 'Spara och fortsätt'

/** The first step, to the page of candidates. */
export async function beginReport(browser: Browser, { text, office }: Pick<Met, 'text' | 'office'>): Promise<Page> {
  const start = await (await browser.get('/')).follow('Rapportera')
  expect(start.heading).to.equal('Vilket hinder har ni mött?')
  const form = start.form(NEXT)
  const chosen = office === undefined ? {} : { officeId: form.option('officeId', office) }
  const candidates = await form.submit({ whatHappened: text, ...chosen })
  expect(candidates.heading, candidates.errors.join()).to.equal('Är det samma sak som något av dessa?')
  return candidates
}

/** All the steps of a new report, from the start page to the receipt. Gives the check page and the receipt. */
export async function fileReport(browser: Browser, met: Met): Promise<{ number: string; check: Page; receipt: Page }> {
  const candidates = await beginReport(browser, met)
  const bodies = await candidates.form('Det är nytt').submit()
  expect(bodies.heading).to.equal('Vilken organisation gäller det?')
  const level = await bodies
    .form(NEXT)
    .submit({ organisationIds: met.organisationIds, ...(met.gap ? { gap: 'ja' } : {}) })
  expect(level.heading, level.errors.join()).to.equal('På vilken nivå visar sig bristen?')
  const extent = await level.form(NEXT).submit({ level: met.level })
  expect(extent.heading, extent.errors.join()).to.equal('Hur ofta och hur allvarligt?')
  const form = extent.form(NEXT)
  const check = await form.submit({
    municipalityId: form.option('municipalityId', met.municipality),
    firstMonth: met.firstMonth,
    lastMonth: met.lastMonth,
    clientBand: met.band ?? '2-4',
    severity: 'harms',
    themes: met.themes,
  })
  expect(check.heading, check.errors.join()).to.equal('Kontrollera rapporten')
  const receipt = await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
  expect(receipt.heading, receipt.errors.join()).to.contain('Rapporten är mottagen')
  return { number: referenceOn(receipt, /R-\d{4}-\d{4}/), check, receipt }
}

/** The first reference of a kind that the page shows. */
export function referenceOn(page: Page, kind: RegExp): string {
  const found = kind.exec(page.text)?.[0]
  if (found === undefined) throw new Error(`No ${kind} on ${page.path}:\n${page.text.slice(0, 500)}`)
  return found
}

/** The coordinator makes a new systemfel of a report; gives its number. */
export async function triageAsNew(browser: Browser, report: string, title: string): Promise<string> {
  const inbox = await browser.get('/inkorg')
  const opened = await inbox.follow(report)
  expect(opened.heading).to.equal(`Rapport ${report}`)
  const form = (await opened.follow('Skapa ett nytt systemfel')).form('Skapa systemfelet')
  const made = await form.submit({ title })
  expect(made.notice, made.errors.join()).to.equal('Systemfelet är skapat och rapporten kopplad till det.')
  return referenceOn(made, /SF-\d{4}-\d{4}/)
}

/** In a journey each test goes on from the one before: after a fault the others would only say the same again. */
export function stopAtFirstFault(): void {
  let broken = ''
  beforeEach(() => {
    if (broken !== '') throw new Error(`not begun: “${broken}” failed`)
  })
  afterEach(function () {
    if (this.currentTest?.state === 'failed') broken = this.currentTest.title
  })
}
