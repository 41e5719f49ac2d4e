const DAY_MS = 86_400_000
/** Links live 60 days (quality rule 19), or a month beyond a longer term. */
const LINK_DAYS = 60
const AFTER_TERM = 30

export const linkExpiry = (sentAt: Date, termDays: number): Date =>
  new Date(sentAt.getTime() + Math.max(LINK_DAYS, termDays + AFTER_TERM) * DAY_MS)
