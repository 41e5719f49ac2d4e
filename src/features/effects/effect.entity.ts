import { choice, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { EFFECT_ANSWERS, type EffectCheck } from '#src/features/meetings/decision.entity.ts'

export type EffectAnswer = NonNullable<EffectCheck['answer']>

/** A person who is asked in an effect check, once, and what she said. */
export interface EffectWord {
  id: string
  checkId: string
  personId: string
  /** Whose report made her the one to ask. Outside it only the office is told. */
  officeId: string
  linkId: string | null
  askedAt: Date
  /** 0–2. */
  reminders: number
  answer: EffectAnswer | null
  /** What she has met, in a line that only the office reads. */
  line: string | null
  answeredAt: Date | null
  /** Whether she was an ombud when she said it: only then can her word close a systemfel as resolved. */
  byOmbud: boolean | null
  /** She left before she had answered, and somebody else is asked. */
  leftAt: Date | null
  version: number
}
export const effectWords = table<EffectWord>(
  'effect_word',
  {
    id: id(),
    checkId: ref('effect_check'),
    personId: ref('person'),
    officeId: ref('office'),
    linkId: optional(text(36, 'system')),
    askedAt: instant(),
    reminders: integer(),
    answer: optional(choice(EFFECT_ANSWERS)),
    line: optional(longText('free')),
    answeredAt: optional(instant()),
    byOmbud: optional(flag()),
    leftAt: optional(instant()),
    version: version(),
  },
  { unique: [['checkId', 'personId']], index: [['personId', 'answer']] },
)

export const RULINGS = ['ease', 'keep_open'] as const
/** What a group's convener made of a partial effect, and why. */
export interface EffectRuling {
  id: string
  deficiencyId: string
  checkId: string
  groupId: string
  ruling: (typeof RULINGS)[number]
  reason: string
  at: Date
}
export const effectRulings = table<EffectRuling>(
  'effect_ruling',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    checkId: ref('effect_check'),
    groupId: ref('governance_group'),
    ruling: choice(RULINGS),
    reason: longText('formal'),
    at: instant(),
  },
  { index: [['deficiencyId']] },
)

/** How a systemfel was solved, in three sentences that everybody with an account reads. */
export interface Solution {
  id: string
  deficiencyId: string
  wrong: string
  done: string
  changed: string
  /** Who is asked about it: the group of the convener who wrote it, or else the office of the coordinator. */
  groupId: string | null
  officeId: string | null
  writtenById: string
  writtenAt: Date
  version: number
}
export const solutions = table<Solution>(
  'solution',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    wrong: text(300, 'free'),
    done: text(300, 'free'),
    changed: text(300, 'free'),
    groupId: optional(ref('governance_group')),
    officeId: optional(ref('office')),
    writtenById: ref('person'),
    writtenAt: instant(),
    version: version(),
  },
  { unique: [['deficiencyId']] },
)
