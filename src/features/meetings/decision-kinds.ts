import { z } from 'zod'
import { ACTION_KINDS, STRENGTHS } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { withOwners } from '#src/features/actions/find-action.ts'
import { tellHolders } from '#src/features/actions/tell-holders.ts'
import { listOfNames } from '#src/features/answers/joint.rules.ts'
import { askTogether } from '#src/features/answers/joint-ask.ts'
import { besideOf, faultsBeside, JointFields, proposedBeside } from '#src/features/answers/joint-form.ts'
import { closeRequests } from '#src/features/answers/withdraw-request.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type DecisionType, effectChecks } from './decision.entity.ts'
import { contactsToAsk, groupsToLiftTo, officesToInvestigate, organisationsToCommit } from './decision-choices.ts'
import { Base, type Kind, kind, type Wrong } from './decision-kind.ts'
import { ANSWER_DAYS, effectDays, liftDueDay, taskDueDay } from './due.rules.ts'
import { liftDeficiency } from './lift-deficiency.ts'
import { type DeficiencyMatter, officeFor } from './matter.ts'
import type { Meeting } from './meeting.entity.ts'
import { nextMeetingOf, nextOpenAgendaOf } from './meeting.queries.ts'
import { placeOnAgenda } from './place-on-agenda.ts'
import { dayPromised, promisedOn, promiseText } from './promised.queries.ts'
import { inSwedish, swedishDay, wordingOf } from './wording.ts'

const ask = kind({
  form: z.object({
    ...Base,
    contactId: field.id(),
    question: field.formal(2000),
    termDays: field.count(365).pipe(z.number().min(1, 'errors.number')),
    ...JointFields,
  }),
  prefill: async (ctx, matter) => {
    const [contact] = await contactsToAsk(ctx, matter)
    const contactId = contact?.value ?? ''
    const { alsoIds = [], ...beside } = await proposedBeside(ctx, matter.deficiency, contactId)
    const values = {
      contactId,
      question: matter.deficiency.wanted ?? inSwedish('meetings.defaultQuestion'),
      termDays: String(ANSWER_DAYS),
    }
    const { text, proposed } = withText(await askText(ctx, [...new Set([contactId, ...alsoIds])], ANSWER_DAYS), {})
    return { ...values, ...beside, ...(alsoIds.length === 0 ? {} : { alsoIds }), text, proposed }
  },
  terms: async (ctx, { deficiency }, value) => {
    const { contactId, termDays } = value
    const contact = await ctx.rows(agencyContacts).one({ id: contactId, active: true })
    if (contact === null) return wrong('contactId')
    const errors = await faultsBeside(ctx, deficiency, value)
    if (Object.keys(errors).length > 0) return { errors }
    return {
      organisationId: contact.organisationId,
      dueDay: addDays(ctx.today, termDays),
      text: await askText(ctx, [contactId, ...besideOf(value).alsoIds], termDays),
    }
  },
  carryOut: async (ctx, matter, decision, value) => {
    const { contactId, question, termDays } = value
    const { deficiency, meeting } = matter
    const asker = { groupId: meeting.groupId, officeId: officeFor(matter), meetingId: meeting.id }
    const asking = { deficiency, contactId, question, termDays, decisionId: decision.id, ...asker }
    await askTogether(ctx, asking, besideOf(value))
  },
})

async function askText(ctx: Ctx, contactIds: readonly string[], days: number): Promise<string> {
  const names: string[] = []
  for (const id of contactIds) names.push(await organisationAt(ctx, id))
  return wordingOf('ask', { organisation: listOfNames(names, inSwedish('contacts.and')), days })
}

async function organisationAt(ctx: Ctx, contactId: string): Promise<string> {
  const contact = await ctx.rows(agencyContacts).one({ id: contactId })
  const names = await organisationNames(ctx, contact === null ? [] : [contact.organisationId])
  return [...names.values()][0] ?? inSwedish('meetings.someAgency')
}

