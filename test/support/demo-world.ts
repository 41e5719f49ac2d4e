import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { people } from '#src/features/people/person.entity.ts'
import { Given } from './given.ts'
import type { Browser, World } from './world.ts'

/** The demo's accounts. */
export const DEMO_ROLES = ['ombud', 'samordnare', 'motesansvarig', 'ledamot', 'analytiker', 'admin'] as const
export type DemoRole = (typeof DEMO_ROLES)[number]

/** Fills an empty world as demo mode does, and signs everybody in. */
export async function demoBrowsers(world: World): Promise<Record<DemoRole, Browser>> {
  await fillDemo(world.works)
  const given = new Given(world)
  const browsers: Partial<Record<DemoRole, Browser>> = {}
  for (const role of DEMO_ROLES)
    browsers[role] = await given.browserOf(await world.row(people, { email: `${role}@demo.test` }))
  return browsers as Record<DemoRole, Browser>
}
