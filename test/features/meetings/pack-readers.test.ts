import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { findMeeting, type MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { packFor } from '#src/features/meetings/pack.ts'
import { packConfirmations } from '#src/features/meetings/pack-confirmation.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { readDocx } from '#test/support/docx.ts'
import { type Browser, World } from '#test/support/world.ts'
import type { Board } from './board.ts'
import { ACTION, at, folded, followUp, planned } from './packed.ts'

describe('The extract of a pack for one organisation', () => {
  it('has only the items where it is responsible, and its own open actions and questions', async () => {
    const world = await World.open()
    const { board, known, meeting } = await planned(world)
    const other = await board.given.organisation({ name: 'Regionens psykiatri' })
    const theirs = await board.deficiency({ title: 'Långa köer', organisationIds: [other.id] })
    await (await board.convener.get(`/moten/${meeting.id}/dagordning`)).form('Lägg till allt som väntar').submit()
    const unit = await board.given.organisation({ name: 'Försäkringskassans enhet', parentId: board.agency.id })
    for (const [deficiency, organisation, description] of [
      [known, unit, 'Enheten inför en telefontid'],
      [known, other, 'Psykiatrin bjuder in'],
      [theirs, other, 'Kortare kö'],
    ] as const)
      await world.given(ctx => {
        const of = { deficiencyId: deficiency.id, organisationId: organisation.id, officeId: null }
        return ctx.rows(actions).insert({ ...ACTION, ...of, description, id: ctx.newId(), createdAt: ctx.now })
      })
    const whole = await board.convener.get(at(meeting))
    expect(whole.text).to.include('Långa köer').and.include('Psykiatrin bjuder in').and.include('Kortare kö')
    const extract = await whole.follow('Bara det som gäller Försäkringskassan')
    expect(extract.heading).to.equal('Material till mötet: Försäkringskassan')
    const text = extract.$('article').text()
    expect(text).to.include('Svårt att nå handläggare').and.include('Enheten inför en telefontid')
    expect(text).not.to.match(/Långa köer|Psykiatrin bjuder in|Kortare kö/)
    const docx = readDocx(await board.convener.download(at(meeting, `.docx?organisation=${board.agency.slug}`)))
    expect(docx.tables.flat(2).join()).to.include('Enheten inför').and.not.to.include('Psykiatrin')
  })
})

describe('The pack for associations', () => {
  let world: World
  let board: Board
  let meeting: Meeting
  let member: Browser
  const own = (path = ''): string => at(meeting, `${path}?for=foreningar`)
  before(async () => {
    world = await World.open()
    ;({ board, meeting } = await planned(world))
    const single = await board.deficiency({ title: 'Ett ensamt fall' })
    await board.report(single, { clientBand: '1' })
    await (await board.convener.get(`/moten/${meeting.id}/dagordning`)).form('Lägg till allt som väntar').submit()
    member = await board.given.as('member', { groupId: board.group.id })
  })

  it('never has a systemfel that rests on a report about a single client, which the convener is told of', async () => {
    const whole = await board.convener.get(at(meeting))
    expect(whole.$('article').text()).to.include('Ett ensamt fall')
    expect(whole.text).to.include('vilar på en enda rapport om en klient. Kontrollera')
    const page = await board.convener.get(own())
    expect(page.heading).to.equal('Material till mötet, för föreningar')
    expect(page.$('article').text()).to.include('Svårt att nå handläggare').and.not.to.include('Ett ensamt fall')
    expect(page.text).to.include('Utelämnat för föreningar').and.include('2. Ett ensamt fall')
    const docx = await board.convener.download(own('.docx'))
    expect([...readDocx(docx).parts.keys()].map(readDocx(docx).source).join()).not.to.include('Ett ensamt fall')
  })

  it('leaves it out of every annex as well, where authorities read of it', async () => {
    const single = await world.row(deficiencies, { title: 'Ett ensamt fall' })
    const known = await world.row(deficiencies, { title: 'Svårt att nå handläggare' })
    for (const deficiency of [single, known]) await followUp(board, meeting, deficiency)
    const annexes = async (path: string): Promise<string> => {
      const text = folded((await board.convener.get(path)).$('article').text())
      return text.slice(text.indexOf('Bilaga 1. Öppna åtgärder'))
    }
    for (const number of [single.number, known.number])
      expect((await annexes(at(meeting))).split(number), 'authorities').to.have.length(4)
    expect((await annexes(own())).split(known.number)).to.have.length(4)
    expect(await annexes(own())).not.to.include(single.number)
    expect(await annexes(own()))
      .to.include('Delvis')
      .and.include('3 månader')
  })

  it('is opened by nobody but her until she has confirmed it', async () => {
    for (const path of ['', '.pdf', '.docx']) {
      const closed = await member.get(own(path))
      expect(closed.status).to.equal(409)
      expect(closed.text).not.to.include('Svårt att nå')
    }
    const mark = (await board.convener.get(own())).$('input[name=mark]').attr('value') ?? ''
    const forged = await member.post(at(meeting, '/bekraftelse'), { mark })
    expect(forged.status).to.equal(403)
    expect(await world.rows(packConfirmations)).to.deep.equal([])
    const done = await (await board.convener.get(own())).form('Bekräfta materialet').submit()
    expect(done.notice).to.include('Du har bekräftat materialet')
    const { name } = await world.row(people, { id: board.person.id })
    expect(done.text).to.include(`Bekräftat 21 november 2026 av ${name}`)
    expect(done.postForms().filter(form => form.action.includes('bekraftelse'))).to.deep.equal([])
    const [kept] = await world.rows(packConfirmations, { meetingId: meeting.id })
    expect(kept).to.include({ personId: board.person.id })
    expect(kept?.confirmedAt.toISOString()).to.equal(world.clock.now().toISOString())
    expect(await world.acts(meeting.id)).to.include('meeting.packConfirmed')
    const open = await member.get(own())
    expect(open.status).to.equal(200)
    expect(open.text).to.include('Svårt att nå handläggare').and.not.to.include('Ett ensamt fall')
  })

  it('is what a member who speaks for an association gets, without asking', async () => {
    const association = await board.given.organisation({ kind: 'association', name: 'RSMH Granåsen' })
    const speaker = await board.given.as('member', { groupId: board.group.id, organisationId: association.id })
    const authority = await board.given.as('member', { groupId: board.group.id, organisationId: board.agency.id })
    expect((await speaker.get(at(meeting))).text).not.to.include('Ett ensamt fall')
    expect((await authority.get(at(meeting))).text).to.include('Ett ensamt fall')
  })

  it('is given to whoever sends the call, as a document, and only when it may leave', async () => {
    const actor = { ...(await reader()), locale: 'sv' } as Actor
    const [authorities, associations] = await world.works.read(actor, async ctx => {
      const found: MeetingInGroup = await findMeeting(ctx, meeting.id)
      return [await packFor(ctx, found, 'authorities'), await packFor(ctx, found, 'associations')]
    })
    expect(JSON.stringify(authorities)).to.include('Ett ensamt fall')
    expect(JSON.stringify(associations)).to.include('Svårt att nå').and.not.to.include('Ett ensamt fall')
  })

  it('must be confirmed again when the agenda or a text has changed, and never another than she read', async () => {
    const before = (await board.convener.get(own())).text
    expect(before).to.include('Bekräftat')
    const stale = await board.given.browserOf(board.person)
    await add('En ny punkt')
    const page = await stale.get(own())
    expect((await member.get(own())).status).to.equal(409)
    expect(page.text).to.include('först när du har läst och bekräftat')
    await add('Ännu en punkt')
    const late = await page.form('Bekräfta materialet').submit()
    expect(late.status).to.equal(409)
    expect(late.text).to.include('ändrats sedan du läste det')
    await (await board.convener.get(own())).form('Bekräfta materialet').submit()
    expect((await member.get(own())).text).to.include('Ännu en punkt')
    expect(await world.rows(packConfirmations, { meetingId: meeting.id })).to.have.length(1)
  })

  const add = async (title: string): Promise<void> => {
    const form = (await board.convener.get(`/moten/${meeting.id}/dagordning`)).form('Lägg till punkten')
    expect((await form.submit({ title, section: 'other' })).status).to.equal(200)
  }
  const reader = async () => ({
    kind: 'person' as const,
    id: board.person.id,
    name: '',
    grants: [{ role: 'member' as const, groupId: board.group.id, officeId: null, areaId: null, organisationId: null }],
    municipalityIds: [],
  })
})
