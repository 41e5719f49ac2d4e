import { Accounts20261121100000 } from './20261121100000-accounts.ts'
import { LogAndMail20261121101000 } from './20261121101000-log-and-mail.ts'
import { Deficiencies20261121102000 } from './20261121102000-deficiencies.ts'
import { Meetings20261121103000 } from './20261121103000-meetings.ts'
import { Reports20261126080000 } from './20261126080000-reports.ts'
import { Withholding20261126090000 } from './20261126090000-withholding.ts'
import { Search20261126100000 } from './20261126100000-search.ts'
import { List20261126110000 } from './20261126110000-list.ts'
import { Links20261126120000 } from './20261126120000-links.ts'
import { Filing20261126130000 } from './20261126130000-filing.ts'
import { Office20261126140000 } from './20261126140000-office.ts'
import { Forums20261126200000 } from './20261126200000-forums.ts'
import { Agenda20261126210000 } from './20261126210000-agenda.ts'
import { Pack20261126220000 } from './20261126220000-pack.ts'
import { Call20261126230000 } from './20261126230000-call.ts'
import { Live20261126240000 } from './20261126240000-live.ts'
import { Decisions20261126250000 } from './20261126250000-decisions.ts'
import { Minutes20261126260000 } from './20261126260000-minutes.ts'
import { Answers20261127100000 } from './20261127100000-answers.ts'
import { Contacts20261127110000 } from './20261127110000-contacts.ts'
import { Reminders20261127120000 } from './20261127120000-reminders.ts'
import { Effects20261127130000 } from './20261127130000-effects.ts'
import { Actions20261127140000 } from './20261127140000-actions.ts'
import { Jobs20261127150000 } from './20261127150000-jobs.ts'
import { Reporter20261127160000 } from './20261127160000-reporter.ts'
import { MeetingRest20261127170000 } from './20261127170000-meeting-rest.ts'
import { Accounts20261127180000 } from './20261127180000-accounts.ts'

/** In the order they are run. */
export const migrations = [
  Accounts20261121100000,
  LogAndMail20261121101000,
  Deficiencies20261121102000,
  Meetings20261121103000,
  Reports20261126080000,
  Withholding20261126090000,
  Search20261126100000,
  List20261126110000,
  Links20261126120000,
  Filing20261126130000,
  Office20261126140000,
  Forums20261126200000,
  Agenda20261126210000,
  Pack20261126220000,
  Call20261126230000,
  Live20261126240000,
  Decisions20261126250000,
  Minutes20261126260000,
  Answers20261127100000,
  Contacts20261127110000,
  Reminders20261127120000,
  Effects20261127130000,
  Actions20261127140000,
  Jobs20261127150000,
  Reporter20261127160000,
  MeetingRest20261127170000,
  Accounts20261127180000,
]
