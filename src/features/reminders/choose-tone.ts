import { z } from 'zod'
import { type Group, groups, REMINDER_TONES } from '#src/features/groups/group.entity.ts'
import { groupPolicy, type Serving } from '#src/features/groups/group.policy.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'

export const ToneForm = z.object({
  reminderTone: field.choice(REMINDER_TONES, 'reminders.chooseTone'),
  version: field.version(),
})

/** In which of the fixed texts the group reminds from now on. */
export async function chooseTone(
  ctx: Ctx,
  group: Group & Serving,
  { version, reminderTone }: z.output<typeof ToneForm>,
): Promise<void> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  await ctx.rows(groups).update({ ...group, version }, { reminderTone })
  ctx.record('group.reminderTone', { type: 'group', id: group.id }, { groupId: group.id, reminderTone })
}
