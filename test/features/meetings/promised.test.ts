import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { AgencyContact } from '#src/features/organisations/organisation.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('What an agency has promised', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    await board.given.seat(board.group, { party: 'municipality' }, 'Maj Holm')
    deficiency = await board.report(await board.deficiency())
    await board.open()
    await board.decide(await board.meeting(), 1, 'monitor')
    await board.end(await board.meeting())
    await board.later('2026-11-24T09:00:00Z')
  })
  /** The contact is asked, and says that a change is planned. */
  async function promise(changeDay: string, contact: AgencyContact = board.contact): Promise<void> {
    const about = await board.now(deficiency)
    await world.given(async ctx => {
      const asking = { question: 'När blir det bättre?', contactId: contact.id, officeId: board.office.id }
      const request = await askAgency(ctx, { ...asking, deficiency: about, termDays: 30, groupId: board.group.id })
      const words = { kind: 'planned', text: 'Vi öppnar telefonen.', changeDay, otherBody: null } as const
      await receiveAnswer(ctx, await ctx.rows(answerRequests).get({ id: request.id }), words as never)
    })
  }
  const proposed = async (meeting: Meeting, type = '') =>
    (await board.convener.get(`/moten/${meeting.id}/punkter/1/forslag${type}`)).form('Spara förslaget').fields

  it('is proposed as its commitment, by the day it said', async () => {
    const other = await board.given.organisation({ name: 'Regionen' })
    await promise('2027-03-03', await board.given.contact(other, { function: 'Verksamhetschef' }))
    const meeting = await board.plan('2026-12-10')
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    expect(agenda.text).to.include('Förslag: Åtagande. Regionen åtar sig att åtgärda systemfelet senast 3 mars 2027.')
    expect(await proposed(meeting)).to.include({ organisationId: other.id, dueDay: '2027-03-03' })
    await board.later('2026-12-10T13:00:00Z')
    const page = await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await page.form('Spara och nästa').submit()
    expect(await world.row(decisions, { meetingId: meeting.id })).to.include({
      ...{ type: 'commit', organisationId: other.id, dueDay: '2027-03-03' },
      text: 'Regionen åtar sig att åtgärda systemfelet senast 3 mars 2027.',
    })
    expect((await world.rows(actions))[0]).to.include({ organisationId: other.id, dueDay: '2027-03-03' })
  })

  it('stands as the reason where the group only watches', async () => {
    await promise('2027-03-03')
    const meeting = await board.plan('2026-12-10')
    const form = await board.convener.get(`/moten/${meeting.id}/punkter/1/forslag?beslut=monitor`)
    expect(form.form('Spara förslaget').fields).to.include({
      reason: 'Försäkringskassan har svarat att en ändring är planerad till 3 mars 2027.',
    })
  })

  it('is due by the ordinary rule when its day is over before the meeting', async () => {
    await promise('2026-12-01')
    expect((await proposed(await board.plan('2026-12-10')))['dueDay']).to.equal('2027-02-08')
  })

  it('is taken over once: what the group has decided on since is not proposed again', async () => {
    await promise('2027-03-03')
    const meeting = await board.plan('2026-12-10')
    await board.later('2026-12-10T13:00:00Z')
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'postpone')
    await board.end(meeting)
    const next = await board.plan('2027-01-20')
    expect((await proposed(next, '?beslut=commit'))['dueDay']).to.equal('2027-03-03')
    await board.later('2027-01-20T13:00:00Z')
    await (await board.convener.get(`/moten/${next.id}`)).form('Öppna mötet').submit()
    await board.decide(next, 1, 'commit')
    await board.end(next)
    const between = await board.convener.get(`/systemfel/${deficiency.number}/mellan-moten?beslut=commit`)
    expect(between.form('Fråga platserna').fields['dueDay']).not.to.equal('2027-03-03')
  })
})
