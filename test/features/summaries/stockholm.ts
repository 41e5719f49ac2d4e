import { readFileSync } from 'node:fs'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import type { Level, Theme } from '#src/features/deficiencies/words.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Given } from '#test/support/given.ts'
import type { World } from '#test/support/world.ts'

interface Seed {
  readonly id: string
  readonly text: string
  readonly level: Level
  readonly agency: readonly string[]
  readonly theme: readonly Theme[]
}
const seeds: readonly Seed[] = JSON.parse(readFileSync('test/fixtures/seed-deficiencies.json', 'utf8'))
/** The list that Stockholm's five offices made together in 2016: seed-001 … seed-014. */
export const STOCKHOLM = seeds.slice(0, 14)
const BODIES: Readonly<Record<string, string>> = {
  kommun_socialtjanst: 'Socialtjänsten',
  region_psykiatri: 'Psykiatrin',
  flera: 'Flera myndigheter',
  kommun_overformyndare: 'Överförmyndaren',
  kommun_ekonomiskt_bistand: 'Ekonomiskt bistånd',
  forsakringskassan: 'Försäkringskassan',
  region_primarvard: 'Primärvården',
  kommun: 'Stockholms stad',
  stat_regering: 'Regeringen',
  region_beroendevard: 'Beroendevården',
}
const OFFICES = ['Söderort', 'Innerstaden', 'Västerort', 'Spånga-Tensta', 'Enheten för hemlösa']

/** The five offices, their group, and the fourteen systemfel, which all five have met. */
export async function stockholm(world: World, given: Given): Promise<{ offices: Office[]; group: Group }> {
  const offices: Office[] = []
  for (const name of OFFICES)
    offices.push(await given.office({ name }, { municipality: await given.municipality({ name, kind: 'district' }) }))
  const group = await given.group(offices, { name: 'Centrala ledningsgruppen' })
  const ids = new Map<string, string>()
  for (const code of new Set(STOCKHOLM.flatMap(({ agency }) => agency)))
    ids.set(code, (await given.organisation({ name: BODIES[code] as string })).id)
  const [first, ...others] = offices as [Office, ...Office[]]
  for (const { id, text, level, agency, theme } of STOCKHOLM)
    await world.given(async ctx => {
      const made = await makeDeficiency(ctx, {
        title: text.slice(0, 120),
        description: text,
        ...{ level, facets: [], themes: theme, gap: agency.length > 1, officeId: first.id },
        organisationIds: agency.map(code => ids.get(code) as string),
        source: `Stockholm 2016 (${id})`,
      })
      for (const office of others) await enterCircle(ctx, made.id, 'office', office.id)
    })
  return { offices, group }
}
