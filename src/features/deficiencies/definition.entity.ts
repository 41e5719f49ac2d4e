import { id, instant, integer, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import type { DefinitionRules } from './definition.rules.ts'

/** What this installation asks of the national definition. One row, once somebody has changed it. */
export interface DefinitionSetting extends DefinitionRules {
  id: string
  changedAt: Date
  version: number
}
export const definitionSettings = table<DefinitionSetting>('definition_setting', {
  id: id(),
  leastReports: integer(),
  leastClients: integer(),
  leastOmbud: integer(),
  leastUnits: integer(),
  leastDays: integer(),
  changedAt: instant(),
  version: version(),
})

/** That systemfel must be tried again: all of them, or those that an office feeds. A job works it off in batches. */
export interface DefinitionRefresh {
  id: string
  officeId: string | null
  /** The systemfel up to this id have been tried. */
  doneTo: string | null
  createdAt: Date
}
export const definitionRefreshes = table<DefinitionRefresh>('definition_refresh', {
  id: id(),
  officeId: optional(ref('office')),
  doneTo: optional(text(36, 'system')),
  createdAt: instant(),
})