const commit = kind({
  form: z.object({
    ...Base,
    organisationId: field.id(),
    acceptedBy: field.optionalName(),
    kind: field.choice(ACTION_KINDS),
    strength: field.optionalChoice(STRENGTHS),
    description: field.formal(1000),
    dueDay: field.day(),
  }),
  prefill: async (ctx, matter) => {
    const options = await organisationsToCommit(ctx, matter)
    const promised = await promisedOn(ctx, matter.deficiency.id)
    const organisation = chosen(options, promised?.organisationId ?? '') ?? options[0]
    const dueDay = dayPromised(ctx, matter.meeting, promised) ?? (await taskDue(ctx, matter))
    const values = {
      organisationId: organisation?.value ?? '',
      acceptedBy: '',
      kind: 'dialogue',
      strength: '',
      description: matter.deficiency.wanted ?? inSwedish('meetings.defaultTask'),
      dueDay,
    }
    return withText(takenText('commit', organisation, dueDay), values)
  },
  terms: async (ctx, matter, { organisationId, acceptedBy, dueDay }) => {
    const organisation = chosen(await organisationsToCommit(ctx, matter), organisationId)
    if (organisation === undefined) return wrong('organisationId')
    if (isPast(matter, dueDay)) return wrong('dueDay', 'meetings.dueInPast')
    return { organisationId, acceptedBy, dueDay, text: takenText('commit', organisation, dueDay) }
  },
  carryOut: async (ctx, { deficiency, meeting }, { id: decisionId }, value) => {
    const { organisationId, acceptedBy, kind: of, strength, description, dueDay } = value
    const state = acceptedBy === null ? 'proposed' : 'accepted'
    const owner = { organisationId, ownerFunction: acceptedBy }
    const task = { kind: of, strength, description, dueDay, state } as const
    const action = await assignAction(ctx, { deficiencyId: deficiency.id, decisionId, ...owner, ...task })
    const letter = state === 'proposed' ? 'actions.proposed' : 'actions.assigned'
    await tellHolders(ctx, await withOwners(ctx, action), letter, { heldByMeetingId: meeting.id })
  },
})

const investigate = kind({
  form: z.object({ ...Base, officeId: field.id(), description: field.formal(1000), dueDay: field.day() }),
  prefill: async (ctx, matter) => {
    const [office] = await officesToInvestigate(ctx, matter)
    const dueDay = await taskDue(ctx, matter)
    const values = { officeId: office?.value ?? '', description: inSwedish('meetings.defaultInvestigation'), dueDay }
    return withText(takenText('investigate', office, dueDay), values)
  },
  terms: async (ctx, matter, { officeId, dueDay }) => {
    const office = chosen(await officesToInvestigate(ctx, matter), officeId)
    if (office === undefined) return wrong('officeId')
    if (isPast(matter, dueDay)) return wrong('dueDay', 'meetings.dueInPast')
    return { officeId, dueDay, text: takenText('investigate', office, dueDay) }
  },
  carryOut: async (ctx, { deficiency }, { id: decisionId }, { officeId, description, dueDay }) => {
    const task = { kind: 'investigation', description, dueDay, state: 'accepted' } as const
    await assignAction(ctx, { deficiencyId: deficiency.id, decisionId, officeId, ...task })
  },
})

const takenText = (type: 'commit' | 'investigate', taker: Option | undefined, dueDay: Day): string =>
  wordingOf(type, { taker: taker?.label ?? inSwedish('meetings.someAgency'), day: swedishDay(dueDay) })

const lift = kind({
  form: z.object({
    ...Base,
    toGroupId: field.optionalId(),
    toName: field.optionalName(160),
    coveringText: field.formal(2000),
    wishedDay: field.day(),
  }),
  prefill: async (ctx, matter) => {
    const { parentId } = matter.meeting.group
    const parent = chosen(await groupsToLiftTo(ctx, matter), parentId ?? '')
    const wishedDay = liftDueDay(ctx.today)
    const values = {
      toGroupId: parent?.value ?? '',
      toName: '',
      coveringText: inSwedish('meetings.defaultCovering'),
      wishedDay,
    }
    return withText(liftText(parent?.label, wishedDay), values)
  },
  terms: async (ctx, matter, { toGroupId, toName, wishedDay }) => {
    if ((toGroupId === null) === (toName === null)) return wrong('toGroupId', 'meetings.oneReceiver')
    const group = chosen(await groupsToLiftTo(ctx, matter), toGroupId ?? '')
    if (toGroupId !== null && group === undefined) return wrong('toGroupId')
    if (isPast(matter, wishedDay)) return wrong('wishedDay', 'meetings.dueInPast')
    return { dueDay: wishedDay, text: liftText(group?.label ?? toName ?? '', wishedDay) }
  },
  carryOut: liftDeficiency,
})

