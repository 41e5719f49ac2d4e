import { emptyForm } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { changeHolder, readHolder } from './change-holder.ts'
import { fillSeat, readFilling } from './fill-seat.ts'
import { seatHolders, seats } from './group.entity.ts'
import { findGroup } from './group.queries.ts'
import { noteContact, readContact } from './note-contact.ts'
import { addSeat, changeSeat, readSeat, readSeatChange } from './save-seat.ts'
import { seatPage, seatPath } from './seat.page.ts'
import { changeSeatPage, contactPage, fillingPage, holderPage, newSeatPage, vacancyPage } from './seat-form.page.ts'
import { readVacancy, vacateSeat } from './vacate-seat.ts'

const keepers = withRole('admin', 'convener')

/** A seat in its group; one of another group does not exist here. */
async function findSeat(ctx: Ctx, { slug, id }: { readonly slug: string; readonly id: string }) {
  const group = await findGroup(ctx, slug)
  return { group, seat: await ctx.rows(seats).get({ id, groupId: group.id }) }
}

export const seatRoutes: Feature = routes => {
  routes.get('/grupper/:slug/platser/ny', keepers, async (ctx, { params, query }) => {
    const form = emptyForm({ party: query['part'] ?? '' })
    return page('groups/seat-form', await newSeatPage(ctx, await findGroup(ctx, params.slug), form))
  })
  routes.post('/grupper/:slug/platser/ny', keepers, async (ctx, { params, body }) => {
    const group = await findGroup(ctx, params.slug)
    const form = await readSeat(ctx, body)
    if (!form.ok) return page('groups/seat-form', await newSeatPage(ctx, group, form), 422)
    return redirect(seatPath(group, await addSeat(ctx, group, form.value)), 'groups.seatMade')
  })
  routes.get('/grupper/:slug/platser/:id', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    return page('groups/seat', await seatPage(ctx, group, seat))
  })
  routes.get('/grupper/:slug/platser/:id/redigera', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    return page('groups/seat-form', await changeSeatPage(ctx, group, seat))
  })
  routes.post('/grupper/:slug/platser/:id/redigera', keepers, async (ctx, { params, body }) => {
    const { group, seat } = await findSeat(ctx, params)
    const form = await readSeatChange(ctx, body)
    if (!form.ok) return page('groups/seat-form', await changeSeatPage(ctx, group, seat, form), 422)
    await changeSeat(ctx, group, seat, form.value)
    return redirect(seatPath(group, seat), 'organisations.changed')
  })
}

/** What is done to fill an empty seat. */
export const contactRoutes: Feature = routes => {
  routes.get('/grupper/:slug/platser/:id/kontakt', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    return page('groups/contact-form', contactPage(ctx, group, seat))
  })
  routes.post('/grupper/:slug/platser/:id/kontakt', keepers, async (ctx, { params, body }) => {
    const { group, seat } = await findSeat(ctx, params)
    const form = await readContact(ctx, body)
    if (!form.ok) return page('groups/contact-form', contactPage(ctx, group, seat, form), 422)
    await noteContact(ctx, group, seat, form.value)
    return redirect(seatPath(group, seat), 'groups.attemptNoted')
  })
}

/** Who holds a seat, and that nobody does. */
export const holderRoutes: Feature = routes => {
  routes.get('/grupper/:slug/platser/:id/tillsatt', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    return page('groups/holder-form', fillingPage(ctx, group, seat))
  })
  routes.post('/grupper/:slug/platser/:id/tillsatt', keepers, async (ctx, { params, body }) => {
    const { group, seat } = await findSeat(ctx, params)
    const form = await readFilling(ctx, body, seat)
    if (!form.ok) return page('groups/holder-form', fillingPage(ctx, group, seat, form), 422)
    await fillSeat(ctx, group, seat, form.value)
    return redirect(seatPath(group, seat), 'groups.filled')
  })
  routes.get('/grupper/:slug/platser/:id/vakans', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    return page('groups/vacancy-form', vacancyPage(ctx, group, seat))
  })
  routes.post('/grupper/:slug/platser/:id/vakans', keepers, async (ctx, { params, body }) => {
    const { group, seat } = await findSeat(ctx, params)
    const form = await readVacancy(ctx, body, seat)
    if (!form.ok) return page('groups/vacancy-form', vacancyPage(ctx, group, seat, form), 422)
    await vacateSeat(ctx, group, seat, form.value)
    return redirect(seatPath(group, seat), 'groups.vacated')
  })
  routes.get('/grupper/:slug/platser/:id/innehavare/:holderId', keepers, async (ctx, { params }) => {
    const { group, seat } = await findSeat(ctx, params)
    const holder = await ctx.rows(seatHolders).get({ id: params.holderId, seatId: seat.id })
    return page('groups/holder-form', holderPage(ctx, group, seat, holder))
  })
  routes.post('/grupper/:slug/platser/:id/innehavare/:holderId', keepers, async (ctx, { params, body }) => {
    const { group, seat } = await findSeat(ctx, params)
    const holder = await ctx.rows(seatHolders).get({ id: params.holderId, seatId: seat.id })
    const form = await readHolder(ctx, body, holder)
    if (!form.ok) return page('groups/holder-form', holderPage(ctx, group, seat, holder, form), 422)
    await changeHolder(ctx, group, holder, form.value)
    return redirect(seatPath(group, seat), 'organisations.changed')
  })
}
