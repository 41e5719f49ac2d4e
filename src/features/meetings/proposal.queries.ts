import { latestAnswer, referredContacts } from '#src/features/answers/referred.queries.ts'
import { groupsByIds } from '#src/features/groups/group.queries.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { contactOptions, organisationNames } from '#src/features/organisations/organisation.queries.ts'
import type { Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { choicesFor } from './decide-item.ts'
import { KINDS, postponeText } from './decision-kinds.ts'
import { type DeficiencyMatter, hasDeficiency, type Matter, matterById, organisationIdsOf } from './matter.ts'
import type { AgendaItem, Choice } from './meeting.entity.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { promisedOn } from './promised.queries.ts'
import { type Known, proposedChoice } from './proposal.rules.ts'
import { inSwedish, swedishDay } from './wording.ts'

/** A decision that is proposed on an item: the first choice when it is decided. */
export interface Proposal {
  readonly type: Choice
  /** The decision's form, filled in. */
  readonly values: Submitted
  readonly text: string
  /** Who is asked, takes it on or receives it; null where nobody does. */
  readonly taker: string | null
  /** `YYYY-MM-DD`; null where there is none, and for a question, whose days count from its sending. */
  readonly dueDay: string | null
  /** Set by the convener; otherwise by the rules. */
  readonly set: boolean
}

/** Null of an item that is decided, and of one that nothing can be said of beforehand. */
export async function proposalOf(ctx: Ctx, matter: Matter): Promise<Proposal | null> {
  if (matter.item.paragraph !== null) return null
  const allowed = choicesFor(matter)
  const stored = storedIn(matter.item)
  if (stored !== null && allowed.includes(stored.type)) return described(ctx, stored, true)
  const type = hasDeficiency(matter) ? proposedChoice(await knownOf(ctx, matter), allowed) : 'note'
  const values = type === null ? null : await valuesFor(ctx, matter, type)
  return type === null || values === null ? null : described(ctx, { type, values }, false)
}

/** Of every undecided item of a meeting, by the item's id. */
export async function proposalsOf(
  ctx: Ctx,
  meeting: MeetingInGroup,
  items: readonly AgendaItem[],
): Promise<Map<string, Proposal>> {
  const found = new Map<string, Proposal>()
  for (const item of items) {
    if (item.paragraph !== null) continue
    const proposal = await proposalOf(ctx, await matterById(ctx, meeting, item.id))
    if (proposal !== null) found.set(item.id, proposal)
  }
  return found
}

interface Filled {
  readonly type: Choice
  readonly values: Submitted
}

/** The field of each decision's form that holds words beside the text. */
export const DETAILS: Readonly<Record<Choice, string | null>> = {
  ask: 'question',
  commit: 'description',
  investigate: 'description',
  lift: 'coveringText',
  postpone: 'reason',
  monitor: 'reason',
  accept: 'reason',
  close: 'reason',
  note: null,
}

function storedIn({ proposedType: type, proposedText, proposedDetail, proposedFields }: AgendaItem): Filled | null {
  if (type === null) return null
  const { kept, ...fields } = proposedFields ?? {}
  const text = proposedText ?? ''
  const detail = DETAILS[type]
  const words = detail === null ? {} : { [detail]: proposedDetail ?? '' }
  const also = fields['alsoIds'] === undefined ? {} : { alsoIds: fields['alsoIds'].split(',') }
  return { type, values: { ...fields, ...also, ...words, text, proposed: kept === undefined ? '' : text } }
}

async function knownOf(ctx: Ctx, { item, deficiency, meeting }: DeficiencyMatter): Promise<Known> {
  const { id, level, definition } = deficiency
  const bodies = await organisationIdsOf(ctx, id)
  const answer = await latestAnswer(ctx, id)
  const referred = (await referredContacts(ctx, id)).length > 0
  const contacts = bodies.length === 0 ? [] : await contactOptions(ctx, bodies)
  return {
    why: item.why,
    variant: variantOf(item),
    level,
    definition,
    answer: answer?.kind ?? null,
    referred,
    has: {
      contact: referred || contacts.length > 0,
      body: bodies.length > 0 || (await promisedOn(ctx, id)) !== null,
      office: meeting.officeIds.length > 0,
      parent: meeting.group.parentId !== null,
    },
  }
}

const variantOf = ({ whyFacts: { variant } }: AgendaItem): string | null =>
  typeof variant === 'string' ? variant : null

/** Before a meeting what is proposed counts its days from the meeting's, as it will when it is decided. */
export const asOfMeeting = (ctx: Ctx, { day }: Pick<MeetingInGroup, 'day'>): Ctx =>
  day > ctx.today ? { ...ctx, today: day } : ctx

/** The form of a decision as it opens; null where there is nothing to say before the meeting. */
export async function valuesFor(ctx: Ctx, matter: Matter, type: Choice): Promise<Submitted | null> {
  const then = asOfMeeting(ctx, matter.meeting)
  if (type !== 'note' && hasDeficiency(matter)) return KINDS[type].prefill(then, matter)
  const text = type === 'note' ? noteText(matter.item) : await postponeText(then, matter.meeting)
  return text === '' ? null : { text, proposed: text, reason: '' }
}

function noteText({ section, why, whyFacts }: AgendaItem): string {
  if (why === 'taken_directly') return inSwedish('agenda.text.direct')
  if (section === 'opening') return inSwedish('agenda.text.opening')
  if (section !== 'previous_minutes') return ''
  const { day } = whyFacts
  return typeof day === 'string'
    ? inSwedish('agenda.text.previousOf', { day: swedishDay(day) })
    : inSwedish('agenda.text.previous')
}

async function described(ctx: Ctx, { type, values }: Filled, set: boolean): Promise<Proposal> {
  const said = (name: string): string => String(values[name] ?? '')
  return {
    type,
    values,
    text: said('text'),
    taker: await takerOf(ctx, type, said),
    dueDay: said('dueDay') || said('wishedDay') || null,
    set,
  }
}

async function takerOf(ctx: Ctx, type: Choice, said: (name: string) => string): Promise<string | null> {
  if (type === 'ask') return contactNames(ctx, [said('contactId'), ...said('alsoIds').split(',')])
  if (type === 'commit') return firstOf(await organisationNames(ctx, ids(said('organisationId'))))
  if (type === 'investigate') return (await officesByIds(ctx, ids(said('officeId'))))[0]?.name ?? null
  if (type !== 'lift') return null
  return (await groupsByIds(ctx, ids(said('toGroupId'))))[0]?.name ?? (said('toName') || null)
}

const ids = (id: string): string[] => (id === '' ? [] : [id])
const firstOf = (names: ReadonlyMap<string, string>): string | null => [...names.values()][0] ?? null

async function contactNames(ctx: Ctx, contactIds: readonly string[]): Promise<string | null> {
  const names: string[] = []
  for (const id of new Set(contactIds)) {
    const name = await contactName(ctx, id)
    if (name !== null) names.push(name)
  }
  return names.length === 0 ? null : names.join('; ')
}

async function contactName(ctx: Ctx, contactId: string): Promise<string | null> {
  const contact = contactId === '' ? null : await ctx.rows(agencyContacts).one({ id: contactId })
  if (contact === null) return null
  return `${contact.function}, ${firstOf(await organisationNames(ctx, [contact.organisationId])) ?? ''}`
}