const liftText = (receiver: string | undefined, day: Day): string =>
  wordingOf('lift', { receiver: receiver ?? inSwedish('meetings.someReceiver'), day: swedishDay(day) })

const Reasoned = z.object({ ...Base, reason: field.optionalFormal(1000) })

const postpone = kind({
  form: Reasoned,
  prefill: async (ctx, { meeting }) => withText(await postponeText(ctx, meeting), { reason: '' }),
  terms: async (ctx, { meeting }, { reason }) => ({ reason, text: await postponeText(ctx, meeting) }),
  carryOut: async (ctx, { deficiency, meeting }) => {
    const next = await nextOpenAgendaOf(ctx, meeting.groupId)
    if (next !== null) await placeOnAgenda(ctx, deficiency, next, 'postponed', { day: meeting.day }, 'follow_up')
  },
})

/** Names the next meeting where there is one that may still take it up. */
export async function postponeText(ctx: Ctx, { id, groupId }: Pick<Meeting, 'id' | 'groupId'>): Promise<string> {
  const next = await nextOpenAgendaOf(ctx, groupId, id)
  return next === null ? wordingOf('postpone') : wordingOf('postponeTo', { day: swedishDay(next.day) })
}

const monitor = kind({
  form: Reasoned,
  prefill: async (ctx, { deficiency }) =>
    withText(wordingOf('monitor'), { reason: promiseText(await promisedOn(ctx, deficiency.id)) }),
  terms: async (_ctx, _matter, { reason }) => ({ reason, text: wordingOf('monitor') }),
})

const accept = kind({
  form: Reasoned,
  prefill: async ctx => withText(acceptText(ctx.today), { reason: '' }),
  terms: async (ctx, _matter, { reason }) => ({ reason, text: acceptText(ctx.today) }),
  carryOut: async (ctx, { deficiency, meeting }, { id: decisionId }) => {
    await closeRequests(ctx, deficiency.id, { heldByMeetingId: meeting.id })
    const planned = { deficiencyId: deficiency.id, decisionId, state: 'planned', answer: null } as const
    const unasked = { askedAt: null, settledAt: null }
    for (const { months, dueDay } of effectDays(ctx.today))
      await ctx
        .rows(effectChecks)
        .insert({ ...planned, ...unasked, id: ctx.newId(), months, dueDay, createdAt: ctx.now })
  },
})

function acceptText(today: Day): string {
  const [first, second] = effectDays(today).map(({ dueDay }) => swedishDay(dueDay))
  return wordingOf('accept', { first: first ?? '', second: second ?? '' })
}

const close = kind({
  form: z.object({ ...Base, reason: field.formal(1000, 'meetings.reasonMissing') }),
  prefill: async () => withText(wordingOf('close'), { reason: '' }),
  terms: async (_ctx, _matter, { reason }) => ({ reason, text: wordingOf('close') }),
  carryOut: async (ctx, { deficiency, meeting }) => {
    await closeRequests(ctx, deficiency.id, { heldByMeetingId: meeting.id })
  },
})

/** The eight decisions of product §5: their forms, their terms and what they set going. */
export const KINDS: Readonly<Record<DecisionType, Kind>> = {
  ask,
  commit,
  investigate,
  lift,
  postpone,
  monitor,
  accept,
  close,
}

const withText = (text: string, values: Readonly<Record<string, string>>) => ({ ...values, text, proposed: text })
const chosen = (options: readonly Option[], value: string): Option | undefined =>
  options.find(option => option.value === value)
const wrong = (name: string, message = 'errors.choose'): Wrong => ({
  errors: { [name]: [message] } satisfies FieldErrors,
})
/** A meeting may be written up some days after it was held. */
const isPast = ({ meeting }: DeficiencyMatter, day: Day): boolean => day < meeting.day

const taskDue = async (ctx: Ctx, { meeting }: DeficiencyMatter): Promise<Day> =>
  taskDueDay(ctx.today, (await nextMeetingOf(ctx, meeting.groupId, meeting.id))?.day ?? null)
