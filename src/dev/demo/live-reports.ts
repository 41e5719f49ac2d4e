import { writeShort } from '#src/features/deficiencies/change-deficiency.ts'
import { FACETS, type Facet, type Level } from '#src/features/deficiencies/words.ts'
import { chooseLikeness } from '#src/features/observations/choose-likeness.ts'
import { startReport } from '#src/features/observations/describe-hindrance.ts'
import { holdReport } from '#src/features/observations/hold-report.ts'
import { linkReport } from '#src/features/observations/link-report.ts'
import { makeFromReport } from '#src/features/observations/make-from-report.ts'
import { nameOrganisations } from '#src/features/observations/name-organisations.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { reportSameHere } from '#src/features/observations/report-same-here.ts'
import { SendForm, sendReport, textsOf } from '#src/features/observations/send-report.ts'
import { setExtent } from '#src/features/observations/set-extent.ts'
import { setLevel } from '#src/features/observations/set-level.ts'
import { dismissReport, reopenReport, returnReport } from '#src/features/observations/settle-report.ts'
import { withdrawReport } from '#src/features/observations/withdraw-report.ts'
import { keyOfPlace } from '#src/features/withholding/place.ts'
import { reportThing } from '#src/features/withholding/thing.queries.ts'
import { withholdTexts } from '#src/features/withholding/withhold-text.ts'
import type { Actor } from '#src/kernel/actor.ts'
import { addDays } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import type { InventedCase, InventedReport } from './invented-case.ts'
import { CASES, type CaseKey } from './invented-cases.ts'
import { STRAYS, type StrayReport } from './invented-strays.ts'
import type { Moment } from './stage.ts'

const FILED = '08:40'
const TRIAGED = '15:10'
const HELD_DAYS = 45
/** How long before the report it was first met. */
const DAYS_BEFORE = 40

/** Everything that is reported, and what the coordinator makes of it the day after. */
export const reportMoments = (cast: Cast): Moment[] => [
  ...(Object.keys(CASES) as CaseKey[]).flatMap(key => ofCase(cast, key)),
  ...STRAYS.flatMap(stray => ofStray(cast, stray)),
]

function ofCase(cast: Cast, key: CaseKey): Moment[] {
  const [first, ...others] = CASES[key].reports
  return [
    ...filedAndTriaged(cast, key, first, true),
    ...others.flatMap(report => (report.sameHere ? [sameHere(cast, key, report)] : filedAndTriaged(cast, key, report))),
  ]
}

function sameHere(cast: Cast, key: CaseKey, report: InventedReport): Moment {
  const { municipalityId, office } = cast.register
  return cast.on(report.day, FILED, cast.author(report.by), async ctx =>
    reportSameHere(ctx, await cast.deficiency(ctx, key), office.id, {
      month: cast.month(report.day),
      municipalityId,
      clientBand: report.band ?? '1',
      line: report.text || null,
    }),
  )
}

const send = (ctx: Ctx, draft: Observation): Promise<Observation> =>
  sendReport(ctx, draft, SendForm.parse({ ...textsOf(draft), noClientData: 'ja', version: String(draft.version) }))

function filedAndTriaged(cast: Cast, key: CaseKey, report: InventedReport, makes = false): Moment[] {
  const { level, facets, bodies, gap, themes } = CASES[key]
  let id = ''
  return [
    cast.on(report.day, FILED, cast.author(report.by), async ctx => {
      const draft = await write(ctx, cast, report, { level, facets, bodies, gap: gap ?? false, themes })
      id = (await send(ctx, draft)).id
    }),
    cast.on(report.day + 1, TRIAGED, cast.coordinator, async ctx => {
      const sent = await ctx.rows(observations).get({ id })
      if (makes) await make(ctx, cast, key, sent)
      else await linkReport(ctx, sent, await cast.deficiency(ctx, key), sent.version)
    }),
  ]
}

async function make(ctx: Ctx, cast: Cast, key: CaseKey, sent: Observation): Promise<void> {
  cast.keep(key, await makeFromReport(ctx, sent, formOf(cast, CASES[key], sent.version)))
  const { short } = CASES[key]
  if (short === undefined) return
  const made = await cast.deficiency(ctx, key)
  const [what, forWhom, wanted] = short
  await writeShort(ctx, made, { version: made.version, what, forWhom, wanted })
}

function formOf(cast: Cast, made: InventedCase, version: number) {
  const { title, description, level, facets, themes, bodies, gap } = made
  const organisationIds = bodies.map(key => cast.body(key))
  return {
    ...{ title, description, level, ...facetFields(level, facets), themes: [...themes] },
    ...{ organisationIds, gap: gap ?? false, version },
  }
}

