import { expect } from 'chai'
import { ANSWER_KINDS } from '#src/features/answers/answer.entity.ts'
import { STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Sayable, sentences } from '#src/features/following/say.rules.ts'
import { sayIn } from '#src/features/following/say-text.ts'

const MOST_WORDS = 20
/** The longest name that the register has room to make sense of. */
const LONG = 'Stadsdelsförvaltningen i Hägersten och Älvsjö, enheten för ekonomiskt bistånd och boende'

const BLANK: Sayable = {
  state: 'new',
  today: '2027-03-01',
  asked: [],
  actions: [],
  coming: null,
  lift: null,
  effectDay: null,
  answer: null,
}
const answer = (kind: (typeof ANSWER_KINDS)[number], changeDay: string | null = null) => ({
  organisation: LONG,
  kind,
  day: '2027-02-12',
  changeDay,
})
const asked = (dueDay: string) => [{ organisation: LONG, dueDay }]
const action = (dueDay: string | null) => [{ owner: 'Bengt Handläggare', dueDay }]

const FULL: Partial<Sayable> = {
  asked: asked('2027-02-01'),
  actions: action('2027-05-01'),
  coming: { group: 'Gruppen', day: '2027-03-12' },
  lift: { receiver: 'FINSAM', wishedDay: '2027-04-02', replied: false },
  effectDay: '2027-06-01',
}

/** Every state with and without what it can have, and with every kind of answer. */
const EVERY: readonly Sayable[] = STATES.flatMap(state =>
  [null, ...ANSWER_KINDS].flatMap(kind => [
    { ...BLANK, state, answer: kind && answer(kind) },
    { ...BLANK, state, answer: kind && answer(kind, '2027-04-01'), ...FULL },
  ]),
)

describe('What an ombud can say to somebody it concerns', () => {
  for (const locale of ['sv', 'en'] as const)
    it(`has sentences of twenty words at most, for every state and every kind of answer (${locale})`, () => {
      const texts = EVERY.map(situation => sayIn(locale, situation).join(' '))
      const said = texts.flatMap(text => text.split(/(?<=[.!?]) (?=\p{Lu})/u))
      expect(said.length).to.be.greaterThan(500)
      for (const sentence of said) {
        expect(sentence.trim().split(/\s+/).length, sentence).to.be.at.most(MOST_WORDS)
        expect(sentence)
          .to.not.match(/[{}]|undefined|null/)
          .and.not.contain('Bengt')
      }
      for (const [at, { state }] of EVERY.entries()) expect(texts[at] === '', state).to.equal(state === 'merged')
    })

  const SAID: readonly [string, Partial<Sayable>, readonly string[]][] = [
    ['nothing set', {}, ['reported', 'noMeeting', 'later']],
    ['a meeting', { state: 'on_agenda', coming: { group: 'G', day: '2027-03-12' } }, ['reported', 'meeting', 'later']],
    ['put off', { state: 'postponed' }, ['reported', 'postponed', 'noMeeting', 'later']],
    ['asked', { state: 'awaiting_answer', asked: asked('2027-03-12') }, ['reported', 'asked', 'answerDue', 'later']],
    [
      'due today',
      { state: 'awaiting_answer', asked: asked('2027-03-01') },
      ['reported', 'asked', 'answerDue', 'later'],
    ],
    ['late', { state: 'awaiting_answer', asked: asked('2027-02-28') }, ['reported', 'asked', 'answerLate', 'later']],
    [
      'answered, not judged',
      { state: 'awaiting_answer', answer: answer('will_not') },
      ['reported', 'answered', 'will_not', 'judges', 'later'],
    ],
    [
      'changed on a day',
      { state: 'remedied', answer: answer('changed', '2027-01-01'), effectDay: '2027-06-01' },
      ['reported', 'answered', 'changed', 'changedDay', 'remedied', 'checks', 'later'],
    ],
    [
      'a day where nothing is claimed',
      { state: 'monitored', answer: answer('not_ours', '2027-01-01') },
      ['reported', 'answered', 'not_ours', 'monitored', 'nothingMore', 'later'],
    ],
    ['promised', { state: 'action_under_way', actions: action(null) }, ['reported', 'acts', 'later']],
    [
      'promised by a day',
      { state: 'action_under_way', actions: action('2027-05-01') },
      ['reported', 'acts', 'actsBy', 'later'],
    ],
    ['done', { state: 'action_under_way' }, ['reported', 'acted', 'later']],
    [
      'lifted and replied',
      { state: 'lifted', lift: { receiver: 'F', wishedDay: '2027-04-02', replied: true } },
      ['reported', 'lifted', 'later'],
    ],
    ['resolved', { state: 'resolved' }, ['reported', 'resolved', 'again']],
    ['eased', { state: 'eased' }, ['reported', 'eased', 'again']],
    ['closed', { state: 'closed' }, ['reported', 'closed', 'again']],
    ['unknown', { state: 'effect_unknown' }, ['reported', 'effectUnknown', 'later']],
    ['back', { state: 'returned' }, ['reported', 'cameBack', 'noMeeting', 'later']],
  ]
  for (const [what, values, keys] of SAID)
    it(`says, ${what}: ${keys.join(', ')}`, () => {
      expect(sentences({ ...BLANK, ...values }).map(({ key }) => key)).to.deep.equal(keys)
    })
})
