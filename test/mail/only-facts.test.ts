import { expect } from 'chai'
import { isWritten } from '#src/db/columns.ts'
import { snake } from '#src/db/table.ts'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { tables } from '#src/features.ts'
import { en } from '#src/i18n/en.ts'
import { sv } from '#src/i18n/sv.ts'
import type { MailFacts } from '#src/mail/enqueue.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import { renderMail } from '#src/mail/render-mail.ts'
import type { Letter } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, type Situation, situation } from '../features/answers/situation.ts'
import { mailRow } from './letters.ts'

const CANARY = 'kanariefågel'
/** Everything that a mail may name; the compiler keeps it equal to `MailFacts`. */
const FACTS: Readonly<Record<Exclude<keyof MailFacts, 'title'>, true>> = {
  reference: true,
  otherReference: true,
  group: true,
  office: true,
  municipality: true,
  organisation: true,
  level: true,
  theme: true,
  day: true,
  time: true,
  dueDay: true,
  days: true,
  count: true,
  lines: true,
  decision: true,
  paragraph: true,
  answerKind: true,
  email: true,
  phone: true,
  place: true,
  uid: true,
  sequence: true,
  method: true,
}

/** Every column that a person's own words may stand in, with its table's and its own name in the database. */
const FREE = tables.flatMap(({ name, columns }) =>
  Object.entries(columns).flatMap(([column, kind]) =>
    isWritten(kind) ? [{ table: name, column: snake(column) }] : [],
  ),
)

/** Puts the canary in every free-text column of every row that there is, and gives the columns that it now stands in. */
async function writeCanaries(world: World): Promise<string[]> {
  return world.db.write(async em => {
    const reached: string[] = []
    for (const { table, column } of FREE) {
      await em.query(`UPDATE "${table}" SET "${column}" = '${CANARY} ${table} ${column}'`)
      const rows: unknown[] = await em.query(`SELECT 1 FROM "${table}" LIMIT 1`)
      if (rows.length > 0) reached.push(`${table}.${column}`)
    }
    return reached
  })
}

/** And the code that is made again when its letter is sent. */
const ALL = { ...FACTS, code: true }

const TEMPLATES = [...new Set(Object.keys(sv).flatMap(key => /^mail\.(\w+\.\w+)\.\w+$/.exec(key)?.[1] ?? []))]
const COUNTED = ['days', 'count', 'sequence']
const DATED = ['day', 'dueDay']
const factOf = (name: string): string | number => {
  if (COUNTED.includes(name)) return 7
  return DATED.includes(name) ? '2026-12-01' : `fact-${name}\r\nBcc: x@x.test`
}
/** Every fact there is, and words of a person in places of their own. */
const MORE_THAN_FACTS: OutboxMail['facts'] = Object.fromEntries([
  ...Object.keys(ALL).map(name => [name, factOf(name)]),
  ...['title', 'question', 'text', 'name', 'reason', 'comment', 'description'].map(name => [name, CANARY]),
])

