import { fillSeat } from '#src/features/groups/fill-seat.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { makeGroup } from '#src/features/groups/save-group.ts'
import { addSeat } from '#src/features/groups/save-seat.ts'
import { vacateSeat } from '#src/features/groups/vacate-seat.ts'
import { areaMunicipalities, areas, municipalities } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { addContact } from '#src/features/organisations/save-contact.ts'
import { addEmployer } from '#src/features/organisations/save-employer.ts'
import { makeMunicipality } from '#src/features/organisations/save-municipality.ts'
import { makeOffice } from '#src/features/organisations/save-office.ts'
import { makeOrganisation } from '#src/features/organisations/save-organisation.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Accounts, makeAccounts } from './accounts.ts'
import {
  BODIES,
  type BodyKey,
  CONTACT_PHONE,
  INVENTED,
  type InventedBody,
  type InventedSeat,
  NO_PRIMARY_CARE,
  OFFICE_PHONE,
  SEATS,
} from './invented-place.ts'
import { REGISTRAR } from './keepers.ts'
import type { RealRegister } from './real-register.ts'
import type { Stage } from './stage.ts'

/** The fictitious place as it was entered. */
export interface InventedRegister {
  readonly municipalityId: string
  readonly office: Office
  /** Of the municipality next to it. */
  readonly neighbour: Office
  readonly group: Group & { readonly officeIds: readonly string[] }
  readonly bodies: ReadonlyMap<BodyKey, string>
  readonly contacts: ReadonlyMap<BodyKey, string>
  readonly accounts: Accounts
}

/** Before the first report. */
const ENTERED = -500
/** Real offices that the coordinator looks after too, and groups that the convener does: their cases are the documents'. */
const SHOWN_OFFICES = ['tyreso', 'spanga-tensta', 'vasterort', 'osteraker']
const SHOWN_GROUPS = ['tyreso', 'stockholm']

export async function enterInvented(stage: Stage, real: RealRegister): Promise<InventedRegister> {
  stage.moveTo(stage.workday(ENTERED))
  const place = await stage.invented(REGISTRAR, enterPlace)
  const accounts = await makeAccounts(stage, {
    officeId: place.office.id,
    groupId: place.group.id,
    areaId: await stage.invented(REGISTRAR, enterArea),
    organisationId: place.bodies.get('fk') as string,
    realOfficeIds: SHOWN_OFFICES.map(key => real.offices.get(key) as string),
    realGroupIds: SHOWN_GROUPS.map(key => real.groups.get(key) as string),
  })
  const { ledamot } = accounts
  await stage.invented(REGISTRAR, ctx =>
    ctx.rows(seatHolders).changeAll({ name: ledamot.name }, { personId: ledamot.id, email: ledamot.email }),
  )
  return { ...place, accounts }
}

async function enterPlace(ctx: Ctx): Promise<Omit<InventedRegister, 'accounts'>> {
  const bodies = new Map<BodyKey, string>()
  const contacts = new Map<BodyKey, string>()
  for (const [key, body] of Object.entries(BODIES) as [BodyKey, InventedBody][]) {
    const { name, kind } = body
    const made = await makeOrganisation(ctx, { name, kind, parentId: null, validFrom: null, validTo: null })
    bodies.set(key, made.id)
    if (body.contact === undefined) continue
    const contact = { function: body.contact, email: `${key}@lindviken.test`, phone: CONTACT_PHONE }
    contacts.set(key, (await addContact(ctx, made, contact)).id)
  }
  const municipality = await makeMunicipality(ctx, {
    name: INVENTED.municipality,
    code: null,
    kind: 'municipality',
  })
  const office = await enterOffice(ctx, municipality.id, bodies.get('vard') as string)
  const group = await enterGroup(ctx, office.id, bodies)
  return { municipalityId: municipality.id, office, neighbour: await enterNeighbour(ctx), group, bodies, contacts }
}

async function enterNeighbour(ctx: Ctx): Promise<Office> {
  const { municipality: name, office } = INVENTED.neighbour
  const { id } = await makeMunicipality(ctx, { name, code: null, kind: 'municipality' })
  const reach = { email: 'po@bjorkviken.test', phone: OFFICE_PHONE }
  return makeOffice(ctx, { name: office, providerKind: 'foundation', ...reach, municipalityIds: [id] })
}

async function enterOffice(ctx: Ctx, municipalityId: string, employerId: string): Promise<Office> {
  const office = await makeOffice(ctx, {
    name: INVENTED.office,
    providerKind: 'municipality',
    email: 'po@lindviken.test',
    phone: OFFICE_PHONE,
    municipalityIds: [municipalityId],
  })
  const time = { validFrom: null, validTo: null }
  await addEmployer(ctx, office, { organisationId: employerId, role: 'employer', ...time })
  return office
}

async function enterGroup(ctx: Ctx, officeId: string, bodies: ReadonlyMap<BodyKey, string>) {
  const officeIds = [officeId]
  const made = await makeGroup(ctx, {
    name: INVENTED.group,
    minutesKind: 'notes',
    meetingsPerYear: 4,
    email: 'ledningsgruppen@lindviken.test',
    parentId: null,
    officeIds,
  })
  const group = { ...made, officeIds }
  for (const seat of SEATS) await enterSeat(ctx, group, seat, bodies.get(seat.body) as string)
  return group
}

async function enterSeat(
  ctx: Ctx,
  group: InventedRegister['group'],
  { party, holder, substitute }: InventedSeat,
  organisationId: string,
): Promise<void> {
  const seat = await addSeat(ctx, group, { party, organisationId })
  const { version } = seat
  if (holder === null) {
    await vacateSeat(ctx, group, seat, { state: 'vacant', since: ctx.today, reason: NO_PRIMARY_CARE, version })
    return
  }
  const from = { email: `${party.replaceAll('_', '-')}@lindviken.test`, fromDay: ctx.today }
  await fillSeat(ctx, group, seat, { name: holder, ...from, substitute: false, shared: false, version })
  if (substitute !== undefined)
    await fillSeat(ctx, group, seat, {
      name: substitute,
      ...from,
      substitute: true,
      shared: false,
      version: version + 1,
    })
}

/** The analyst's area: every municipality there is in the demo. */
async function enterArea(ctx: Ctx): Promise<string> {
  const { id: areaId } = await ctx.rows(areas).insert({ id: ctx.newId(), name: INVENTED.area })
  for (const { id: municipalityId } of await ctx.rows(municipalities).all())
    await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId, municipalityId })
  return areaId
}
