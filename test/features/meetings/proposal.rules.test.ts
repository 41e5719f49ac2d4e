import { expect } from 'chai'
import { CHOICES, type Choice } from '#src/features/meetings/meeting.entity.ts'
import { type Known, proposedChoice } from '#src/features/meetings/proposal.rules.ts'

const ALL = { contact: true, body: true, office: true, parent: true }
const NEW: Known = { why: 'new', variant: null, level: 'local', definition: 'met', answer: null, has: ALL }
const answered = (answer: Known['answer']): Partial<Known> => ({ why: 'answer_in', answer })
const without = (...missing: (keyof Known['has'])[]): Known['has'] => ({
  ...ALL,
  ...Object.fromEntries(missing.map(name => [name, false])),
})

const PARTLY = { why: 'effect_no', variant: 'decide' } as const

const ROWS: readonly [string, Partial<Known>, Choice][] = [
  ['a new one that meets the definition', {}, 'ask'],
  ['a new one that does not meet it yet', { definition: 'unmet' }, 'monitor'],
  ['a new one that was not tried', { definition: 'untried' }, 'ask'],
  ['a central one, with a group above', { level: 'central' }, 'lift'],
  ['a central one, with none above', { level: 'central', has: without('parent') }, 'ask'],
  ['one that meets the definition', { why: 'meets_definition' }, 'ask'],
  ['one whose bodies have no contact', { has: without('contact') }, 'commit'],
  ['one without bodies', { has: without('contact', 'body') }, 'investigate'],
  ['one without bodies in a group without offices', { has: without('contact', 'body', 'office') }, 'monitor'],
  ['an answer overdue', { why: 'answer_overdue' }, 'ask'],
  ['an answer: we have changed', answered('changed'), 'accept'],
  ['an answer: we plan to', answered('planned'), 'commit'],
  [
    'an answer: we plan to, with nobody who could take it on',
    { ...answered('planned'), has: without('body') },
    'monitor',
  ],
  ['an answer: we look into it', answered('investigating'), 'postpone'],
  ['an answer: we will not, with a group above', answered('will_not'), 'lift'],
  ['an answer: we will not, with none above', { ...answered('will_not'), has: without('parent') }, 'monitor'],
  ['an answer: it is not ours', answered('not_ours'), 'investigate'],
  ['an answer: it must be lifted', answered('lift'), 'lift'],
  ['an answer that is gone', answered(null), 'ask'],
  ['an action overdue', { why: 'action_overdue' }, 'commit'],
  ['an action that was declined', { why: 'action_overdue', variant: 'declined' }, 'ask'],
  ['an action that is done and resolves it', { why: 'answer_in', variant: 'done', answer: 'planned' }, 'accept'],
  ['an effect check that says no', { why: 'effect_no' }, 'ask'],
  ['an effect that is partial, after an answer', { ...PARTLY, answer: 'changed' }, 'accept'],
  ['an effect that is partial, with nobody to ask', { ...PARTLY, has: without('contact', 'body', 'office') }, 'accept'],
  ['one that came back', { why: 'came_back' }, 'ask'],
  ['one lifted here', { why: 'lifted_here' }, 'ask'],
  ['one postponed once already', { why: 'postponed' }, 'ask'],
  ['one taken directly', { why: 'taken_directly' }, 'note'],
  ['one that a member suggested', { why: 'proposed' }, 'ask'],
  ['one that the convener added, not yet by the definition', { why: 'added', definition: 'unmet' }, 'monitor'],
]

describe('What is proposed on an item', () => {
  for (const [what, known, choice] of ROWS)
    it(`${what}: ${choice}`, () => expect(proposedChoice({ ...NEW, ...known }, CHOICES)).to.equal(choice))

  it('is to watch where a partial effect cannot be followed on, and never to ask anew', () => {
    const without = CHOICES.filter(choice => choice !== 'accept')
    expect(proposedChoice({ ...NEW, ...PARTLY }, without)).to.equal('monitor')
  })

  it('is only what may be decided, and never to close', () => {
    expect(proposedChoice(NEW, ['monitor', 'close'])).to.equal('monitor')
    expect(proposedChoice(NEW, ['note'])).to.equal('note')
    expect(proposedChoice(NEW, ['close'])).to.equal(null)
  })
})
