import { accounts, accountValues, reportingUnits } from '#src/features/accounts/account.entity.ts'
import { findAccount } from '#src/features/accounts/account.queries.ts'
import { fieldsOfSection } from '#src/features/accounts/fields.ts'
import { makeAccount } from '#src/features/accounts/make-account.ts'
import { makeUnit } from '#src/features/accounts/save-unit.ts'
import { sendAccount, signAccount } from '#src/features/accounts/sign-account.ts'
import { writeSection } from '#src/features/accounts/write-account.ts'
import type { Ctx } from '#src/work/context.ts'
import { hasselby2012 } from './accounts/hasselby-2012.ts'
import { osteraker2023 } from './accounts/osteraker-2023.ts'
import { spangaTensta2020 } from './accounts/spanga-tensta-2020.ts'
import type { TypedAccount } from './accounts/typed-account.ts'
import { tyreso2023 } from './accounts/tyreso-2023.ts'
import { keeperOf } from './keepers.ts'
import type { RealRegister } from './real-register.ts'
import type { Moment, Stage } from './stage.ts'

interface Entered {
  readonly typed: TypedAccount
  readonly office: string
  readonly kind: 'municipality' | 'district'
  readonly covers: readonly string[]
  readonly sent: string
}
const ENTERED: readonly Entered[] = [
  {
    typed: hasselby2012,
    ...{ office: 'vasterort', kind: 'district', sent: '2013-01-15' },
    covers: ['Hässelby-Vällingby', 'Bromma', 'Rinkeby-Kista'],
  },
  { typed: spangaTensta2020, office: 'spanga-tensta', kind: 'district', covers: ['Spånga-Tensta'], sent: '2021-01-15' },
  { typed: osteraker2023, office: 'osteraker', kind: 'municipality', covers: ['Österåker'], sent: '2024-01-05' },
  { typed: tyreso2023, office: 'tyreso', kind: 'municipality', covers: ['Tyresö'], sent: '2024-01-15' },
]

/** The accounts among the users' own documents, box by box, as they were sent. */
export const accountMoments = (stage: Stage, register: RealRegister): Moment[] =>
  ENTERED.map(entered => {
    const officeId = register.offices.get(entered.office) as string
    return {
      at: stage.instant(entered.sent, '12:00'),
      happens: () => stage.real(keeperOf(officeId), ctx => enterAccount(ctx, entered, { officeId, register })),
    }
  })

async function enterAccount(
  ctx: Ctx,
  { typed, kind, covers }: Entered,
  { officeId, register }: { readonly officeId: string; readonly register: RealRegister },
): Promise<void> {
  const municipalityIds = covers.map(name => register.municipalities.get(name) as string)
  const facts = { name: typed.unit, kind, county: 'Stockholms län', officeId, municipalityIds }
  const known = await ctx.rows(reportingUnits).one({ officeId, name: typed.unit })
  const unit = known ?? (await makeUnit(ctx, facts))
  const { id } = await makeAccount(ctx, { unitId: unit.id, form: typed.form })
  for (const section of (await findAccount(ctx, id)).form.sections) {
    const account = await findAccount(ctx, id)
    const boxes = fieldsOfSection(section).map(({ key }) => [key, typed.values[key] ?? ''] as const)
    await writeSection(ctx, account, { values: Object.fromEntries(boxes), version: account.version })
  }
  for (const key of typed.interpreted) {
    const row = await ctx.rows(accountValues).get({ accountId: id, key })
    await ctx.rows(accountValues).change(row.id, { interpreted: true })
  }
  await signAccount(ctx, await findAccount(ctx, id), { signing: 'digital', version: await versionOf(ctx, id) })
  await sendAccount(ctx, await findAccount(ctx, id), await versionOf(ctx, id))
}

const versionOf = async (ctx: Ctx, id: string): Promise<number> => (await ctx.rows(accounts).get({ id })).version
