import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { groupsServing } from '#src/features/groups/group.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { keeperOf } from './keepers.ts'
import { enterRegister, type RealRegister } from './real-register.ts'
import { SEED_ACTIONS, SEED_DEFICIENCIES, type SeedAction, type SeedDeficiency } from './seed-cases.ts'
import type { Stage } from './stage.ts'

/** The documents tell the year: a systemfel is entered late in it, and what was done about it is dated on its last day. */
const ENTERED = '12-01'
const DONE = '12-31'

/** Enters what the users' own documents say: offices, groups, seats, 36 systemfel and 17 actions, each with its source. */
export async function fillReal(stage: Stage): Promise<RealRegister> {
  const register = await enterRegister(stage)
  const made = new Map<string, Deficiency>()
  for (const seed of inOrder(SEED_DEFICIENCIES)) {
    stage.moveTo(`${seed.year}-${ENTERED}`)
    const work = (ctx: Ctx): Promise<Deficiency> => enterDeficiency(ctx, seed, register)
    made.set(seed.id, await stage.real(keeperOf(officeIdsOf(seed, register)[0] as string), work))
  }
  for (const seed of inOrder(SEED_ACTIONS)) {
    stage.moveTo(`${seed.year}-${DONE}`)
    const deficiency = made.get(seed.on) as Deficiency
    await stage.real(keeperOf(deficiency.officeId), ctx => enterAction(ctx, seed, deficiency, register))
  }
  return register
}

const inOrder = <T extends { readonly year: number }>(seeds: readonly T[]): T[] =>
  [...seeds].sort((one, other) => one.year - other.year)

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
