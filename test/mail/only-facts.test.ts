import { expect } from 'chai'
import { isWritten } from '#src/db/columns.ts'
import { snake } from '#src/db/table.ts'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { tables } from '#src/features.ts'
import { en } from '#src/i18n/en.ts'
import { sv } from '#src/i18n/sv.ts'
import type { MailFacts } from '#src/mail/enqueue.ts'
import type { Letter } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, type Situation, situation } from '../features/answers/situation.ts'

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
    const templates = new Set(Object.keys(sv).flatMap(key => /^mail\.(\w+\.\w+)\.\w+$/.exec(key)?.[1] ?? []))
    for (const template of templates)
      for (const part of ['subject', 'body']) expect(sv, template).to.have.property(`mail.${template}.${part}`)
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
