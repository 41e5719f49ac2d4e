import { keyOf } from '#src/i18n/translate.ts'
import { dayOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Answer } from './answer.entity.ts'
import { askerOf, partiesOf } from './answer.mails.ts'
import type { FoundRequest } from './find-request.ts'
import { type Joint, type JointParty, namesOf } from './joint.queries.ts'
import { mayAdd } from './joint-add.ts'

/** Something that a party has said: its answer, or what it adds to another's. */
export interface JointSaid {
  readonly from: string
  readonly heading: string
  readonly text: string
  readonly facts: readonly Fact[]
}
/** What stands of a joint question on every page of it. */
export interface JointShown {
  /** "Gemensam fråga till A och B". */
  readonly line: string
  /** Who answers. */
  readonly how: string
  readonly facts: readonly Fact[]
  readonly answers: readonly JointSaid[]
  readonly additions: readonly JointSaid[]
}

/** `keeps`: those who asked have a page for each party's question; its parties have not. */
export function jointShown(ctx: Ctx, joint: Joint, keeps: boolean): JointShown {
  const lead = joint.lead.organisation
  return {
    line: ctx.t('contacts.joint', { parties: namesOf(ctx, joint.parties) }),
    how: ctx.t(joint.answering === 'one' ? 'contacts.answersForAll' : 'contacts.eachAnswers', { lead }),
    facts: joint.parties.map(party => partyFact(ctx, joint, party, keeps)),
    answers: joint.parties.flatMap(party => (party.answer === null ? [] : [answerSaid(ctx, party, party.answer)])),
    additions: joint.parties.flatMap(party => additionSaid(ctx, party)),
  }
}

function partyFact(ctx: Ctx, { answering, lead }: Joint, party: JointParty, keeps: boolean): Fact {
  const { part, request, organisation, contact } = party
  const settled = request.state === 'answered' && answering === 'one' && !part.leads
  const badge: BadgeModel = {
    text: settled
      ? ctx.t('contacts.settledBy', { lead: lead.organisation })
      : ctx.t(keyOf(`requestState.${request.state}`)),
    tone:
      request.state === 'answered'
        ? 'good'
        : request.state === 'sent' || request.state === 'tray'
          ? 'waiting'
          : 'closed',
  }
  const note = part.leads ? ctx.t('contacts.leads') : undefined
  const href = keeps ? `/obesvarade/${request.id}` : undefined
  return { label: organisation, text: contact.function, note, badge, href }
}

function answerSaid(ctx: Ctx, { organisation }: JointParty, answer: Answer): JointSaid {
  const { day, date } = dates[ctx.actor.locale]
  const { kind, changeDay, otherBody } = answer
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }])
  return {
    from: organisation,
    heading: ctx.t(keyOf(`answerKind.${kind}`)),
    text: answer.text,
    facts: [
      ...fact(ctx.t('answers.receivedAt'), date(answer.receivedAt)),
      ...fact(ctx.t('answers.day'), changeDay && day(changeDay)),
      ...fact(ctx.t(kind === 'lift' ? 'answers.toWhom' : 'answers.whose'), otherBody),
    ],
  }
}

function additionSaid(ctx: Ctx, { organisation, part }: JointParty): JointSaid[] {
  if (part.addition === null || part.additionAt === null) return []
  const heading = ctx.t('contacts.added', { day: dates[ctx.actor.locale].date(part.additionAt) })
  return [{ from: organisation, heading, text: part.addition, facts: [] }]
}

/** For those who asked, and their circle. */
export interface JointPage extends JointShown {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly question: string
  readonly sent: string | null
}

export function jointPage(ctx: Ctx, { request, deficiency }: FoundRequest, joint: Joint): JointPage {
  const { sentAt } = request
  return {
    ...jointShown(ctx, joint, true),
    title: ctx.t('contacts.jointOf', { number: deficiency.number }),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    question: request.question,
    sent: sentAt === null ? null : dates[ctx.actor.locale].day(dayOf(sentAt)),
  }
}

/** The first page of a party's link, which tells nothing of the matter itself. */
export interface OpenJointPage {
  readonly title: string
  readonly fictitious: boolean
  readonly lead: string
  readonly facts: readonly Fact[]
}

export async function openJointPage(ctx: Ctx, joint: Joint, party: JointParty): Promise<OpenJointPage> {
  const parties = await partiesOf(ctx, party.request)
  const { name } = askerOf(parties)
  return {
    title: ctx.t('answers.openTitle', { group: name }),
    fictitious: parties.deficiency.fictitious,
    lead: ctx.t('contacts.openLead', { group: name, parties: namesOf(ctx, joint.parties) }),
    facts: [
      { label: ctx.t('answers.to'), text: party.organisation, note: party.contact.function },
      { label: ctx.t('answers.reference'), text: parties.deficiency.number },
    ],
  }
}

/** What a party reads: the question, who answers, what has been answered; and where it may add something of its own. */
export interface SharedPage extends JointShown {
  readonly title: string
  readonly fictitious: boolean
  readonly requestId: string
  readonly organisation: string
  readonly matter: readonly string[]
  readonly reference: string
  readonly question: string
  readonly form: FormState | null
  readonly wrong: string
}

export async function sharedPage(
  ctx: Ctx,
  joint: Joint,
  party: JointParty,
  form: FormState = emptyForm(),
): Promise<SharedPage> {
  const parties = await partiesOf(ctx, party.request)
  const { what, forWhom, wanted, description, title, number, fictitious } = parties.deficiency
  const { office } = parties
  return {
    ...jointShown(ctx, joint, false),
    ...{ title, fictitious, reference: number, organisation: party.organisation },
    requestId: party.request.id,
    matter: what === null ? [description] : [what, forWhom, wanted].filter(sentence => sentence !== null),
    question: party.request.question,
    form: mayAdd(joint, party) ? form : null,
    wrong: ctx.t('answers.wrong', {
      office: [office.name, askerOf(parties).email, office.phone].filter(way => way !== null).join(', '),
    }),
  }
}
