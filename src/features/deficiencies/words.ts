/** The lists of the field (domain): levels, facets, themes. Labels are in the catalogue: `level.local`, `theme.sip` … */
export const LEVELS = ['caseworker', 'local', 'central'] as const
export type Level = (typeof LEVELS)[number]

/** What a level is about, in the national wording. */
export const FACETS = {
  caseworker: ['attitude', 'competence', 'values', 'responsibility'],
  local: ['organisation', 'resources', 'services', 'goals'],
  central: ['regulations', 'resources', 'organisation'],
} as const satisfies Record<Level, readonly string[]>
export const ALL_FACETS = [
  'attitude',
  'competence',
  'values',
  'responsibility',
  'organisation',
  'resources',
  'services',
  'goals',
  'regulations',
] as const
export type Facet = (typeof ALL_FACETS)[number]

export const THEMES = [
  'bemotande',
  'tillganglighet',
  'digitalisering',
  'kompetens',
  'likvardighet',
  'information_service',
  'vantetider',
  'personalkontinuitet',
  'samordning',
  'sip',
  'ansvarsglapp',
  'samsjuklighet',
  'lakarintyg',
  'socialforsakring',
  'forsorjning',
  'skuld',
  'bostad',
  'boendestod',
  'sysselsattning',
  'god_man',
  'vardtillgang',
  'npf',
  'barn_anhoriga',
  'sprak',
  'resurser',
  'aterkoppling',
  'ledningsgrupp',
  'po_tillgang',
] as const
export type Theme = (typeof THEMES)[number]

/** How many clients of one ombud have met it: bands, never counts. */
export const CLIENT_BANDS = ['1', '2-4', '5-9', '10+'] as const
export type ClientBand = (typeof CLIENT_BANDS)[number]
