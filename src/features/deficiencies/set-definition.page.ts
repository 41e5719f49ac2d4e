import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { PROPOSED } from './definition.rules.ts'
import { isRefreshing, storedSetting } from './definition-setting.queries.ts'
import { CLIENT_STARTS } from './set-definition.ts'

export interface SetDefinitionPage {
  readonly title: string
  readonly form: FormState
  readonly labels: Readonly<Record<string, string>>
  readonly version: string
  readonly clients: readonly Option[]
  /** Systemfel are still being tried again. */
  readonly refreshing: boolean
}

/** What the installation asks of the national definition. Shows nothing of any systemfel. */
export async function setDefinitionPage(ctx: Ctx, typed?: FormState): Promise<SetDefinitionPage> {
  const stored = await storedSetting(ctx)
  const { leastReports, leastClients, leastOmbud, leastUnits, leastDays } = stored ?? PROPOSED
  const values = { leastReports, leastClients, leastOmbud, leastUnits, leastDays }
  const named = typed?.values['version']
  return {
    title: ctx.t('definition.settingTitle'),
    form: typed ?? emptyForm(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))),
    labels: Object.fromEntries(
      (Object.keys(values) as (keyof typeof values)[]).map(name => [name, ctx.t(`field.${name}`)]),
    ),
    version: typeof named === 'string' ? named : String(stored?.version ?? 0),
    clients: CLIENT_STARTS.map(value => ({ value, label: ctx.t('definition.clientsFrom', { count: value }) })),
    refreshing: await isRefreshing(ctx),
  }
}
