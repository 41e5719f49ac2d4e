import type { EntityManager } from 'typeorm'
import type { Dialect } from '#src/db/columns.ts'
import { Rows } from '#src/db/rows.ts'
import { Params, Sql } from '#src/db/sql.ts'
import type { Actor, Grant } from '#src/kernel/actor.ts'
import { grants } from './grant.entity.ts'
import { people } from './person.entity.ts'

/** The person as an actor, with everything granted as of now; null when the account is not active (Z7). */
export async function findActor(em: EntityManager, dialect: Dialect, personId: string): Promise<Actor | null> {
  const person = await new Rows(em, people).one({ id: personId })
  if (person === null || person.state !== 'active') return null
  const granted: Grant[] = await new Rows(em, grants).all({ personId })
  const areaIds = granted.flatMap(({ areaId }) => (areaId === null ? [] : [areaId]))
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    locale: person.locale,
    grants: granted,
    municipalityIds: areaIds.length === 0 ? [] : await municipalitiesOf(em, dialect, areaIds),
  }
}

async function municipalitiesOf(em: EntityManager, dialect: Dialect, areaIds: readonly string[]): Promise<string[]> {
  const params = new Params()
  const rows = await new Sql(em, dialect).select<{ id: string }>(
    `SELECT "municipality_id" AS "id" FROM "area_municipality" WHERE ${params.in('"area_id"', areaIds)}`,
    params,
  )
  return rows.map(({ id }) => id)
}
