import { municipalitiesOf } from '#src/features/organisations/office.queries.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { isId } from '#src/kernel/ids.ts'
import { withRole } from '#src/web/access.ts'
import { page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { checkMonth } from './check-month.ts'
import { monthChecks } from './month-check.entity.ts'
import { addressOf, type Chosen, chosenBy, monthCheckPage, monthReceiptPage } from './month-check.page.ts'
import { itemsByIds } from './month-check.queries.ts'
import { monthsOffered } from './month-check.rules.ts'
import { monthCheckForm, ticksOf } from './month-fields.ts'

/** Once a month: what of the office's open systemfel an ombud has met, on one page. */
export const monthCheckRoutes: Feature = routes => {
  const ombud = withRole('ombud')
  routes.get('/manadsavstamning', ombud, async (ctx, { query }) =>
    page('month-check/month', await monthCheckPage(ctx, await chosenBy(ctx, query), query)),
  )
  routes.post('/manadsavstamning', ombud, (ctx, { query, body }) => check(ctx, query, body))
  routes.get('/manadsavstamning/klart', ombud, async (ctx, { query }) => {
    const chosen = await chosenBy(ctx, query)
    const where = { officeId: chosen.office.id, personId: ctx.actor.id, month: chosen.month }
    const checked = await ctx.rows(monthChecks).one(where)
    return checked === null
      ? redirect(addressOf(chosen.office, chosen.month))
      : page('month-check/receipt', monthReceiptPage(ctx, chosen, checked))
  })
}

/** The address says the office; the month is the form's, which may have been open since the month before. */
async function check(ctx: Ctx, query: Incoming['query'], body: Incoming['body']): Promise<Reply> {
  const chosen = await chosenBy(ctx, { ...query, manad: String(body['month']) })
  if (query['verksamhet'] !== chosen.office.slug) throw new NotFound('errors.notFound')
  const checking = { officeId: chosen.office.id, month: chosen.month }
  const municipalityIds = (await municipalitiesOf(ctx, chosen.office.id)).map(({ id }) => id)
  const items = await itemsByIds(ctx, checking, [body['deficiencyIds'] ?? []].flat().filter(isId))
  const form = ctx.form(monthCheckForm({ months: monthsOffered(ctx.today), municipalityIds, items }), body)
  if (!form.ok) return page('month-check/month', await monthCheckPage(ctx, chosen, query, form), 422)
  await checkMonth(ctx, checking, ticksOf(form.value, items, municipalityIds))
  return redirect(receiptOf(chosen))
}

const receiptOf = ({ office, month }: Chosen): string =>
  addressOf(office, month).replace('/manadsavstamning?', '/manadsavstamning/klart?')
