import type { DeficiencyInCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { askCheck } from '#src/features/effects/ask-check.ts'
import { type EffectAnswer, effectWords } from '#src/features/effects/effect.entity.ts'
import { dueCheckIds } from '#src/features/effects/effect.queries.ts'
import { ruleOnEffect } from '#src/features/effects/rule-on-effect.ts'
import { sayEffect } from '#src/features/effects/say-effect.ts'
import { tellSolution } from '#src/features/effects/tell-solution.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { Author } from './invented-case.ts'
import type { SolvedKey } from './solved-cases.ts'
import type { Moment } from './stage.ts'

/** When the job asks, some days after three and nine months; and how many days on each ombud answers. */
const ASKED = [-245, -60] as const
const ANSWERED: Readonly<Record<'ombud' | 'second', number>> = { ombud: 2, second: 4 }
type Words = readonly [ombud: EffectAnswer, second: EffectAnswer]
const SAID: Readonly<Record<SolvedKey, readonly [Words, Words]>> = {
  betalplan: [
    ['yes', 'yes'],
    ['yes', 'yes'],
  ],
  kallelser: [
    ['yes', 'not_met'],
    ['yes', 'yes'],
  ],
  servicebesok: [
    ['partly', 'yes'],
    ['partly', 'partly'],
  ],
  sommarbeslut: [
    ['partly', 'partly'],
    ['partly', 'no'],
  ],
}
const LINES: Readonly<Partial<Record<SolvedKey, string>>> = {
  servicebesok: 'Någon hjälper till på förmiddagarna, men inte när det är som mest besök.',
  sommarbeslut: 'I år dröjde besluten lika länge som förra sommaren.',
}
const TOLD = {
  betalplan: {
    wrong: 'Den som hade en hyresskuld väntade fem månader på hjälp.',
    done: 'Budgetrådgivningen ger ett första samtal inom två veckor och ringer hyresvärden direkt.',
    changed: 'Skulderna hinner inte växa, och ingen har förlorat sin bostad sedan dess.',
  },
  kallelser: {
    wrong: 'Kallelserna kom bara i en app.',
    done: 'Mottagningen frågar hur var och en vill bli kallad och skickar brev till den som saknar appen.',
    changed: 'Ingen uteblir för att kallelsen inte har kommit fram.',
  },
} as const

/** What ombud say of what was accepted long ago: solved twice, eased once, and once back on the agenda. */
export const effectMoments = (cast: Cast): Moment[] => [
  ...ASKED.flatMap((day, round) => [
    cast.on(day, '06:30', SYSTEM, askDue),
    ...(['ombud', 'second'] as const).map(by => answersOf(cast, by, day + ANSWERED[by], round)),
  ]),
  cast.on(-48, '13:15', cast.convener, async ctx => {
    const deficiency = await cast.deficiency(ctx, 'servicebesok')
    const reason = 'Hjälp finns halva dagen. Resten ryms inte i kontorets bemanning.'
    await ruleOnEffect(ctx, deficiency, { ruling: 'ease', reason, version: deficiency.version })
  }),
  ...(['betalplan', 'kallelser'] as const).map(key =>
    cast.on(-45, '14:40', cast.coordinator, async ctx =>
      tellSolution(ctx, (await cast.deficiency(ctx, key)).id, { ...TOLD[key], version: 0 }),
    ),
  ),
]

async function askDue(ctx: Ctx): Promise<void> {
  for (const id of await dueCheckIds(ctx)) await askCheck(ctx, id)
}

const answersOf = (cast: Cast, by: Exclude<Author, 'former'>, day: number, round: number): Moment =>
  cast.on(day, '08:50', cast.author(by), async ctx => {
    for (const key of Object.keys(SAID) as SolvedKey[])
      await say(ctx, await cast.deficiency(ctx, key), saidBy(key, by, round), lineBy(key, by, round))
  })

function saidBy(key: SolvedKey, by: Author, round: number): EffectAnswer {
  const [ombud, second] = SAID[key][round] ?? SAID[key][0]
  return by === 'ombud' ? ombud : second
}
const lineBy = (key: SolvedKey, by: Author, round: number): string | null =>
  round === 1 && by === 'second' ? (LINES[key] ?? null) : null

async function say(ctx: Ctx, { id, title }: DeficiencyInCircle, answer: EffectAnswer, line: string | null) {
  const [check] = await ctx.rows(effectChecks).all({ deficiencyId: id, state: 'asked' })
  const word =
    check === undefined ? null : await ctx.rows(effectWords).one({ checkId: check.id, personId: ctx.actor.id })
  if (word === null) throw new Error(`The demo asks nobody about the effect on "${title}".`)
  await sayEffect(ctx, word, { answer, line })
}
