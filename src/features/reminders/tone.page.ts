import { type Group, REMINDER_TONES, type ReminderTone } from '#src/features/groups/group.entity.ts'
import { groupPolicy, type Serving } from '#src/features/groups/group.policy.ts'
import { type Crumb, type FormPage, formOf, optionsOf, versionIn } from '#src/features/organisations/register-form.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { addDays } from '#src/kernel/days.ts'
import type { FormState } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { MAILED_STEPS, type MailedStep, templateOf, USUAL_TONE } from './reminder.mails.ts'

interface Letter {
  readonly heading: string
  readonly subject: string
  readonly paragraphs: readonly string[]
}
export interface TonePage extends FormPage {
  readonly tones: readonly Option[]
  /** Every text that may be chosen, filled with an example. */
  readonly examples: readonly { readonly tone: string; readonly letters: readonly Letter[] }[]
}

/** The fixed texts of reminders, to choose among; each as its receiver would read it. */
export function tonePage(ctx: Ctx, group: Group & Serving, form: FormState = stored(group)): TonePage {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const path = `/grupper/${group.slug}`
  const title = ctx.t('reminders.toneTitle')
  const trail: Crumb[] = [
    { text: ctx.t('groups.title'), href: '/grupper' },
    { text: group.name, href: path },
    { text: title },
  ]
  return {
    title,
    trail,
    form,
    version: versionIn(form),
    fictitious: group.fictitious,
    cancel: path,
    tones: optionsOf(ctx, 'reminderTone', REMINDER_TONES),
    examples: REMINDER_TONES.map(tone => ({
      tone: ctx.t(`reminderTone.${tone}`),
      letters: MAILED_STEPS.map(step => example(ctx, group, step, tone)),
    })),
  }
}

const stored = (group: Group): FormState =>
  formOf({ ...group, reminderTone: group.reminderTone ?? USUAL_TONE }, ['reminderTone'], group.version)

const DAYS_FROM: Readonly<Record<MailedStep, number>> = { before: -7, after: 1, seat: 14, superior: 21 }

/** In Swedish, whoever reads the page: so it is mailed. */
function example(ctx: Ctx, group: Group, step: MailedStep, tone: ReminderTone): Letter {
  const word = (key: string): string => translate('sv', keyOf(key))
  const facts = {
    reference: 'SF-2026-0042',
    group: group.name,
    organisation: word('reminders.exampleOrganisation'),
    level: word('level.local'),
    theme: word('theme.tillganglighet'),
    municipality: word('reminders.exampleMunicipality'),
    dueDay: dates.sv.day(addDays(ctx.today, -DAYS_FROM[step])),
    days: Math.abs(DAYS_FROM[step]),
  }
  const part = (name: 'subject' | 'body'): string =>
    translate('sv', keyOf(`mail.${templateOf(step, tone)}.${name}`), facts)
  return { heading: ctx.t(`reminderStep.${step}`), subject: part('subject'), paragraphs: part('body').split('\n\n') }
}
