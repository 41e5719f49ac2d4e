import { expect } from 'chai'
import { answers } from '#src/features/answers/answer.entity.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, requestOf, type Situation, situation } from './situation.ts'

describe('What an answer sets going', () => {
  let world: World
  let now: Situation
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })
  const deficiency = () => world.row(deficiencies, { id: now.deficiency.id })

  it('answers the request, stops the count of days and keeps the state for the group to decide', async () => {
    const request = await asked(now)
    expect((await deficiency()).waitingSince).to.deep.equal(new Date('2026-11-21T09:00:00Z'))
    await answered(world, await mailedLink(now))
    expect((await requestOf(world, request)).state).to.equal('answered')
    expect(await deficiency()).to.include({ waitingSince: null, state: 'awaiting_answer' })
    expect(await world.row(answers, {})).to.deep.include({
      requestId: request.id,
      deficiencyId: now.deficiency.id,
      notedAt: null,
    })
  })

  it('is a line in the history of the systemfel, with codes and no words', async () => {
    await asked(now)
    await answered(world, await mailedLink(now))
    const [event] = await world.rows(auditEvents, { action: 'answer.received' })
    expect(event?.subjectId).to.equal(now.deficiency.id)
    expect(event?.details).to.include({ kind: 'planned', organisation: 'Socialförvaltningen' })
    expect(JSON.stringify(await world.rows(auditEvents))).not.to.contain('telefontid')
  })

  it('counts on from the oldest question that is still unanswered', async () => {
    const first = await asked(now)
    world.clock.moveTo('2026-11-25T09:00:00Z')
    await asked({ ...now, deficiency: await deficiency() })
    expect((await deficiency()).waitingSince).to.deep.equal(first.sentAt)
    await answered(world, await mailedLink(now, first))
    expect((await deficiency()).waitingSince).to.deep.equal(new Date('2026-11-25T09:00:00Z'))
  })

  it('mails a receipt to the address that was asked, a word to the office, and to the ombud who reported', async () => {
    await asked(now)
    const link = await mailedLink(now)
    world.letters.length = 0
    await world.given(ctx => ctx.rows(agencyContacts).change(now.contact.id, { email: 'ny@myndighet.test' }))
    await answered(world, link)
    await world.sendMails()
    const texts = new Map(world.letters.map(letter => [letter.to.address, letter]))
    expect([...texts.keys()]).to.have.members([now.contact.email, now.office.email, now.ombud.email])
    expect(texts.get(now.contact.email)?.subject).to.equal('Kvittens på ert svar: SF-2026-0001')
    expect(texts.get(now.office.email as string)?.text).to.contain('/systemfel/SF-2026-0001')
    const told = texts.get(now.ombud.email)
    expect(told?.subject).to.equal('Myndigheten har svarat: SF-2026-0001')
    expect(told?.text).to.contain('Vi planerar en ändring').and.contain('/systemfel/SF-2026-0001')
    for (const { text, html } of world.letters) {
      expect(text)
        .not.to.contain('telefontid')
        .and.not.match(/\{\w+\}/)
      expect(html).not.to.contain('telefontid')
      expect(text).to.contain('08-123 45 67').and.contain('Så kontrollerar du att brevet är äkta')
    }
  })

  it('leads from the receipt in the mail back to the receipt on the page', async () => {
    await asked(now)
    await answered(world, await mailedLink(now))
    await world.sendMails()
    const page = await world.browser().get(world.lastLink(now.contact.email))
    expect(page.heading).to.equal('Tack, svaret är mottaget')
  })

  it('goes to the function address of the group where the group asked', async () => {
    await asked(now, { byGroup: true })
    await answered(world, await mailedLink(now))
    const mails = await world.mails({ template: 'answers.received' })
    expect(mails.map(({ toAddress }) => toAddress)).to.deep.equal([now.group.email])
    expect((await world.letter(mails[0] as never)).text).to.contain(now.group.email)
  })

  it('is taken in also where the asker has a telephone and no address', async () => {
    await world.given(async ctx => {
      await ctx.rows(offices).change(now.office.id, { email: null })
      await ctx.rows(groups).change(now.group.id, { email: null })
    })
    await asked(now)
    await answered(world, await mailedLink(now))
    expect(await world.mails({ template: 'answers.received' })).to.have.length(0)
    expect(await world.mails({ template: 'answers.receipt' })).to.have.length(1)
  })
})
