import { type Key, keyOf } from '#src/i18n/translate.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import type { Fact } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import { deficiencyPolicy, ownFeeding } from './deficiency.policy.ts'
import type { Links, Named } from './deficiency.queries.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'

/** How it is classified and whom it concerns. Rows with nothing to say are left out. */
export function factsOf(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  links: Links,
  routeHref: string | null,
): (Fact | null)[] {
  const { t } = ctx
  const { level, facets, gap, legalGround, externalReference, diaryNumber, source, levelInferred } = deficiency
  const row = (label: Key, text: string | null): Fact | null =>
    text === null || text === '' ? null : { label: t(label), text }
  const letIn = routeHref === null ? {} : { action: { href: routeHref, label: t('deficiencies.letIn') } }
  return [
    row('deficiencies.organisations', names(links.organisations) || t('deficiencies.noOrganisation')),
    row('deficiencies.gap', gap ? t('deficiencies.gapYes') : null),
    {
      label: t('deficiencies.level'),
      text: t(keyOf(`level.${level}`)),
      ...(levelInferred ? { note: t('deficiencies.levelInferred') } : {}),
    },
    row('deficiencies.facets', facets.map(facet => t(keyOf(`facet.${facet}`))).join(', ')),
    row('deficiencies.themes', links.themes.map(theme => t(keyOf(`theme.${theme}`))).join(', ')),
    row('deficiencies.offices', names(links.circle.office)),
    { label: t('deficiencies.groups'), text: names(links.circle.group) || t('deficiencies.noGroup'), ...letIn },
    row('deficiencies.municipalities', names(links.circle.municipality)),
    row('deficiencies.legalGround', legalGround),
    row('deficiencies.externalReference', externalReference),
    row('deficiencies.diaryNumber', diaryNumber),
    row('deficiencies.source', source),
    row('deficiencies.protected', seesProtection(ctx, deficiency) ? t('deficiencies.protectedYes') : null),
  ]
}

const names = (all: readonly Named[]): string => all.map(({ name }) => name).join(', ')

/** That a report concerns the office's own employer is for the office and the convener, not for that employer. */
const seesProtection = ({ actor }: Ctx, deficiency: DeficiencyInCircle): boolean =>
  deficiency.protected &&
  (ownFeeding(actor, deficiency).length > 0 ||
    (deficiencyPolicy.can(actor, 'decide', deficiency) && groupsOf(actor, 'convener').length > 0))
