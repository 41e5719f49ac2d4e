import { writeDocx } from '#src/documents/docx.ts'
import { inTurn } from '#src/documents/in-turn.ts'
import type { ListKind } from '#src/documents/list-file.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { withRole } from '#src/web/access.ts'
import { dates } from '#src/web/dates.ts'
import { file, page, type Reply } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { decisionPage } from './decision.page.ts'
import { excerptDocument } from './excerpt.document.ts'
import { findDecision } from './find-decision.ts'
import { exportRegister } from './register.document.ts'
import { registerPage } from './register.page.ts'
import { MOST_EXPORTED } from './register.queries.ts'
import { addressOf, chosenIn, type Query } from './register.rules.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')

/** The register, as page and as file. */
export const registerRoutes: Feature = routes => {
  routes.get('/beslut', readers, async (ctx, { query }) => page('decisions/index', await registerPage(ctx, query)))
  for (const kind of ['csv', 'xlsx'] as const)
    routes.getSnapshot(`/beslut.${kind}`, readers, (ctx, { query }) => exported(ctx, query, kind))
}

/** One decision, as page and as the excerpt in Word. */
export const decisionPageRoutes: Feature = routes => {
  routes.get('/beslut/:id', readers, async (ctx, { params }) =>
    page('decisions/show', await decisionPage(ctx, await findDecision(ctx, params.id))),
  )
  routes.getSnapshot('/beslut/:id/protokollsutdrag.docx', readers, async (ctx, { params }) => {
    const found = await findDecision(ctx, params.id)
    const { paragraph, year } = found.decision
    const name = `protokollsutdrag-${found.group.slug}-${paragraphLabel(paragraph, year).replace(/\D+/g, '-').slice(1)}.docx`
    return file(name, 'docx', () => writeDocx(excerptDocument(found)))
  })
}

async function exported(ctx: Ctx, query: Query, kind: ListKind): Promise<Reply> {
  const register = await inTurn(ctx.actor.id, () => exportRegister(ctx, query, kind))
  return register === null
    ? page('decisions/too-many', tooMany(ctx, query), 422)
    : file(register.name, kind, register.content)
}

export interface TooManyDecisionsPage {
  readonly title: string
  readonly text: string
  readonly back: string
}
const tooMany = (ctx: Ctx, query: Query): TooManyDecisionsPage => ({
  title: ctx.t('list.tooManyRows'),
  text: ctx.t('decisions.tooMany', { most: dates[ctx.actor.locale].number(MOST_EXPORTED) }),
  back: addressOf(chosenIn(query)),
})
