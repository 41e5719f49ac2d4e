import { IsNull, LessThanOrEqual } from 'typeorm'
import { answerersOf } from '#src/features/groups/seat.rules.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { addDays } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { askedBy, mailAsk, reachOf } from './ask-seats.ts'
import { type Circulation, circulations } from './circulation.entity.ts'
import { isToRemind, REMIND_DAYS } from './circulation.rules.ts'
import { circulationFound } from './find-circulation.ts'

/** Once for each proposal, some days before the last one: whoever has not answered is written to. Gives how many proposals. */
export async function remindCirculations(works: UnitsOfWork): Promise<number> {
  const due = await works.read(SYSTEM, toRemind)
  for (const { id } of due) await works.write(SYSTEM, ctx => remind(ctx, id))
  return due.length
}

async function toRemind(ctx: Ctx): Promise<Circulation[]> {
  const soon = LessThanOrEqual(addDays(ctx.today, REMIND_DAYS))
  const near = await ctx.rows(circulations).all({ state: 'asking', remindedAt: IsNull(), lastDay: soon }, { id: 'ASC' })
  return near.filter(circulation => isToRemind(circulation, ctx.today))
}

async function remind(ctx: Ctx, id: string): Promise<void> {
  const circulation = await ctx.rows(circulations).hold({ id })
  if (!isToRemind(circulation, ctx.today)) return
  const found = await circulationFound(ctx, circulation)
  await ctx.rows(circulations).change(id, { remindedAt: ctx.now })
  let letters = 0
  for (const seat of found.seats.filter(({ reply }) => reply === null))
    for (const holder of answerersOf(seat.holders)) {
      const reach = await reachOf(ctx, found.group.id, holder)
      if (reach === null) continue
      const asked = await askedBy(ctx, found, { seat, holder, reach })
      await mailAsk(ctx, found, { asked, holder, reach }, reach.account ? 'circulatedReminder' : 'askedReminder')
      letters += 1
    }
  const details = { circulationId: id, letters }
  ctx.record('decision.remindedBetween', { type: 'deficiency', id: found.deficiency.id }, details)
}
