import type { Ctx } from '#src/work/context.ts'
import { type DefinitionSetting, definitionRefreshes, definitionSettings } from './definition.entity.ts'
import { type DefinitionRules, PROPOSED } from './definition.rules.ts'

/** The same id always, so that there is one row at most. */
export const SETTING_ID = 'definition'

/** What the installation has set; null while it goes by our proposal. */
export const storedSetting = (ctx: Ctx): Promise<DefinitionSetting | null> =>
  ctx.rows(definitionSettings).one({ id: SETTING_ID })

/** What counts now. */
export const definitionRules = async (ctx: Ctx): Promise<DefinitionRules> => (await storedSetting(ctx)) ?? PROPOSED

/** Systemfel are still being tried again after a change. */
export const isRefreshing = async (ctx: Ctx): Promise<boolean> => (await ctx.rows(definitionRefreshes).count()) > 0
