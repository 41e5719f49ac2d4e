import type { Config } from '#src/config.ts'
import type { AnyTable } from '#src/db/table.ts'
import {
  accountSources,
  accounts,
  accountValues,
  reportingUnits,
  unitMunicipalities,
} from '#src/features/accounts/account.entity.ts'
import { accountRoutes } from '#src/features/accounts/accounts.routes.ts'
import { readForms } from '#src/features/accounts/forms.file.ts'
import { useForms } from '#src/features/accounts/forms.ts'
import { actionNotes, actions, dueChanges, dueWishes, taskInvitations } from '#src/features/actions/action.entity.ts'
import { actionRoutes } from '#src/features/actions/actions.routes.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { answerRoutes } from '#src/features/answers/answers.routes.ts'
import { requestDueChanges, requestPassings, requestQuestions } from '#src/features/answers/exchange.entity.ts'
import { jointParts, jointRequests, requestReroutings } from '#src/features/answers/joint.entity.ts'
import { auditRoutes } from '#src/features/audit/audit.routes.ts'
import { auditEvents, auditHeads } from '#src/features/audit/audit-event.entity.ts'
import { callInvitations, meetingCalls } from '#src/features/calls/call.entity.ts'
import { callRoutes } from '#src/features/calls/calls.routes.ts'
import { circulationAsks, circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import { decisionRoutes } from '#src/features/decisions/decisions.routes.ts'
import { deficiencyRoutes } from '#src/features/deficiencies/deficiencies.routes.ts'
import {
  circleMembers,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  stateChanges,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyFacets, deficiencyPeriods, sourceWords } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { definitionRefreshes, definitionSettings } from '#src/features/deficiencies/definition.entity.ts'
import { savedViews } from '#src/features/deficiencies/saved-view.entity.ts'
import { effectRulings, effectWords, solutions } from '#src/features/effects/effect.entity.ts'
import { effectRoutes } from '#src/features/effects/effects.routes.ts'
import { followingRoutes } from '#src/features/following/following.routes.ts'
import { newsChoices, reporterNews } from '#src/features/following/reporter-news.entity.ts'
import { forumOccasions, forumQuestions, forumRaisings, forums } from '#src/features/forums/forum.entity.ts'
import { forumRoutes } from '#src/features/forums/forums.routes.ts'
import { contactAttempts } from '#src/features/groups/contact-attempt.entity.ts'
import { groupOffices, groups, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { groupRoutes } from '#src/features/groups/groups.routes.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { linkRoutes } from '#src/features/links/links.routes.ts'
import { agendaLocks, agendaSuggestions, consentReplies } from '#src/features/meetings/agenda.entity.ts'
import { decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { meetingScreens, recusals } from '#src/features/meetings/live.entity.ts'
import { agendaItems, attendances, meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingRoutes } from '#src/features/meetings/meetings.routes.ts'
import { packConfirmations } from '#src/features/meetings/pack-confirmation.entity.ts'
import {
  minutes,
  minutesAdjusters,
  minutesApprovals,
  minutesObjections,
  minutesTexts,
} from '#src/features/minutes/minutes.entity.ts'
import { minutesRoutes } from '#src/features/minutes/minutes.routes.ts'
import { monthChecks } from '#src/features/month-check/month-check.entity.ts'
import { monthCheckRoutes } from '#src/features/month-check/month-check.routes.ts'
import { observationAdditions, observations } from '#src/features/observations/observation.entity.ts'
import { observationRoutes } from '#src/features/observations/observations.routes.ts'
import { officeRoutes } from '#src/features/office/office.routes.ts'
import { officeNotes } from '#src/features/office/office-note.entity.ts'
import { operationRoutes } from '#src/features/operations/operations.routes.ts'
import { areaMunicipalities, areas, municipalities } from '#src/features/organisations/municipality.entity.ts'
import { officeEmployers, officeMunicipalities, offices } from '#src/features/organisations/office.entity.ts'
import { agencyContacts, organisations } from '#src/features/organisations/organisation.entity.ts'
import { organisationRoutes } from '#src/features/organisations/organisations.routes.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { peopleRoutes } from '#src/features/people/people.routes.ts'
import { people } from '#src/features/people/person.entity.ts'
import { reminderHolds, reminders } from '#src/features/reminders/reminder.entity.ts'
import { reminderRoutes } from '#src/features/reminders/reminders.routes.ts'
import { searchRoutes } from '#src/features/search/search.routes.ts'
import { searchEntries, searchTerms } from '#src/features/search/search-entry.entity.ts'
import { startRoutes } from '#src/features/start/start.routes.ts'
import { summaryRoutes } from '#src/features/summaries/summaries.routes.ts'
import { summaries, summaryLines, summaryOffices } from '#src/features/summaries/summary.entity.ts'
import { withheldTexts } from '#src/features/withholding/withheld-text.entity.ts'
import { withholdingRoutes } from '#src/features/withholding/withholding.routes.ts'
import { jobRuns } from '#src/jobs/job-run.entity.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Feature } from '#src/web/routes.ts'
import { sessions, throttles } from '#src/web/session.entity.ts'
import { counters } from '#src/work/counter.entity.ts'
import { formKeys } from '#src/work/form-key.entity.ts'

/** Every table, parents before children. */
export const tables: readonly AnyTable[] = [
  municipalities,
  organisations,
  agencyContacts,
  offices,
  officeMunicipalities,
  officeEmployers,
  groups,
  groupOffices,
  seats,
  areas,
  areaMunicipalities,
  people,
  grants,
  seatHolders,
  contactAttempts,
  forums,
  sessions,
  throttles,
  accessLinks,
  counters,
  formKeys,
  auditEvents,
  auditHeads,
  outboxMails,
  jobRuns,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
  circleMembers,
  stateChanges,
  deficiencyFacets,
  deficiencyPeriods,
  sourceWords,
  definitionSettings,
  definitionRefreshes,
  savedViews,
  deficiencyLinks,
  observations,
  observationAdditions,
  officeNotes,
  monthChecks,
  meetings,
  agendaItems,
  agendaLocks,
  agendaSuggestions,
  consentReplies,
  attendances,
  packConfirmations,
  recusals,
  meetingScreens,
  meetingCalls,
  callInvitations,
  minutes,
  minutesTexts,
  minutesAdjusters,
  minutesApprovals,
  minutesObjections,
  decisions,
  lifts,
  effectChecks,
  effectWords,
  effectRulings,
  solutions,
  forumOccasions,
  forumRaisings,
  forumQuestions,
  circulations,
  circulationReplies,
  circulationAsks,
  actions,
  dueChanges,
  actionNotes,
  dueWishes,
  taskInvitations,
  answerRequests,
  answers,
  reminders,
  reminderHolds,
  requestReroutings,
  jointRequests,
  jointParts,
  requestPassings,
  requestDueChanges,
  requestQuestions,
  searchEntries,
  searchTerms,
  summaries,
  summaryOffices,
  summaryLines,
  reportingUnits,
  unitMunicipalities,
  accounts,
  accountValues,
  accountSources,
  withheldTexts,
  reporterNews,
  newsChoices,
]

/** The only list of features. */
export const features = (config: Config): readonly Feature[] => [
  startRoutes(config),
  peopleRoutes,
  organisationRoutes,
  groupRoutes,
  observationRoutes,
  followingRoutes,
  officeRoutes,
  linkRoutes,
  monthCheckRoutes,
  deficiencyRoutes,
  meetingRoutes,
  accountRoutes,
  forumRoutes,
  decisionRoutes,
  effectRoutes,
  callRoutes,
  minutesRoutes,
  actionRoutes,
  answerRoutes,
  reminderRoutes,
  summaryRoutes,
  searchRoutes,
  withholdingRoutes,
  auditRoutes,
  operationRoutes,
]

// Here, so that they are known wherever the features are, and no unit of work reads a file.
useForms(readForms())
