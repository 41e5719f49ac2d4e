import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { people } from './person.entity.ts'

export const ShortcutsForm = z.object({ on: field.choice(['ja', 'nej']) })

/** Keys that act by themselves work for who has switched them on, and for nobody else (WCAG 2.1.4). */
export async function switchShortcuts(ctx: Ctx, { on }: z.output<typeof ShortcutsForm>): Promise<void> {
  const person = await ctx.rows(people).get({ id: ctx.actor.id })
  await ctx.rows(people).update(person, { shortcuts: on === 'ja' })
  ctx.record('person.shortcutsSwitched', { type: 'person', id: person.id }, { on: on === 'ja' })
}
