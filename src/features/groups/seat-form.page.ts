import { organisationOptions } from '#src/features/organisations/organisation.queries.ts'
import { type FormPage, formOf, optionsOf, versionIn } from '#src/features/organisations/register-form.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { CONTACT_OUTCOMES, CONTACT_WAYS } from './contact-attempt.entity.ts'
import { type Group, PARTIES, type Seat, type SeatHolder } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'
import { seatPath, seatTrail } from './seat.page.ts'
import { EMPTY_STATES } from './vacate-seat.ts'

export interface SeatFormPage extends FormPage {
  readonly parties: readonly Option[]
  readonly organisations: readonly Option[]
}
/** Filling a seat, or (with its time) changing who holds it. */
export interface HolderFormPage extends FormPage {
  readonly ends: boolean
}
export interface VacancyFormPage extends FormPage {
  readonly states: readonly Option[]
}
export interface ContactFormPage extends FormPage {
  readonly ways: readonly Option[]
  readonly outcomes: readonly Option[]
}
type InGroup = Group & Serving

export async function newSeatPage(ctx: Ctx, group: InGroup, form: FormState): Promise<SeatFormPage> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const title = ctx.t('groups.addSeat')
  const cancel = `/grupper/${group.slug}`
  return {
    ...(await choices(ctx)),
    title,
    trail: [{ text: ctx.t('groups.title'), href: '/grupper' }, { text: group.name, href: cancel }, { text: title }],
    form,
    version: null,
    cancel,
    fictitious: group.fictitious,
  }
}

export const changeSeatPage = async (
  ctx: Ctx,
  group: InGroup,
  seat: Seat,
  form = formOf(seat, ['party', 'organisationId'], seat.version),
): Promise<SeatFormPage> => ({
  ...(await choices(ctx)),
  ...frame(ctx, group, seat, ctx.t('groups.changeSeat'), form),
})

const choices = async (ctx: Ctx): Promise<Pick<SeatFormPage, 'parties' | 'organisations'>> => ({
  parties: optionsOf(ctx, 'party', PARTIES),
  organisations: await organisationOptions(ctx),
})

export const fillingPage = (
  ctx: Ctx,
  group: InGroup,
  seat: Seat,
  form = emptyForm({ fromDay: ctx.today, version: String(seat.version) }),
): HolderFormPage => ({ ...frame(ctx, group, seat, ctx.t('groups.fill'), form), ends: false })

export const holderPage = (
  ctx: Ctx,
  group: InGroup,
  seat: Seat,
  holder: SeatHolder,
  form = storedHolder(holder),
): HolderFormPage => ({ ...frame(ctx, group, seat, ctx.t('groups.changeHolder'), form), ends: true })

function storedHolder(holder: SeatHolder): FormState {
  const form = formOf(holder, ['name', 'email', 'fromDay', 'toDay'], holder.version)
  return emptyForm({
    ...form.values,
    ...(holder.substitute ? { substitute: 'ja' } : {}),
    ...(holder.shared ? { shared: 'ja' } : {}),
  })
}

export const vacancyPage = (
  ctx: Ctx,
  group: InGroup,
  seat: Seat,
  form = storedVacancy(ctx, seat),
): VacancyFormPage => ({
  ...frame(ctx, group, seat, ctx.t('groups.vacate'), form),
  states: optionsOf(ctx, 'seatState', EMPTY_STATES),
})

export const contactPage = (
  ctx: Ctx,
  group: InGroup,
  seat: Seat,
  form: FormState = emptyForm({ day: ctx.today }),
): ContactFormPage => ({
  ...frame(ctx, group, seat, ctx.t('groups.addAttempt'), form),
  ways: optionsOf(ctx, 'contactWay', CONTACT_WAYS),
  outcomes: optionsOf(ctx, 'contactOutcome', CONTACT_OUTCOMES),
})

/** What was said last about a vacant seat may be changed; of a filled one nothing is known yet. */
function storedVacancy(ctx: Ctx, seat: Seat): FormState {
  if (seat.state !== 'filled') return formOf(seat, ['state', 'since', 'reason'], seat.version)
  return emptyForm({ since: ctx.today, version: String(seat.version) })
}

function frame(ctx: Ctx, group: InGroup, seat: Seat, title: string, form: FormState): FormPage {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  return {
    title,
    trail: [...seatTrail(ctx, group, seat), { text: title }],
    form,
    version: versionIn(form),
    cancel: seatPath(group, seat),
    fictitious: group.fictitious,
  }
}
