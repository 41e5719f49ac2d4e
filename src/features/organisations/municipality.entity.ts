import { choice, flag, id, optional, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const MUNICIPALITY_KINDS = ['municipality', 'district'] as const

/** Where a systemfel is met: a municipality (kommun) or a district of a city (stadsdel). */
export interface Municipality {
  id: string
  slug: string
  /** The official code, where there is one. */
  code: string | null
  name: string
  kind: (typeof MUNICIPALITY_KINDS)[number]
  fictitious: boolean
}
export const municipalities = table<Municipality>('municipality', {
  id: id(),
  slug: text(80, 'system', { unique: true }),
  code: optional(text(10, 'system')),
  name: text(120, 'name'),
  kind: choice(MUNICIPALITY_KINDS),
  fictitious: flag(),
})

/** A set of municipalities that an analyst reads. */
export interface Area {
  id: string
  name: string
}
export const areas = table<Area>('area', { id: id(), name: text(120, 'name') })

export interface AreaMunicipality {
  id: string
  areaId: string
  municipalityId: string
}
export const areaMunicipalities = table<AreaMunicipality>(
  'area_municipality',
  { id: id(), areaId: ref('area'), municipalityId: ref('municipality') },
  { unique: [['areaId', 'municipalityId']] },
)
