import { type Key, translate } from '#src/i18n/translate.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { hasRole } from '#src/kernel/actor.ts'
import type { NavigationItem } from './chrome.ts'

const CONTENT: readonly (readonly [string, Key])[] = [
  ['/', 'nav.start'],
  ['/systemfel', 'nav.deficiencies'],
  ['/moten', 'nav.meetings'],
  ['/atgarder', 'nav.actions'],
  ['/sammanstallningar', 'nav.summaries'],
]
const ADMIN: readonly (readonly [string, Key])[] = [
  ['/', 'nav.start'],
  ['/admin/anvandare', 'nav.people'],
  ['/admin/organisationer', 'nav.organisations'],
  ['/grupper', 'nav.groups'],
  ['/admin/logg', 'nav.log'],
]

/** Whether the header offers to search: not on the page of the search itself. */
export const maySearch = (actor: Actor, path: string): boolean => readsContent(actor) && path !== '/sok'

const readsContent = (actor: Actor): boolean => hasRole(actor, 'ombud', 'coordinator', 'convener', 'member', 'analyst')

/** At most five. Somebody who only administers sees no report text, and so no pages that hold it. */
export function navigationFor(actor: Actor, path: string): NavigationItem[] {
  if (actor.kind !== 'person') return []
  return (readsContent(actor) ? CONTENT : ADMIN).map(([href, key]) => ({
    href,
    label: translate(actor.locale, key),
    current: isWithin(path, href),
  }))
}

/** Pages that stand under a heading of the navigation without its address. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '/admin/organisationer': ['/admin/verksamheter', '/admin/kommuner', '/myndigheter'],
  '/systemfel': ['/effekt', '/losningar'],
  '/admin/logg': ['/admin/drift'],
  '/moten': ['/forum'],
  '/sammanstallningar': ['/redovisningar', '/ni-sa-vi-gjorde'],
  '/atgarder': ['/obesvarade', '/inkomna-svar'],
}
const isWithin = (path: string, href: string): boolean =>
  href === '/'
    ? path === '/'
    : [href, ...(ALSO[href] ?? [])].some(place => path === place || path.startsWith(`${place}/`))
