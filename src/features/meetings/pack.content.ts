import type { RequestWithAnswer } from '#src/features/answers/answer.queries.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { ClientBand, Theme } from '#src/features/deficiencies/words.ts'
import type { Day } from '#src/kernel/days.ts'
import type { EffectCheck } from './decision.entity.ts'
import type { SeenByOffice } from './item.queries.ts'
import type { AgendaItem } from './meeting.entity.ts'
import type { DecisionOfGroup } from './meeting.queries.ts'

/** Associations in a group are not authorities: they get a pack of their own (domain §6). */
export const AUDIENCES = ['authorities', 'associations'] as const
export type Audience = (typeof AUDIENCES)[number]

/** What a meeting has before it, for one audience or one organisation. */
export interface PackContent {
  readonly group: string
  readonly day: Day
  readonly time: string
  readonly place: string
  readonly fictitious: boolean
  readonly audience: Audience
  /** Whose extract it is; null for the whole. */
  readonly organisation: string | null
  readonly items: readonly PackItem[]
  readonly actions: readonly OpenAction[]
  readonly requests: readonly OpenRequest[]
  readonly effects: readonly EffectResult[]
}

export interface PackItem {
  readonly id: string
  /** Its place on the whole agenda, from 1. */
  readonly nr: number
  readonly section: AgendaItem['section']
  readonly title: string
  readonly why: string
  /** What is proposed that the group decides; null where nothing is. */
  readonly proposal: string | null
  /** Null for a free item. */
  readonly matter: PackMatter | null
}
export interface PackMatter {
  readonly deficiency: Deficiency
  readonly organisations: readonly string[]
  readonly themes: readonly Theme[]
  readonly seen: readonly SeenByOffice[]
  /** Sent ones, the newest first. */
  readonly requests: readonly RequestWithAnswer[]
  /** Of earlier meetings, the newest first. */
  readonly decisions: readonly DecisionOfGroup[]
}

/** A row of an annex, with the systemfel that it is about. */
interface AnnexRow {
  readonly deficiencyId: string
  readonly number: string
  readonly title: string
}
export interface OpenAction extends AnnexRow {
  readonly description: string
  readonly organisationId: string | null
  readonly owner: string
  readonly dueDay: Day | null
  readonly state: 'proposed' | 'accepted'
}
export interface OpenRequest extends AnnexRow {
  readonly organisationId: string
  readonly organisation: string
  readonly question: string
  readonly sentDay: Day
  readonly dueDay: Day | null
  /** From the sending to the day that the pack is read. */
  readonly days: number
}
export interface EffectResult extends AnnexRow {
  readonly months: number
  readonly answer: NonNullable<EffectCheck['answer']>
}

/** Everything a pack may be made of, before it is known who reads it. */
export interface PackSource extends Omit<PackContent, 'audience' | 'organisation'> {
  /** The bands of the reports on each systemfel. */
  readonly bands: ReadonlyMap<string, readonly (ClientBand | null)[]>
  /** The ids of the bodies responsible for each. */
  readonly responsible: ReadonlyMap<string, readonly string[]>
}
