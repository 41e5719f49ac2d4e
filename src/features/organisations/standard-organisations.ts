import { In } from 'typeorm'
import type { Ctx } from '#src/work/context.ts'
import { type Organisation, organisations } from './organisation.entity.ts'

interface StandardOrganisation {
  readonly slug: string
  readonly name: string
  readonly kind: Organisation['kind']
  readonly parentSlug?: string
}

const listed = (
  kind: Organisation['kind'],
  names: Readonly<Record<string, string>>,
  parentSlug?: string,
): StandardOrganisation[] =>
  Object.entries(names).map(([slug, name]) => ({
    slug,
    name,
    kind,
    ...(parentSlug === undefined ? {} : { parentSlug }),
  }))

/**
 * The reference list of the field: responsible bodies that systemfel are met at all over the country. “Kommunen” and
 * “Regionen” are those of the place where it is met; an installation adds its own units beside them. Parents stand first.
 */
export const STANDARD_ORGANISATIONS: readonly StandardOrganisation[] = [
  ...listed('municipality', { kommun: 'Kommunen' }),
  ...listed(
    'municipality',
    {
      'kommun-socialtjanst': 'Socialtjänst, bistånd',
      'kommun-ekonomiskt-bistand': 'Ekonomiskt bistånd',
      'kommun-socialpsykiatri': 'Socialpsykiatri och boendestöd',
      'kommun-lss': 'LSS',
      'kommun-bostad': 'Bostad',
      'kommun-skuldradgivning': 'Budget- och skuldrådgivning',
      'kommun-overformyndare': 'Överförmyndare',
      'kommun-arbetsmarknad': 'Arbetsmarknad och sysselsättning',
      'kommun-stadsdelsforvaltning': 'Stadsdelsförvaltning',
    },
    'kommun',
  ),
  ...listed('region', { region: 'Regionen' }),
  ...listed(
    'region',
    {
      'region-psykiatri': 'Psykiatri',
      'region-beroendevard': 'Beroendevård',
      'region-primarvard': 'Primärvård',
      'region-somatik': 'Somatisk vård',
      'region-habilitering': 'Habilitering och NPF',
    },
    'region',
  ),
  ...listed(
    'region',
    { 'region-psykiatri-oppen': 'Öppen psykiatri', 'region-psykiatri-sluten': 'Sluten psykiatri' },
    'region-psykiatri',
  ),
  ...listed(
    'region',
    { 'region-primarvard-offentlig': 'Offentlig primärvård', 'region-primarvard-privat': 'Privat primärvård' },
    'region-primarvard',
  ),
  ...listed('state', {
    arbetsformedlingen: 'Arbetsförmedlingen',
    forsakringskassan: 'Försäkringskassan',
    kronofogden: 'Kronofogden',
    skatteverket: 'Skatteverket',
    pensionsmyndigheten: 'Pensionsmyndigheten',
    migrationsverket: 'Migrationsverket',
    'statens-servicecenter': 'Statens servicecenter',
    kriminalvarden: 'Kriminalvården',
    'polis-domstol': 'Polis och domstol',
    'lagstiftare-regering': 'Lagstiftare och regering',
    lansstyrelsen: 'Länsstyrelsen',
    socialstyrelsen: 'Socialstyrelsen',
    ivo: 'Inspektionen för vård och omsorg, IVO',
    'stat-ovrig': 'Annan statlig myndighet',
  }),
  ...listed('other', {
    'a-kassa': 'A-kassa',
    hyresvard: 'Hyresvärd',
    'bank-e-legitimation': 'Bank och e-legitimation',
    samordningsforbund: 'Samordningsförbund, FINSAM',
    flera: 'Flera',
    okand: 'Okänd',
  }),
]

/**
 * Adds what the reference list has and the register lacks, by slug; what is there already stays as it is, so it may be
 * run at any time. Tells how many were added.
 */
export async function ensureStandardOrganisations(ctx: Ctx): Promise<number> {
  const rows = ctx.rows(organisations)
  const known = await rows.all({ slug: In(STANDARD_ORGANISATIONS.map(({ slug }) => slug)) })
  const ids = new Map(known.map(({ slug, id }) => [slug, id]))
  const missing = STANDARD_ORGANISATIONS.filter(({ slug }) => !ids.has(slug))
  for (const { slug, name, kind, parentSlug } of missing) {
    const id = ctx.newId()
    const parentId = parentSlug === undefined ? null : (ids.get(parentSlug) ?? null)
    await rows.insert({
      ...{ id, slug, name, kind, parentId },
      ...{ validFrom: null, validTo: null, fictitious: false, version: 1 },
    })
    ids.set(slug, id)
  }
  if (missing.length > 0)
    ctx.record('organisation.listAdded', { type: 'register', id: 'organisations' }, { count: missing.length })
  return missing.length
}
