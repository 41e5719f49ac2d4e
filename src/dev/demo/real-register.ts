import { fillSeat } from '#src/features/groups/fill-seat.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { makeGroup } from '#src/features/groups/save-group.ts'
import { addSeat } from '#src/features/groups/save-seat.ts'
import { vacateSeat } from '#src/features/groups/vacate-seat.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { addEmployer } from '#src/features/organisations/save-employer.ts'
import { makeMunicipality } from '#src/features/organisations/save-municipality.ts'
import { makeOffice } from '#src/features/organisations/save-office.ts'
import { makeOrganisation } from '#src/features/organisations/save-organisation.ts'
import { slugOf } from '#src/features/organisations/slug.rules.ts'
import { ensureStandardOrganisations } from '#src/features/organisations/standard-organisations.ts'
import type { Ctx } from '#src/work/context.ts'
import { REGISTRAR } from './keepers.ts'
import {
  REAL_BODIES,
  REAL_DISTRICTS,
  REAL_GROUPS,
  REAL_MUNICIPALITIES,
  REAL_OFFICES,
  type RealGroup,
  type RealOffice,
  type RealSeat,
  STOCKHOLM_OFFICES,
} from './real-places.ts'
import type { Stage } from './stage.ts'

/** Ids by what the documents' data call things: organisations by slug or name, municipalities by name, others by key. */
export interface RealRegister {
  readonly organisations: Map<string, string>
  readonly municipalities: Map<string, string>
  readonly offices: Map<string, string>
  readonly groups: Map<string, string>
  /** The five offices whose list is one. */
  readonly stockholm: readonly string[]
}

const FIRST_YEAR = '2012-01-01'

/** Enters the offices and groups of the documents. Who sits in a seat is told as a function: no official is named. */
export async function enterRegister(stage: Stage): Promise<RealRegister> {
  stage.moveTo(FIRST_YEAR)
  const register = await stage.real(REGISTRAR, enterPlaces)
  for (const office of REAL_OFFICES) {
    const id = await stage.real(REGISTRAR, ctx => enterOffice(ctx, office, register))
    register.offices.set(office.key, id)
  }
  for (const group of REAL_GROUPS) {
    const id = await stage.real(REGISTRAR, ctx => enterGroup(ctx, group, register))
    register.groups.set(group.key, id)
  }
  return { ...register, stockholm: STOCKHOLM_OFFICES.map(key => register.offices.get(key) as string) }
}

async function enterPlaces(ctx: Ctx): Promise<RealRegister> {
  await ensureStandardOrganisations(ctx)
  const none = { parentId: null, validFrom: null, validTo: null }
  for (const [name, kind] of Object.entries(REAL_BODIES)) await makeOrganisation(ctx, { name, kind, ...none })
  const municipalities = new Map<string, string>()
  const places = [
    ...REAL_MUNICIPALITIES.map(place => ({ ...place, kind: 'municipality' as const })),
    ...Object.values(REAL_DISTRICTS)
      .flat()
      .map(name => ({ name, code: null, kind: 'district' as const })),
  ]
  for (const place of places) municipalities.set(place.name, (await makeMunicipality(ctx, place)).id)
  const bodies = await ctx.rows(organisations).all()
  return {
    organisations: new Map(bodies.flatMap(({ slug, name, id }) => [[slug, id] as const, [name, id] as const])),
    municipalities,
    offices: new Map(),
    groups: new Map(),
    stockholm: [],
  }
}

async function enterOffice(ctx: Ctx, { key, name, covers, contractor }: RealOffice, known: RealRegister) {
  const office = await makeOffice(ctx, {
    name,
    providerKind: contractor === undefined ? 'municipality' : 'company',
    email: demoAddress(`po-${key}`),
    phone: null,
    municipalityIds: covers.map(place => known.municipalities.get(place) as string),
  })
  const time = { validFrom: null, validTo: null }
  const employer = (organisation: string, role: 'employer' | 'commissioner') =>
    addEmployer(ctx, office, { organisationId: known.organisations.get(organisation) as string, role, ...time })
  await employer('kommun', contractor === undefined ? 'employer' : 'commissioner')
  if (contractor !== undefined) await employer(contractor, 'employer')
  return office.id
}

async function enterGroup(ctx: Ctx, { key, name, offices, parent, since, seats }: RealGroup, known: RealRegister) {
  const officeIds = offices.map(office => known.offices.get(office) as string)
  const group = await makeGroup(ctx, {
    name,
    minutesKind: 'notes',
    meetingsPerYear: 4,
    email: demoAddress(`ledningsgrupp-${key}`),
    parentId: known.groups.get(parent ?? '') ?? null,
    officeIds,
  })
  for (const seat of seats) await enterSeat(ctx, { ...group, officeIds }, seat, { since, known })
  return group.id
}

async function enterSeat(
  ctx: Ctx,
  group: Group & { readonly officeIds: readonly string[] },
  { party, organisation, vacant }: RealSeat,
  { since, known }: { readonly since: string; readonly known: RealRegister },
): Promise<void> {
  const organisationId = known.organisations.get(organisation ?? '') ?? null
  const seat = await addSeat(ctx, group, { party, organisationId })
  const version = seat.version
  if (vacant !== undefined) await vacateSeat(ctx, group, seat, { state: 'vacant', since, reason: vacant, version })
  else
    await fillSeat(ctx, group, seat, {
      name: 'Företrädare enligt redovisningen',
      email: null,
      fromDay: since,
      substitute: false,
      shared: false,
      version,
    })
}

/** Function addresses of the demo's own: nothing is ever sent there. */
const demoAddress = (key: string): string => `${slugOf(key)}@demo.test`
