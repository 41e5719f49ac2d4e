import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, EmptyModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaSuggestion, agendaSuggestions } from './agenda.entity.ts'
import { lastSuggestionDay, takesSuggestions } from './agenda-time.rules.ts'
import { FREE_SECTIONS } from './arrange-agenda.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { whenOf } from './why-line.ts'

export interface SuggestionModel {
  readonly id: string
  readonly version: number
  readonly title: string
  /** `SF-2026-0042`; null when it is about something else. */
  readonly number: string | null
  readonly reason: string
  readonly by: string
  readonly badge: BadgeModel
  readonly declined: string | null
  /** For the convener, of one that is not answered. */
  readonly takes: boolean
  readonly declines: { readonly form: FormState; readonly open: boolean } | null
}
export interface SuggestionsPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly lead: string
  readonly until: string
  /** Null for those who suggest nothing, and when it is too late. */
  readonly form: FormState | null
  readonly suggestions: readonly SuggestionModel[]
  readonly empty: EmptyModel | null
  readonly locked: boolean
  readonly sections: readonly Option[]
}
interface Forms {
  readonly form?: FormState
  /** What was wrong with an answer to one. */
  readonly declined?: { readonly id: string; readonly form: FormState }
}
const TONES: Readonly<Record<AgendaSuggestion['state'], Tone>> = { open: 'new', taken: 'good', declined: 'closed' }

/** What members suggest for a meeting. A member sees her own; the convener all, to take up or decline. */
export async function suggestionsPage(ctx: Ctx, meeting: MeetingInGroup, forms: Forms = {}): Promise<SuggestionsPage> {
  const leads = meetingPolicy.can(ctx.actor, 'lead', meeting)
  const suggests = meetingPolicy.can(ctx.actor, 'suggest', meeting) && takesSuggestions(meeting, ctx.today)
  const suggestions = await modelsOf(ctx, meeting, leads, forms)
  return {
    title: ctx.t('agenda.suggestions'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    until: untilLine(ctx, meeting),
    form: suggests ? (forms.form ?? emptyForm()) : null,
    suggestions,
    empty:
      suggestions.length > 0
        ? null
        : {
            title: ctx.t('agenda.noSuggestions'),
            text: ctx.t(leads ? 'agenda.noSuggestionsLead' : 'agenda.noSuggestionsText'),
          },
    locked: meeting.lockedAt !== null,
    sections: FREE_SECTIONS.map(value => ({ value, label: ctx.t(keyOf(`section.${value}`)) })),
  }
}

export const untilLine = (ctx: Ctx, meeting: MeetingInGroup): string =>
  ctx.t(takesSuggestions(meeting, ctx.today) ? 'agenda.suggestUntil' : 'agenda.suggestOver', {
    day: dates[ctx.actor.locale].day(lastSuggestionDay(meeting.day)),
  })

async function modelsOf(ctx: Ctx, meeting: MeetingInGroup, leads: boolean, forms: Forms): Promise<SuggestionModel[]> {
  const own = leads ? {} : { personId: ctx.actor.id }
  const all = await ctx.rows(agendaSuggestions).all({ meetingId: meeting.id, ...own }, { createdAt: 'ASC', id: 'ASC' })
  const numbers = await numbersOf(ctx, all)
  const authors = await authorsOf(ctx, all)
  const arranges = leads && meetingLifecycle.allows(meeting.state, 'arrange')
  return all.map(one => {
    const faulty = forms.declined?.id === one.id ? forms.declined.form : null
    return {
      id: one.id,
      version: one.version,
      title: one.title,
      number: numbers.get(one.deficiencyId ?? '') ?? null,
      reason: one.reason,
      by: ctx.t('agenda.suggestedBy', {
        name: authors.get(one.id) ?? '',
        day: dates[ctx.actor.locale].date(one.createdAt),
      }),
      badge: { text: ctx.t(keyOf(`suggestionState.${one.state}`)), tone: TONES[one.state] },
      declined: one.declined,
      takes: arranges && one.state === 'open' && meeting.lockedAt === null,
      declines: leads && one.state === 'open' ? { form: faulty ?? emptyForm(), open: faulty !== null } : null,
    }
  })
}

async function numbersOf(ctx: Ctx, all: readonly AgendaSuggestion[]): Promise<Map<string, string>> {
  const ids = all.flatMap(({ deficiencyId }) => deficiencyId ?? [])
  const found = ids.length === 0 ? [] : await ctx.rows(deficiencies).all({ id: In(ids) })
  return new Map(found.map(({ id, number }) => [id, number]))
}

/** Members of a group may be named in it, with whom they speak for. */
async function authorsOf(ctx: Ctx, all: readonly AgendaSuggestion[]): Promise<Map<string, string>> {
  if (all.length === 0) return new Map()
  const persons = await ctx.rows(people).all({ id: In([...new Set(all.map(({ personId }) => personId))]) })
  const bodies = await organisationNames(
    ctx,
    all.flatMap(({ organisationId }) => organisationId ?? []),
  )
  return new Map(
    all.map(({ id, personId, organisationId }) => {
      const name = persons.find(person => person.id === personId)?.name
      return [id, [name, bodies.get(organisationId ?? '')].filter(Boolean).join(', ')]
    }),
  )
}
