import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import type { World } from '#test/support/world.ts'

type Person = Awaited<ReturnType<Given['as']>>

/** Adds a unit and begins its account on a form: the account's page. */
export async function begun(person: Person, form: string, unit: { name: string; places: string[] }): Promise<Page> {
  const added = (await person.get('/redovisningar/enheter/ny')).form('Spara')
  await added.submit({ name: unit.name, kind: 'municipality', municipalityIds: unit.places })
  const begin = await person.get('/redovisningar/ny')
  const option = begin.$(`label:contains("${unit.name}")`).attr('for') ?? ''
  const unitId = begin.$(`#${option}`).attr('value') ?? ''
  return begin.form('Spara').submit({ unitId, form })
}

export const placesOf = async (world: World, officeId: string): Promise<string[]> =>
  (await world.rows(officeMunicipalities, { officeId })).map(({ municipalityId }) => municipalityId)
