import type { AnyTable } from '#src/db/table.ts'
import { actionNotes, actions, dueWishes } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { requestDueChanges, requestPassings, requestQuestions } from '#src/features/answers/exchange.entity.ts'
import { circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import {
  circleMembers,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyFacets, deficiencyPeriods } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { effectWords } from '#src/features/effects/effect.entity.ts'
import { agendaSuggestions } from '#src/features/meetings/agenda.entity.ts'
import { decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { searchEntries, searchTerms } from '#src/features/search/search-entry.entity.ts'
import { readerToken } from '#src/features/search/search-tokens.rules.ts'
import type { World } from '#test/support/world.ts'

/** Everything that is known of systemfel. */
const TABLES: readonly AnyTable[] = [
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  deficiencyFacets,
  deficiencyPeriods,
  circleMembers,
  stateChanges,
  observations,
  answerRequests,
  answers,
  requestPassings,
  requestDueChanges,
  requestQuestions,
  actions,
  actionNotes,
  dueWishes,
  decisions,
  lifts,
  effectChecks,
  effectWords,
  agendaItems,
  agendaSuggestions,
  circulations,
  circulationReplies,
  searchEntries,
  searchTerms,
]

/**
 * All that is known of systemfel, a line a row, sorted: without versions, and without the ids of rows, which are new where a row
 * is written again. `names`: what ids are called, where two worlds are compared.
 */
export async function contentOf(world: World, names: ReadonlyMap<string, string> = new Map()): Promise<string[]> {
  const lines: string[] = []
  for (const table of TABLES)
    for (const { id: _, version: __, ...row } of (await world.rows(table as never)) as Record<string, unknown>[])
      lines.push(`${table.name} ${JSON.stringify(row)}`)
  return lines.map(line => withReaders(named(line, names))).sort()
}

/** Who may find it, in the order of what they are called. */
function withReaders(line: string): string {
  return line.replace(/"tokens":"([^"]*)"/, (_, tokens: string) => `"tokens":"${tokens.split(' ').sort().join(' ')}"`)
}

function named(line: string, names: ReadonlyMap<string, string>): string {
  const readers = new Map([...names].map(([id, name]) => [readerToken(id), name]))
  return line
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => names.get(id) ?? id)
    .replace(/\bc[0-9a-f]{16}\b/g, token => readers.get(token) ?? token)
}
