import type { AnyTable } from '#src/db/table.ts'
import { accounts, accountValues } from '#src/features/accounts/account.entity.ts'
import { actionNotes, actions, dueChanges, dueWishes } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { requestDueChanges, requestQuestions } from '#src/features/answers/exchange.entity.ts'
import { jointParts } from '#src/features/answers/joint.entity.ts'
import { meetingCalls } from '#src/features/calls/call.entity.ts'
import { circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { effectRulings, effectWords, solutions } from '#src/features/effects/effect.entity.ts'
import { forumOccasions, forumQuestions } from '#src/features/forums/forum.entity.ts'
import { contactAttempts } from '#src/features/groups/contact-attempt.entity.ts'
import { seats } from '#src/features/groups/group.entity.ts'
import { agendaLocks, agendaSuggestions } from '#src/features/meetings/agenda.entity.ts'
import { decisions, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, meetings } from '#src/features/meetings/meeting.entity.ts'
import { minutes, minutesObjections, minutesTexts } from '#src/features/minutes/minutes.entity.ts'
import { observationAdditions, observations } from '#src/features/observations/observation.entity.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import { reminderHolds } from '#src/features/reminders/reminder.entity.ts'
import { summaries, summaryLines } from '#src/features/summaries/summary.entity.ts'

/** Every table in which texts can be withheld. A test finds those that are forgotten. */
export const TEXT_TABLES: readonly AnyTable[] = [
  observations,
  observationAdditions,
  officeNotes,
  deficiencies,
  answerRequests,
  answers,
  reminderHolds,
  jointParts,
  requestDueChanges,
  requestQuestions,
  decisions,
  lifts,
  effectWords,
  effectRulings,
  solutions,
  circulations,
  circulationReplies,
  actions,
  dueChanges,
  actionNotes,
  dueWishes,
  meetings,
  meetingCalls,
  agendaItems,
  agendaLocks,
  agendaSuggestions,
  minutes,
  minutesTexts,
  minutesObjections,
  seats,
  contactAttempts,
  forumOccasions,
  forumQuestions,
  summaries,
  summaryLines,
  accounts,
  accountValues,
]

export function tableOfTexts(name: string): AnyTable {
  const table = TEXT_TABLES.find(one => one.name === name)
  if (table === undefined) throw new Error(`No texts are withheld in ${name}.`)
  return table
}
