import { judgeDefinition } from '#src/features/deficiencies/judge-definition.ts'
import { saveView } from '#src/features/deficiencies/save-view.ts'
import type { Actor } from '#src/kernel/actor.ts'
import type { Cast } from './cast.ts'
import type { Moment } from './stage.ts'

const REASON =
  'Gruppen känner igen det från tidigare möten och från två andra vårdcentraler. Det är mer än enstaka händelser.'

/** Views that people have saved of the list, and what the convener has found against the definition. */
export const listMoments = (cast: Cast): Moment[] => [
  saved(cast, cast.coordinator, 'Väntar på svar, längst först', 'lage=vantar-pa-svar&sortering=dagar'),
  saved(cast, cast.coordinator, 'Uppfyller definitionen', 'definition=uppfyller&sortering=rapporter'),
  saved(cast, cast.convener, 'Obesvarat i minst 30 dagar', 'dagar=30&sortering=dagar'),
  cast.on(-60, '11:10', cast.convener, async ctx => {
    const found = await cast.deficiency(ctx, 'hanvisas')
    const judgement = { definitionOverride: 'met', definitionReason: REASON } as const
    await judgeDefinition(ctx, found, { ...judgement, version: found.version })
  }),
]

const saved = (cast: Cast, who: Actor, name: string, query: string): Moment =>
  cast.on(-20, '10:05', who, ctx => saveView(ctx, { name, query, opens: false }))
