import { In } from 'typeorm'
import type { Document } from '#src/documents/document.ts'
import { type Organisation, organisations } from '#src/features/organisations/organisation.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { people } from '#src/features/people/person.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import type { Audience } from './pack.content.ts'
import { packDocument } from './pack.document.ts'
import { isSingle, type PackFinding, type Wanted } from './pack.rules.ts'
import type { Pack } from './pack.ts'

/** What an address asks for. */
export interface Choice extends Wanted {
  /** Of the extract's organisation. */
  readonly slug: string | null
  readonly large: boolean
}
interface Link {
  readonly href: string
  readonly label: string
}
export interface FindingShown {
  readonly text: string
  readonly link: Link
}
/** What the convener goes through before the pack leaves. */
export interface PackReview {
  readonly blocked: boolean
  readonly findings: readonly FindingShown[]
  readonly editions: readonly Link[]
  readonly singles: { readonly text: string; readonly items: readonly string[] } | null
  readonly confirmed: string | null
  /** While the pack for associations is to be confirmed. */
  readonly mark: string | null
}
/** The same, where it is shown. */
export interface PackReviewModel extends PackReview {
  readonly id: string
}
export interface PackPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly document: Document
  readonly links: readonly Link[]
  /** Null for those who do not lead the meeting. */
  readonly review: PackReview | null
}

export async function packPage(ctx: Ctx, meeting: MeetingInGroup, pack: Pack, choice: Choice): Promise<PackPage> {
  const document = packDocument(pack.content, choice.large)
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  return {
    title: document.title,
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    document: { ...document, fictitious: false },
    links: [
      { href: addressOf(meeting, choice, '.pdf'), label: ctx.t('pack.pdf') },
      { href: addressOf(meeting, choice, '.docx'), label: ctx.t('pack.docx') },
      {
        href: addressOf(meeting, { ...choice, large: !choice.large }),
        label: ctx.t(choice.large ? 'pack.normal' : 'pack.large'),
      },
    ],
    review: leads ? await reviewOf(ctx, meeting, pack, choice) : null,
  }
}

type Address = Pick<Choice, 'audience' | 'slug' | 'large'>

function addressOf({ id }: Pick<MeetingInGroup, 'id'>, { audience, slug, large }: Address, ending = ''): string {
  const query = new URLSearchParams({
    ...(audience === 'associations' && { for: 'foreningar' }),
    ...(slug !== null && { organisation: slug }),
    ...(large && { storstil: '1' }),
  }).toString()
  return `/moten/${id}/material${ending}${query === '' ? '' : `?${query}`}`
}

async function reviewOf(ctx: Ctx, meeting: MeetingInGroup, pack: Pack, choice: Choice): Promise<PackReview> {
  const { blocked, findings, confirmation, mark } = pack
  const asks = choice.audience === 'associations' && choice.slug === null && confirmation === null && !blocked
  return {
    blocked,
    findings: findings.map(finding => findingShown(ctx, meeting, finding)),
    editions: await editionsOf(ctx, meeting, pack, choice),
    singles: singlesOf(ctx, pack),
    confirmed: confirmation === null ? null : await confirmedText(ctx, confirmation),
    mark: asks ? mark : null,
  }
}

const findingShown = (ctx: Ctx, meeting: MeetingInGroup, { kind, text, number }: PackFinding): FindingShown => ({
  text: ctx.t(keyOf(`guard.kind.${kind}`), { text }),
  link:
    number === null
      ? mendingOf(ctx, meeting)
      : { href: `/systemfel/${number}`, label: ctx.t('pack.mendDeficiency', { number }) },
})

const mendingOf = (ctx: Ctx, { id, state }: MeetingInGroup): Link =>
  meetingLifecycle.allows(state, 'arrange')
    ? { href: `/moten/${id}/dagordning`, label: ctx.t('pack.mendAgenda') }
    : { href: `/moten/${id}/sparra`, label: ctx.t('pack.mendMeeting') }

/** The pack of each audience, and an extract for each body that an item concerns. */
async function editionsOf(ctx: Ctx, meeting: MeetingInGroup, { source }: Pack, choice: Choice): Promise<Link[]> {
  const ids = source.items.flatMap(({ matter }) =>
    matter === null ? [] : (source.responsible.get(matter.deficiency.id) ?? []),
  )
  const bodies = ids.length === 0 ? [] : byName(await ctx.rows(organisations).all({ id: In([...new Set(ids)]) }))
  const edition = (audience: Audience, body: Organisation | null, label: string): Link => {
    const shown = choice.audience === audience && choice.slug === (body?.slug ?? null)
    return {
      href: addressOf(meeting, { audience, slug: body?.slug ?? null, large: choice.large }),
      label: shown ? ctx.t('pack.shown', { edition: label }) : label,
    }
  }
  return [
    edition('authorities', null, ctx.t('pack.edition.authorities')),
    edition('associations', null, ctx.t('pack.edition.associations')),
    ...bodies.map(body => edition('authorities', body, ctx.t('pack.edition.extract', { organisation: body.name }))),
  ]
}

/** What rests on a report about one client leaves only after somebody has looked at it, and never to associations. */
function singlesOf(ctx: Ctx, { source, content }: Pack): PackReview['singles'] {
  const whole = content.audience === 'associations' ? source.items : content.items
  const items = whole.filter(({ matter }) => matter !== null && isSingle(source, matter.deficiency.id))
  if (items.length === 0) return null
  return {
    text: ctx.t(content.audience === 'associations' ? 'pack.leftOut' : 'pack.single'),
    items: items.map(({ nr, title }) => `${nr}. ${title}`),
  }
}

async function confirmedText(ctx: Ctx, { personId, confirmedAt }: NonNullable<Pack['confirmation']>): Promise<string> {
  const { name } = await ctx.rows(people).get({ id: personId })
  return ctx.t('pack.confirmedBy', { day: dates[ctx.actor.locale].date(confirmedAt), name })
}

export interface PackClosedPage {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
}
export const packClosedPage = (ctx: Ctx, { id, group }: MeetingInGroup): PackClosedPage => ({
  title: ctx.t('pack.closedTitle'),
  fictitious: group.fictitious,
  back: `/moten/${id}`,
})
