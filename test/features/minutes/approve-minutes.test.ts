import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, attendances } from '#src/features/meetings/meeting.entity.ts'
import { minutes, minutesApprovals, minutesObjections } from '#src/features/minutes/minutes.entity.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { readDocx } from '#test/support/docx.ts'
import { World } from '#test/support/world.ts'
import { Minuted, objectionForm } from './minuted.ts'

const ANNA = 'anna@kommun.test'
const BO = 'bo@region.test'

describe('Minutes that are approved', () => {
  let world: World
  beforeEach(async () => {
    world = await World.open()
  })

  it('are sent to a holder of a seat and to a function address, each by a link of her own; notes are not', async () => {
    const minuted = await Minuted.of(world)
    const page = await minuted.page('/justering')
    expect(page.text).to.include('Ingen är utsedd än')
    const holder = page.form('Utse ledamoten').option('holder', 'Olle Berg')
    await page.form('Utse ledamoten').submit({ holder })
    await minuted.name(BO, 'Bo Ek')
    const twice = await minuted.name(BO, 'Någon annan')
    expect(twice.errors).to.deep.equal(['Den adressen har redan en justerare.'])
    const sent = await minuted.send()
    expect(sent.notice).to.equal('Protokollet är skickat till justerarna.')
    expect((await minuted.now()).state).to.equal('approval')
    await world.sendMails()
    const olle = (await world.rows(seatHolders))[0]?.email ?? ''
    expect(world.letters.map(({ to }) => to.address)).to.have.members([olle, BO])
    expect(await minuted.link(olle)).not.to.equal(await minuted.link(BO))
    for (const { subject, text } of world.letters) {
      expect(`${subject} ${text}`).to.include('Ledningsgruppen Granåsen').and.include('21 november 2026')
      expect(`${subject} ${text}`, 'facts only (J7)').not.to.match(/Långa köer|Primärvården|\{\w+\}/)
    }
    const notes = await Minuted.of(await World.open(), 'notes')
    expect((await notes.page('/justering')).text).to.include('Gruppen för minnesanteckningar')
  })

  it('are not finished by the convener alone', async () => {
    const minuted = await Minuted.of(world)
    const hub = await minuted.page('')
    expect(hub.text).to.include('Till justeringen').and.not.include('Anteckningarna är klara')
    const { fields } = (await minuted.page('/justering')).form('Utse personen')
    const at = `/moten/${minuted.meeting.id}/anteckningar-klara`
    const refused = await minuted.board.convener.post(at, { ...fields, version: '99' })
    expect(refused.status).to.equal(409)
    expect((await minuted.now()).state).to.equal('held')
  })

  it('are read whole behind the link, and approved by the code that is mailed then', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    const { page } = await minuted.open(ANNA)
    expect(page.path).to.equal('/justera')
    expect(page.text).to.include('Tid, plats och närvaro').and.include('§ 1/2026 Långa köer')
    expect(page.text).to.include('Gruppen begär svar av Försäkringskassan.').and.include('Primärvården saknas.')
    expect(page.text).to.include('Du godkänner 3 delar')
    const asked = await page.form('Skicka en kod till mig').submit()
    expect(asked.notice).to.include('Koden är på väg')
    const thanks = await asked.form('/justera/godkann').submit({ code: await minuted.code(ANNA) })
    expect(thanks.notice).to.equal('Tack, du har godkänt protokollet.')
    expect(thanks.text).to.include('Inget väntar på dig')
    expect(await world.rows(minutesApprovals)).to.have.length(3)
    expect((await minuted.now()).state, 'Bo has not').to.equal('approval')
    await world.sendMails()
    expect(await world.mails({ state: 'held' })).not.to.have.length(0)
    for (const path of ['/protokoll', '/justering']) {
      expect((await minuted.page(path)).text, path).to.match(/Godkänd.*Väntar/)
    }
  })

  it('are locked by the last approval: frozen with version and hash, sent, told, done', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    await minuted.board.later('2026-11-25T09:00:00Z')
    const thanks = await minuted.approve(BO)
    expect(thanks.text).to.include('Tack, protokollet är justerat.').and.include('SHA-256')
    expect(await minuted.now()).to.include({ state: 'done' })
    const kept = await world.row(minutes, { meetingId: minuted.meeting.id })
    expect(kept.round).to.equal(1)
    const { meeting, board } = minuted
    const shown = await minuted.page('/protokoll')
    expect(shown.text).to.include(`SHA-256: ${kept.sha256}`).and.include('Version 1. Justerat 25 november 2026')
    expect(shown.text).not.to.include('Utkast')
    const article = shown.$('article').text()
    expect(article).to.include('Justerare anna').and.include('Justerare bo').and.include('Långa köer')
    const docx = readDocx(await board.convener.download(`/moten/${meeting.id}/protokoll.docx`))
    expect(docx.source('word/footer1.xml')).to.include(kept.sha256)
    expect(docx.tables.flat(2)).to.include('Justerare anna').and.include('Justerare bo')
    const words = await board.convener.download(`/moten/${meeting.id}/protokoll.json`)
    expect(createHash('sha256').update(words).digest('hex'), 'anybody can reckon it again').to.equal(kept.sha256)
    expect(await world.row(answerRequests, { meetingId: meeting.id })).to.include({
      state: 'sent',
      dueDay: '2026-12-25',
    })
    expect(await world.mails({ state: 'held' })).to.have.length(0)
    await world.sendMails()
    expect(world.letters.filter(({ to }) => to.address === board.ombud.email)).to.have.length(1)
    expect(world.letters.filter(({ to }) => to.address === board.contact.email)).to.have.length(1)
    expect(world.letters.filter(({ to }) => to.address === board.group.email).at(-1)?.subject).to.include('justerat')
    const acts = await world.acts(meeting.id)
    expect(acts.filter(act => act === 'minutes.locked' || act === 'meeting.traySent')).to.have.length(2)
  })

  it('say for ever what was approved, whatever is renamed later', async () => {
    const minuted = await Minuted.sent(world, ANNA)
    await minuted.approve(ANNA)
    const file = () => minuted.board.convener.download(`/moten/${minuted.meeting.id}/protokoll.docx`)
    const before = (await minuted.page('/protokoll')).$('article').text()
    const texts = async () => readDocx(await file()).paragraphs.map(({ text }) => text)
    const written = await texts()
    await world.given(async ctx => {
      await ctx.rows(agendaItems).changeAll({ meetingId: minuted.meeting.id }, { title: 'En annan rubrik' })
      await ctx.rows(decisions).changeAll({ meetingId: minuted.meeting.id }, { text: 'Ett annat beslut.' })
      await ctx.rows(attendances).remove({ meetingId: minuted.meeting.id })
    })
    expect((await minuted.page('/protokoll')).$('article').text()).to.equal(before)
    expect(await texts()).to.deep.equal(written)
  })

  it('end to end, disputed: a wish changes one §, which alone is asked about again, and a dissent stands', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    const { page } = await minuted.open(BO)
    const wished = await objectionForm(page, '§ 2/2026').submit({
      kind: 'change',
      text: 'Primärvården kom sent, den saknades inte.',
    })
    expect(wished.notice).to.equal('Mötesansvarig får veta vad du vill ändra.')
    expect(wished.text).to.include('Du har bett om ändring')
    await world.sendMails()
    const told = world.letters.filter(({ to }) => to.address === minuted.board.group.email).at(-1)
    expect(told?.text).to.include(`/moten/${minuted.meeting.id}/justering`).and.not.include('kom sent')

    // Bo approves the rest, and the minutes are not locked by it.
    const { page: asked } = await minuted.coded(BO)
    expect(asked.text).to.include('Du godkänner 2 delar')
    await asked.form('/justera/godkann').submit({ code: await minuted.code(BO) })
    expect((await minuted.now()).state).to.equal('approval')

    const seen = await minuted.page('/justering')
    expect(seen.text).to.include('Primärvården kom sent').and.include('Vill ha ändring')
    const edit = await seen.follow('Ändra texten')
    expect(edit.text).to.include('får de godkänna den här paragrafen igen')
    await edit.form('Spara texten').submit({ text: 'Primärvården kom sent.' })
    const standing = await minuted.page('/protokoll')
    expect(standing.text).to.include('Ändrad, väntar igen')
    await world.sendMails()
    for (const email of [ANNA, BO])
      expect(world.letters.filter(({ to }) => to.address === email).at(-1)?.subject).to.include('Protokollet är ändrat')

    // Only the changed § waits.
    const { page: anna } = await minuted.open(ANNA)
    expect(anna.text).to.include('Du godkänner en del').and.include('Ändrad sedan du godkände')
    await minuted.approve(ANNA)
    const { page: bo } = await minuted.open(BO)
    const dissented = await objectionForm(bo, '§ 1/2026').submit({
      kind: 'dissent',
      text: 'Regionen anser att svarstiden är för kort.',
    })
    expect(dissented.notice).to.equal('Din avvikande mening står i protokollet.')
    const locked = await minuted.approve(BO)
    expect(locked.text).to.include('Tack, protokollet är justerat.')
    const article = (await minuted.page('/protokoll')).$('article').text()
    expect(article).to.include('Avvikande mening, Justerare bo: Regionen anser att svarstiden är för kort.')
    expect(article).to.include('Primärvården kom sent.').and.not.include('saknades inte')
    const approvals = await world.rows(minutesApprovals)
    const { id } = await minuted.adjuster(ANNA)
    expect(approvals.filter(({ adjusterId }) => adjusterId === id)).to.have.length(4)
    expect(await world.rows(minutesObjections)).to.have.length(2)
  })

  it('ask again also when attendance or a note is changed, once for several changes', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    const form = (await minuted.page('/protokoll')).postForms().filter(({ action }) => action.endsWith('/anteckning'))
    await form[0]?.submit({ note: 'En rättelse.' })
    const attendance = (await minuted.page('/narvaro')).form('Spara närvaron')
    await attendance.submit({ guests: 'Eva Dal' })
    expect(await world.mails({ template: 'minutes.changed' })).to.have.length(1)
    const { page } = await minuted.open(ANNA)
    expect(page.text).to.include('Du godkänner 2 delar').and.include('Eva Dal').and.include('En rättelse.')
  })

  it('are not approved as other than she read them', async () => {
    const minuted = await Minuted.sent(world, ANNA)
    const { page } = await minuted.coded(ANNA)
    await minuted.write(1, 'En annan text.')
    const code = await minuted.code(ANNA)
    const refused = await page.form('/justera/godkann').submit({ code })
    expect(refused.status).to.equal(409)
    expect(refused.text).to.include('Texten har ändrats medan du läste').and.include('En annan text.')
    expect(await world.rows(minutesApprovals)).to.have.length(0)
    expect((await refused.form('/justera/godkann').submit({ code })).text).to.include('protokollet är justerat')
  })

  it('are taken back with a reason until the last approval; links die, approvals of the same text stand', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    const old = await minuted.link(BO)
    const { page: open } = await minuted.coded(BO)
    const code = await minuted.code(BO)
    const faulty = await (await minuted.page('/justering')).form('Ta tillbaka').submit()
    expect(faulty.errors).to.deep.equal(['Skriv varför du tar tillbaka protokollet.'])
    const back = await faulty.form('Ta tillbaka').submit({ reason: 'En bilaga fattas.' })
    expect(back.text).to.include('Du tog tillbaka protokollet: En bilaga fattas.')
    expect((await minuted.now()).state).to.equal('held')
    expect((await world.browser().get(old)).status).to.equal(404)
    expect((await open.form('/justera/godkann').submit({ code })).status).to.equal(404)
    await minuted.write(2, 'Bilagan är med.')
    await minuted.send()
    expect(await minuted.link(BO)).not.to.equal(old)
    expect((await minuted.open(ANNA)).page.text).to.include('Du godkänner en del')
    await minuted.approve(ANNA)
    await minuted.approve(BO)
    expect(await world.row(minutes, { meetingId: minuted.meeting.id })).to.include({ round: 2 })
    const late = await minuted.page('/justering')
    expect(late.postForms().filter(({ action }) => action.startsWith('/moten'))).to.have.length(0)
  })

  it('are locked at once when the only one who had not approved is no longer to', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    await (await minuted.page('/justering')).form('Ta tillbaka').submit({ reason: 'En justerare har slutat.' })
    const page = await minuted.page('/justering')
    const { id } = await minuted.adjuster(BO)
    await page
      .postForms()
      .find(({ action, fields }) => action.endsWith('/borttag') && fields['adjuster'] === id)
      ?.submit()
    await minuted.send()
    expect((await minuted.now()).state).to.equal('done')
    expect((await minuted.page('/protokoll')).$('article').text()).not.to.include('Justerare bo')
  })

  it('can be locked by the convener when a text that all have approved stands again', async () => {
    const minuted = await Minuted.sent(world, ANNA, BO)
    await minuted.approve(ANNA)
    await minuted.write(1, 'Ett misstag.')
    const { page } = await minuted.open(BO)
    await objectionForm(page, '§ 1/2026').submit({ kind: 'change', text: 'Det här är fel paragraf.' })
    await minuted.approve(BO)
    expect((await minuted.page('/justering')).text).not.to.include('Lås protokollet')
    await (await minuted.page('/protokoll/1')).form('Gå tillbaka till den texten').submit()
    await minuted.approve(BO)
    expect((await minuted.now()).state).to.equal('done')
  })

  it('are asked for again once a day at most, and show a letter that did not arrive', async () => {
    const minuted = await Minuted.sent(world, ANNA)
    expect((await minuted.page('/justering')).text).not.to.include('Påminn')
    await world.sendMails()
    const [mail] = await world.mails({ template: 'minutes.request' })
    await world.given(ctx => ctx.rows(outboxMails).change(mail?.id ?? '', { state: 'failed', failure: '550' }))
    await minuted.board.later('2026-11-23T09:00:00Z')
    const page = await minuted.page('/justering')
    expect(page.text).to.include('Brevet kom inte fram')
    const form = page.form('/paminnelse')
    expect((await form.submit()).notice).to.equal('Påminnelsen är på väg.')
    const again = await minuted.board.convener.post(form.action, { ...form.fields, formKey: 'x'.repeat(32) })
    expect(again.status).to.equal(409)
    expect(await world.mails({ template: 'minutes.reminder' })).to.have.length(1)
    expect((await minuted.page('/justering')).text).not.to.include('Påminn')
  })
})
