import { choice, day, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

export class Accounts20261121100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable } = steps(runner)
    await createTable('municipality', {
      id: id(),
      slug: text(80, 'system', { unique: true }),
      code: optional(text(10, 'system')),
      name: text(120, 'name'),
      kind: choice(['municipality', 'district']),
      fictitious: flag(),
    })
    await createTable('organisation', {
      id: id(),
      slug: text(80, 'system', { unique: true }),
      name: text(200, 'name'),
      kind: choice(['municipality', 'region', 'state', 'association', 'other']),
      parentId: optional(ref('organisation')),
      validFrom: optional(day()),
      validTo: optional(day()),
      fictitious: flag(),
      version: version(),
    })
    await createTable(
      'agency_contact',
      {
        id: id(),
        organisationId: ref('organisation'),
        function: text(120, 'name'),
        email: text(254, 'address'),
        phone: optional(text(30, 'address')),
        active: flag(),
        version: version(),
      },
      { index: [['organisationId']] },
    )
    await createTable('office', {
      id: id(),
      slug: text(80, 'system', { unique: true }),
      name: text(160, 'name'),
      providerKind: choice(['municipality', 'association', 'foundation', 'company', 'other']),
      email: optional(text(254, 'address')),
      phone: optional(text(30, 'address')),
      fictitious: flag(),
      version: version(),
    })
    await createTable(
      'office_municipality',
      { id: id(), officeId: ref('office'), municipalityId: ref('municipality') },
      { unique: [['officeId', 'municipalityId']] },
    )
    await createTable(
      'office_employer',
      {
        id: id(),
        officeId: ref('office'),
        organisationId: ref('organisation'),
        role: choice(['employer', 'commissioner', 'board']),
        validFrom: optional(day()),
        validTo: optional(day()),
      },
      { index: [['officeId']] },
    )
    await createTable('governance_group', {
      id: id(),
      slug: text(80, 'system', { unique: true }),
      name: text(160, 'name'),
      parentId: optional(ref('governance_group')),
      minutesKind: choice(['notes', 'minutes']),
      meetingsPerYear: integer(),
      email: optional(text(254, 'address')),
      fictitious: flag(),
      version: version(),
    })
    await createTable(
      'group_office',
      { id: id(), groupId: ref('governance_group'), officeId: ref('office') },
      { unique: [['groupId', 'officeId']] },
    )
    await createTable(
      'seat',
      {
        id: id(),
        groupId: ref('governance_group'),
        party: choice([
          'municipality',
          'primary_care',
          'psychiatry',
          'employment_service',
          'insurance_agency',
          'patient_association',
          'user_association',
          'relatives_association',
          'other',
        ]),
        organisationId: optional(ref('organisation')),
        state: choice(['filled', 'vacant', 'declined']),
        reason: optional(longText('free')),
        since: optional(day()),
        version: version(),
      },
      { index: [['groupId']] },
    )
    await createTable('area', { id: id(), name: text(120, 'name') })
    await createTable(
      'area_municipality',
      { id: id(), areaId: ref('area'), municipalityId: ref('municipality') },
      { unique: [['areaId', 'municipalityId']] },
    )
    await createTable('person', {
      id: id(),
      name: text(120, 'name'),
      email: text(254, 'address', { unique: true }),
      passwordHash: optional(text(200, 'system')),
      state: choice(['invited', 'active', 'closed']),
      locale: choice(['sv', 'en']),
      createdAt: instant(),
      version: version(),
    })
    await createTable(
      'role_grant',
      {
        id: id(),
        personId: ref('person'),
        role: choice(['ombud', 'coordinator', 'convener', 'member', 'analyst', 'admin']),
        officeId: optional(ref('office')),
        groupId: optional(ref('governance_group')),
        areaId: optional(ref('area')),
        organisationId: optional(ref('organisation')),
        createdAt: instant(),
      },
      { index: [['personId'], ['officeId'], ['groupId']] },
    )
    await createTable(
      'seat_holder',
      {
        id: id(),
        seatId: ref('seat'),
        name: text(120, 'name'),
        email: optional(text(254, 'address')),
        personId: optional(ref('person')),
        substitute: flag(),
        fromDay: day(),
        toDay: optional(day()),
        version: version(),
      },
      { index: [['seatId']] },
    )
    await createTable(
      'session',
      {
        id: id(),
        tokenHash: text(43, 'system', { unique: true }),
        personId: ref('person'),
        createdAt: instant(),
        lastSeenAt: instant(),
      },
      { index: [['personId']] },
    )
    await createTable('throttle', { id: id(), tries: integer(), windowFrom: instant() })
    await createTable(
      'access_link',
      {
        id: id(),
        purpose: choice(['invitation', 'password', 'answer']),
        subjectId: text(36, 'system'),
        contact: text(254, 'address'),
        expiresAt: instant(),
        usedAt: optional(instant()),
        revokedAt: optional(instant()),
        createdAt: instant(),
      },
      { index: [['subjectId']] },
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    for (const table of [
      'access_link',
      'throttle',
      'session',
      'seat_holder',
      'role_grant',
      'person',
      'area_municipality',
      'area',
      'seat',
      'group_office',
      'governance_group',
      'office_employer',
      'office_municipality',
      'office',
      'agency_contact',
      'organisation',
      'municipality',
    ])
      await dropTable(table)
  }
}