type Classified = Pick<InventedCase, 'facets' | 'bodies' | 'themes'> & {
  readonly level: Level | 'unsure'
  readonly gap: boolean
}

/** The steps of filing, one after the other, up to the check page. */
async function write(
  ctx: Ctx,
  cast: Cast,
  report: InventedReport,
  as: Classified & { readonly forId?: string | null },
): Promise<Observation> {
  const { office, municipalityId } = cast.register
  const { forId = null } = as
  let draft = await startReport(ctx, { whatHappened: report.text, officeId: office.id, forId })
  draft = await chooseLikeness(ctx, draft, null, draft.version)
  const organisationIds = as.bodies.map(key => cast.body(key))
  const unknown = organisationIds.length === 0
  draft = await nameOrganisations(ctx, draft, { organisationIds, gap: as.gap, unknown, version: draft.version })
  draft = await setLevel(ctx, draft, {
    ...facetFields(as.level, as.facets),
    level: as.level,
    version: draft.version,
  })
  return setExtent(ctx, draft, {
    municipalityId,
    firstMonth: cast.month(report.day - DAYS_BEFORE),
    lastMonth: cast.month(report.day),
    clientBand: report.band ?? '1',
    severity: report.severity ?? 'hinders',
    consequence: report.consequence ?? null,
    tried: report.tried ?? null,
    proposal: report.proposal ?? null,
    themes: [...as.themes],
    version: draft.version,
  })
}

/** Each level has its own list of facets: only that of the report's is ticked. */
function facetFields(level: Level | 'unsure', facets: readonly Facet[]) {
  const ticked =
    (of: Level) =>
    (facet: Facet): boolean =>
      of === level && facets.includes(facet)
  return {
    facetsCaseworker: FACETS.caseworker.filter(ticked('caseworker')),
    facetsLocal: FACETS.local.filter(ticked('local')),
    facetsCentral: FACETS.central.filter(ticked('central')),
  }
}

function ofStray(cast: Cast, { report, fate, reason, level, bodies, phoned }: StrayReport): Moment[] {
  const author = cast.author(report.by)
  if (bodies.length === 0) return [cast.on(report.day, FILED, author, ctx => startDraft(ctx, cast, report.text))]
  let id = ''
  const forId = phoned ? author.id : null
  const filed = cast.on(report.day, FILED, phoned ? cast.coordinator : author, async ctx => {
    const draft = await write(ctx, cast, report, { level, bodies, facets: [], themes: [], gap: false, forId })
    id = draft.id
    if (fate !== 'draft') await send(ctx, draft)
  })
  const done = (day: number, act: Fate): Moment =>
    cast.on(report.day + day, TRIAGED, whoSettles(cast, act, author), async ctx => {
      const sent = await ctx.rows(observations).get({ id })
      await SETTLE[act]?.(ctx, sent, { reason: reason ?? '', version: sent.version })
    })
  if (fate === 'inbox' || fate === 'draft') return [filed]
  return fate === 'reopened' ? [filed, done(1, 'dismissed'), done(8, 'reopened')] : [filed, done(1, fate)]
}

type Fate = StrayReport['fate']
type Settle = (ctx: Ctx, sent: Observation, why: { reason: string; version: number }) => Promise<void>
const SETTLE: Readonly<Partial<Record<Fate, Settle>>> = {
  returned: returnReport,
  dismissed: dismissReport,
  reopened: (ctx, sent, { version }) => reopenReport(ctx, sent, { reason: REOPENED, version }),
  held: (ctx, sent, why) => holdReport(ctx, sent, { ...why, until: addDays(ctx.today, HELD_DAYS) }),
  withdrawn: (ctx, sent, { version }) => withdrawReport(ctx, sent, version),
  withheld: withholdSlip,
}
const whoSettles = (cast: Cast, act: Fate, author: Actor): Actor =>
  act === 'withdrawn' ? author : act === 'withheld' ? cast.author('ombud') : cast.coordinator
const REOPENED = 'Två ombud till har berättat om samma sak.'

/** A colleague reads it and sees the name. */
async function withholdSlip(ctx: Ctx, { number }: Observation): Promise<void> {
  const thing = await reportThing(ctx, number ?? '')
  await withholdTexts(ctx, thing, { places: thing.places.slice(0, 1).map(keyOfPlace), why: 'official' })
}

const startDraft = (ctx: Ctx, { register }: Cast, whatHappened: string): Promise<Observation> =>
  startReport(ctx, { whatHappened, officeId: register.office.id })
