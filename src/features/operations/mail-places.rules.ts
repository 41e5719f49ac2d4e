/** Where a letter can lie, as the page's addresses say it. */
export const PLACES = ['misslyckade', 'aterlasta', 'vantar', 'utkorgar', 'skickade', 'atsidan'] as const
export type Place = (typeof PLACES)[number]

export const isPlace = (text: string | undefined): text is Place => PLACES.some(place => place === text)

/** Conditions on `outbox_mail`, without values of anybody's. Held and not by a meeting: since a backup was restored. */
export const PLACE_SQL: Readonly<Record<Place, string>> = {
  misslyckade: `"state" = 'failed'`,
  aterlasta: `"state" = 'held' AND "held_by_meeting_id" IS NULL`,
  vantar: `"state" = 'waiting'`,
  utkorgar: `"state" = 'held' AND "held_by_meeting_id" IS NOT NULL`,
  skickade: `"state" = 'sent'`,
  atsidan: `"state" = 'discarded'`,
}

/** What came back to a person's own mailbox, or what she was told. */
export const BOUNCES = ['unknown', 'full', 'refused', 'other'] as const
export type Bounce = (typeof BOUNCES)[number]
/** As a letter's `failure` says it. */
export const BOUNCED = 'bounce.'