describe('What a mail says (J7)', () => {
  for (const [language, catalogue] of Object.entries({ sv, en }))
    it(`is made of facts only, in every template (${language})`, () => {
      const texts = Object.entries(catalogue).filter(([key]) => key.startsWith('mail.'))
      expect(texts.length).to.be.greaterThan(20)
      for (const [key, text] of texts)
        for (const [, place] of text.matchAll(/\{(\w+)\}/g))
          expect(ALL, `${key} names {${place}}`).to.have.property(place as string)
    })

  it('has a subject and a body in every template', () => {
    for (const template of TEMPLATES)
      for (const part of ['subject', 'body']) expect(sv, template).to.have.property(`mail.${template}.${part}`)
  })

  it('J7: says nothing but its facts, each on its line, in every template', () => {
    for (const template of TEMPLATES) {
      const mail: OutboxMail = { ...mailRow({ id: 'a' }), template, facts: MORE_THAN_FACTS, toName: CANARY }
      const { subject, paragraphs, link, footer } = renderMail(mail, 'https://systemfel.test/x')
      expect(subject, template).not.to.contain('\n')
      for (const part of [subject, ...paragraphs, link?.label ?? '', ...footer]) {
        expect(part, template).not.to.contain(CANARY)
        expect(part, `every place of ${template} is filled`).not.to.match(/\{\w+\}|undefined|null|\[object/)
        expect(part, `no fact of ${template} breaks a line`).not.to.match(/\r|\nBcc/)
      }
    }
  })

  it('J7: in the demo’s year no letter holds a text that stands in any box, nor a person’s name', async function () {
    this.timeout(180_000)
    const world = await World.open({ mode: 'demo' })
    await fillDemo(world.works)
    const written = await longTexts(world)
    expect(written.length).to.be.greaterThan(100)
    const mails = await world.mails()
    expect(new Set(mails.map(({ template }) => template)).size).to.be.greaterThan(15)
    for (const mail of mails) {
      const { subject, text, calendar } = await world.letter(mail)
      const said = [subject, text, JSON.stringify(mail.facts), calendar?.text ?? ''].join('\n')
      expect(
        written.filter(words => said.includes(words)),
        mail.template,
      ).to.deep.equal([])
    }
  })

  it('never holds a word that a person wrote, nor anybody’s name, through the whole life of a question', async () => {
    const world = await World.open()
    const now = await situation(world)
    const spoken = { kind: 'not_ours', text: CANARY, otherBody: CANARY } as const
    const letters: Letter[] = []
    const collect = async (): Promise<void> => {
      await writeCanaries(world)
      await world.sendMails()
      letters.push(...world.letters.splice(0))
    }
    await writeCanaries(world)
    const first = await asked(now, { question: CANARY })
    const link = await mailedLink(now, first)
    letters.push(...world.letters.splice(0))
    await resend(now, first.id)
    await collect()
    await answered(world, link, spoken)
    const reached = await writeCanaries(world)
    await collect()
    const second = await asked(
      { ...now, deficiency: await world.row(deficiencies, { id: now.deficiency.id }) },
      { byGroup: true },
    )
    await collect()
    await world.given(ctx => closeRequests(ctx, now.deficiency.id))
    await collect()
    expect(second.question).not.to.equal(CANARY)
    expect(reached).to.include.members([
      'deficiency.title',
      'deficiency.description',
      'deficiency.what',
      'answer_request.question',
      'answer.text',
      'answer.other_body',
      'observation.what_happened',
    ])
    const templates = new Set((await world.mails()).map(({ template }) => template))
    expect([...templates].sort()).to.deep.equal([
      'answers.receipt',
      'answers.received',
      'answers.request',
      'answers.resent',
      'answers.told',
      'answers.withdrawn',
    ])
    expect(letters).to.have.length(7)
    for (const { subject, text, html } of letters)
      for (const part of [subject, text, html]) {
        expect(part).not.to.contain(CANARY)
        expect(part).not.to.contain(now.ombud.name)
        expect(part, 'every place is filled').not.to.match(/\{\w+\}|undefined|null|\[object/)
      }
    expect(JSON.stringify(await world.mails())).not.to.contain(CANARY)
  })

  it('tells the receiver who to call, and how to see that it is genuine', async () => {
    const world = await World.open()
    const now = await situation(world)
    await asked(now)
    await mailedLink(now)
    const text = world.letters[0]?.text ?? ''
    expect(text).to.contain('po-').and.contain('08-123 45 67').and.contain('Så kontrollerar du att brevet är äkta')
    expect(text).to.contain('https://systemfel.test/svar/')
  })
})

async function resend(now: Situation, requestId: string): Promise<void> {
  const coordinator = await now.given.as('coordinator', { officeId: now.office.id })
  await (await coordinator.get(`/obesvarade/${requestId}`)).form('Skicka länken igen').submit()
}

/** What people have written in free boxes, and their names: the short ones would be found in anything. */
async function longTexts(world: World): Promise<string[]> {
  const found = new Set<string>()
  for (const { table, column } of FREE.filter(({ column: name }) => name !== 'place')) {
    const rows: { text: unknown }[] = await world.db.read(em =>
      em.query(`SELECT DISTINCT "${column}" AS "text" FROM "${table}" WHERE "${column}" IS NOT NULL`),
    )
    for (const { text } of rows) found.add(String(text))
  }
  for (const { name } of await world.rows(people)) found.add(name)
  return [...found].filter(text => text.length > 8)
}
