import { handOver } from '#src/features/office/hand-over.ts'
import { writeOfficeNote } from '#src/features/office/write-office-note.ts'
import { setClosed } from '#src/features/people/change-grants.ts'
import { people } from '#src/features/people/person.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { CaseKey } from './invented-cases.ts'
import { REGISTRAR } from './keepers.ts'
import type { Moment } from './stage.ts'

/** What the office wrote for itself. */
const NOTES: readonly (readonly [CaseKey, day: number, text: string])[] = [
  ['telefontid', -60, 'Vi har frågat två gånger om telefontiden. Fråga igen efter sommaren, då är enheten fulltalig.'],
  ['godman', -30, 'Gruppen vill se siffror. Be alla ombud kryssa i månadens systemfel.'],
  ['boendestod', -12, 'Samma sak som i grannkommunen. Hör med samordnaren där före mötet.'],
]
const WRITTEN = '16:20'
/** She hands over what she has, begins one more draft, and leaves. */
const HANDED = -27
const LEFT = -17

/** What happens inside the office: internal notes, and an ombud who leaves. */
export function officeMoments(cast: Cast): Moment[] {
  const { office, accounts } = cast.register
  const { former, ombud } = accounts
  return [
    ...NOTES.map(([key, day, text]) =>
      cast.on(day, WRITTEN, cast.coordinator, async ctx => {
        const { id } = await cast.deficiency(ctx, key)
        await writeOfficeNote(ctx, { officeId: office.id, subjectType: 'deficiency', subjectId: id, text })
      }),
    ),
    cast.on(HANDED, WRITTEN, cast.author('former'), ctx =>
      handOver(ctx, office, { fromId: former.id, toId: ombud.id }),
    ),
    cast.on(LEFT, WRITTEN, REGISTRAR, (ctx: Ctx) => leave(ctx, former.id)),
  ]
}

async function leave(ctx: Ctx, id: string): Promise<void> {
  await setClosed(ctx, await ctx.rows(people).get({ id }), true)
}
