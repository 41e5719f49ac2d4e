import { choice, day, id, instant, integer, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

export class Meetings20261121103000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable } = steps(runner)
    await createTable(
      'meeting',
      {
        id: id(),
        groupId: ref('governance_group'),
        day: day(),
        time: text(5, 'system'),
        place: text(160, 'free'),
        state: choice(['planned', 'running', 'held', 'done']),
        startedAt: optional(instant()),
        endedAt: optional(instant()),
        notesDoneAt: optional(instant()),
        version: version(),
      },
      { index: [['groupId', 'day']] },
    )
    await createTable(
      'agenda_item',
      {
        id: id(),
        meetingId: ref('meeting'),
        deficiencyId: optional(ref('deficiency')),
        title: text(200, 'free'),
        section: choice(['follow_up', 'new', 'answers', 'effect', 'information', 'other']),
        position: integer(),
        why: choice([
          'new',
          'meets_definition',
          'answer_overdue',
          'answer_in',
          'action_overdue',
          'effect_no',
          'came_back',
          'lifted_here',
          'postponed',
          'taken_directly',
          'added',
        ]),
        whyFacts: json(),
        note: optional(longText('free')),
        paragraph: optional(integer()),
        version: version(),
      },
      { unique: [['meetingId', 'deficiencyId']], index: [['deficiencyId']] },
    )
    await createTable(
      'attendance',
      {
        id: id(),
        meetingId: ref('meeting'),
        seatId: optional(ref('seat')),
        name: text(120, 'name'),
        presence: choice(['present', 'substitute', 'absent', 'guest']),
        version: version(),
      },
      { index: [['meetingId']] },
    )
    await createTable(
      'decision',
      {
        id: id(),
        meetingId: ref('meeting'),
        agendaItemId: ref('agenda_item'),
        deficiencyId: optional(ref('deficiency')),
        type: choice(['ask', 'commit', 'investigate', 'lift', 'postpone', 'monitor', 'accept', 'close']),
        text: longText('free'),
        reason: optional(longText('free')),
        organisationId: optional(ref('organisation')),
        officeId: optional(ref('office')),
        dueDay: optional(day()),
        paragraph: integer(),
        year: integer(),
        at: instant(),
        acceptedBy: optional(text(120, 'name')),
      },
      { index: [['meetingId'], ['deficiencyId'], ['agendaItemId']] },
    )
    await createTable(
      'lift',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        decisionId: ref('decision'),
        fromGroupId: ref('governance_group'),
        toGroupId: optional(ref('governance_group')),
        toName: optional(text(160, 'name')),
        wishedDay: day(),
        coveringText: longText('free'),
        reply: optional(longText('free')),
        repliedAt: optional(instant()),
      },
      { index: [['deficiencyId'], ['toGroupId']] },
    )
    await createTable(
      'effect_check',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        decisionId: ref('decision'),
        months: integer(),
        dueDay: day(),
        state: choice(['planned', 'asked', 'answered', 'silent']),
        answer: optional(choice(['yes', 'partly', 'no', 'not_met'])),
        createdAt: instant(),
      },
      { index: [['deficiencyId'], ['state', 'dueDay']] },
    )
    await createTable(
      'action',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        decisionId: optional(ref('decision')),
        kind: choice([
          'dialogue',
          'cooperation_meeting',
          'contact_route',
          'routine',
          'training',
          'service',
          'technical',
          'client_support',
          'letter',
          'political_decision',
          'other_system',
          'regulation',
          'investigation',
        ]),
        strength: optional(choice(['works_around', 'eases', 'resolves'])),
        description: longText('free'),
        organisationId: optional(ref('organisation')),
        officeId: optional(ref('office')),
        ownerFunction: optional(text(120, 'name')),
        state: choice(['proposed', 'accepted', 'done', 'cancelled']),
        dueDay: optional(day()),
        startedDay: optional(day()),
        doneDay: optional(day()),
        proof: optional(longText('free')),
        expectedEffect: optional(longText('free')),
        createdAt: instant(),
        version: version(),
      },
      { index: [['deficiencyId'], ['state', 'dueDay']] },
    )
    await createTable(
      'due_change',
      {
        id: id(),
        actionId: ref('action'),
        fromDay: optional(day()),
        toDay: day(),
        reason: longText('free'),
        at: instant(),
      },
      { index: [['actionId']] },
    )
    await createTable(
      'answer_request',
      {
        id: id(),
        deficiencyId: ref('deficiency'),
        decisionId: optional(ref('decision')),
        meetingId: optional(ref('meeting')),
        contactId: ref('agency_contact'),
        groupId: optional(ref('governance_group')),
        officeId: ref('office'),
        question: longText('free'),
        termDays: integer(),
        sentAt: optional(instant()),
        dueDay: optional(day()),
        linkId: optional(text(36, 'system')),
        state: choice(['tray', 'sent', 'answered', 'closed', 'revoked']),
        createdAt: instant(),
        version: version(),
      },
      { index: [['deficiencyId'], ['state', 'dueDay'], ['contactId'], ['meetingId']] },
    )
    await createTable(
      'answer',
      {
        id: id(),
        requestId: ref('answer_request'),
        deficiencyId: ref('deficiency'),
        kind: choice(['changed', 'planned', 'investigating', 'will_not', 'not_ours', 'lift']),
        text: longText('free'),
        changeDay: optional(day()),
        otherBody: optional(text(200, 'free')),
        receivedAt: instant(),
        notedAt: optional(instant()),
      },
      { unique: [['requestId']], index: [['deficiencyId']] },
    )
    await createTable(
      'summary',
      {
        id: id(),
        groupId: ref('governance_group'),
        year: integer(),
        half: integer(),
        state: choice(['draft', 'frozen']),
        introduction: optional(longText('free')),
        wentWell: optional(longText('free')),
        questions: optional(longText('free')),
        nilReason: optional(longText('free')),
        frozen: optional(json()),
        madeAt: instant(),
        frozenAt: optional(instant()),
        version: version(),
      },
      { index: [['groupId', 'year', 'half']] },
    )
    await createTable(
      'summary_office',
      { id: id(), summaryId: ref('summary'), officeId: ref('office') },
      { unique: [['summaryId', 'officeId']] },
    )
    await createTable(
      'summary_line',
      {
        id: id(),
        summaryId: ref('summary'),
        deficiencyId: ref('deficiency'),
        endNote: optional(longText('free')),
        version: version(),
      },
      { unique: [['summaryId', 'deficiencyId']] },
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    for (const table of [
      'summary_line',
      'summary_office',
      'summary',
      'answer',
      'answer_request',
      'due_change',
      'action',
      'effect_check',
      'lift',
      'decision',
      'attendance',
      'agenda_item',
      'meeting',
    ])
      await dropTable(table)
  }
}
