import { writeShort } from '#src/features/deficiencies/change-deficiency.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { markSimilar } from '#src/features/links/mark-similar.ts'
import { mergeDeficiencies } from '#src/features/links/merge-deficiencies.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { CaseKey } from './invented-cases.ts'
import { keeperOf } from './keepers.ts'
import type { Moment } from './stage.ts'

/** What was made twice, and what is only like something else. */
const MERGED: readonly [CaseKey, CaseKey] = ['telefonko', 'telefontid']
const SIMILAR: readonly [CaseKey, CaseKey] = ['aterringning', 'telefontid']
/** Met next door before anybody met it here. */
const TWIN = {
  title: 'Boendestöd nekas den som saknar diagnos',
  description:
    'Boendestöd beviljas bara efter vissa diagnoser, inte efter behov. Den som väntar på utredning får avslag, hur stort behovet än är.',
  level: 'local',
  facets: ['services'],
  themes: ['boendestod', 'likvardighet'],
} as const
const TWIN_SHORT = {
  what: 'Boendestöd beviljas efter diagnos, inte efter behov.',
  forWhom: 'Den som väntar på utredning.',
  wanted: 'Pröva varje ansökan efter behovet.',
}
const TWIN_OF: CaseKey = 'boendestod'

/** A systemfel that was merged into another, two that are alike, and one that was found next door too. */
export function linkMoments(cast: Cast): Moment[] {
  const { neighbour } = cast.register
  let twinId = ''
  return [
    cast.on(-380, '10:00', keeperOf(neighbour.id), async ctx => {
      twinId = (await makeDeficiency(ctx, { ...TWIN, organisationIds: [], gap: false, officeId: neighbour.id })).id
      const made = await deficiencyById(ctx, twinId)
      await writeShort(ctx, made, { version: made.version, ...TWIN_SHORT })
    }),
    cast.on(-24, '11:30', cast.coordinator, ctx => liken(ctx, cast, SIMILAR)),
    cast.on(-23, '11:30', cast.coordinator, ctx => merge(ctx, cast)),
    cast.on(-11, '11:30', cast.coordinator, async ctx =>
      markSimilar(ctx, { from: await cast.deficiency(ctx, TWIN_OF), to: await deficiencyById(ctx, twinId) }),
    ),
  ]
}

async function liken(ctx: Ctx, cast: Cast, [from, to]: readonly [CaseKey, CaseKey]): Promise<void> {
  await markSimilar(ctx, { from: await cast.deficiency(ctx, from), to: await cast.deficiency(ctx, to) })
}

async function merge(ctx: Ctx, cast: Cast): Promise<void> {
  const [from, to] = [await cast.deficiency(ctx, MERGED[0]), await cast.deficiency(ctx, MERGED[1])]
  await mergeDeficiencies(ctx, { from, to }, { version: from.version, toVersion: to.version })
}
