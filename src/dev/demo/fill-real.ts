import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { groupsServing } from '#src/features/groups/group.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { keeperOf } from './keepers.ts'
import { reportNilOf2012 } from './live-summaries.ts'
import { accountMoments } from './real-accounts.ts'
import { enterRegister, type RealRegister } from './real-register.ts'
import { SEED_ACTIONS } from './seed-actions.ts'
import type { SeedAction, SeedDeficiency } from './seed-case.ts'
import { SEED_DEFICIENCIES } from './seed-cases.ts'
import type { Stage } from './stage.ts'

/** The documents tell the year: a systemfel is entered late in it, and what was done about it is dated on its last day. */
const FOUND = '12-01'
const DONE = '12-31'
const NOON = '12:00'

/** Enters what the users' own documents say: offices, groups, seats, 36 systemfel and 17 actions, each with its source. */
export async function fillReal(stage: Stage): Promise<RealRegister> {
  const register = await enterRegister(stage)
  await reportNilOf2012(stage, register)
  const made = new Map<string, Deficiency>()
  const found = SEED_DEFICIENCIES.map(seed => ({
    at: stage.instant(`${seed.year}-${FOUND}`, NOON),
    happens: async () => {
      const keeper = keeperOf(officeIdsOf(seed, register)[0] as string)
      made.set(seed.id, await stage.real(keeper, ctx => enterDeficiency(ctx, seed, register)))
    },
  }))
  const done = SEED_ACTIONS.map(seed => ({
    at: stage.instant(`${seed.year}-${DONE}`, NOON),
    happens: () => {
      const deficiency = made.get(seed.on) as Deficiency
      return stage.real(keeperOf(deficiency.officeId), ctx => enterAction(ctx, seed, deficiency, register))
    },
  }))
  await stage.live([...found, ...done, ...accountMoments(stage, register)])
  return register
}

/** Stockholm's list belongs to its five offices together, the others' to the one that wrote it. */
const officeIdsOf = ({ place }: SeedDeficiency, { offices, stockholm }: RealRegister): string[] =>
  place === 'stockholm' ? [...stockholm] : [idIn(offices, place)]

async function enterDeficiency(ctx: Ctx, seed: SeedDeficiency, register: RealRegister): Promise<Deficiency> {
  const [officeId, ...others] = officeIdsOf(seed, register) as [string, ...string[]]
  const deficiency = await makeDeficiency(ctx, {
    title: seed.title,
    description: seed.text,
    level: seed.level,
    levelInferred: seed.levelInferred,
    facets: [],
    themes: seed.themes,
    organisationIds: seed.organisations.map(slug => idIn(register.organisations, slug)),
    gap: seed.themes.includes('ansvarsglapp') && seed.organisations.length > 1,
    officeId,
    ...(seed.place === 'stockholm' ? { municipalityIds: [idIn(register.municipalities, 'Stockholm')] } : {}),
    source: seed.source,
    fictitious: false,
  })
  for (const id of others) {
    await enterCircle(ctx, deficiency.id, 'office', id)
    for (const group of await groupsServing(ctx, id)) await enterCircle(ctx, deficiency.id, 'group', group.id)
  }
  return deficiency
}

async function enterAction(
  ctx: Ctx,
  { text, kind, strength, organisation, source }: SeedAction,
  { id: deficiencyId, officeId }: Deficiency,
  { organisations }: RealRegister,
): Promise<void> {
  const owner = organisation === null ? { officeId } : { organisationId: idIn(organisations, organisation) }
  const task = { kind, strength, description: text, dueDay: null, state: 'accepted' } as const
  const action = await assignAction(ctx, { deficiencyId, ...owner, ...task })
  // Not `completeAction`: it asks how strong the action was, and most of the documents do not say.
  const done = { state: 'done', doneDay: ctx.today, proof: `Källa: ${source}` } as const
  await ctx.rows(actions).update(action, done)
  ctx.record(
    'action.completed',
    { type: 'deficiency', id: deficiencyId },
    { actionId: action.id, doneDay: ctx.today, strength },
  )
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The demo knows no ${key}.`)
  return id
}
