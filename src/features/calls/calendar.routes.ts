import { feedText } from '#src/documents/calendar.ts'
import { people } from '#src/features/people/person.entity.ts'
import { byLink, signedIn } from '#src/web/access.ts'
import { file, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { meetingsBehind } from './calendar.queries.ts'
import { renewCalendar } from './renew-calendar.ts'

/** The calendar of somebody with a place in a group: an address that calendars fetch, and a new one when she wants it. */
export const calendarRoutes: Feature = routes => {
  routes.get('/kalender/:token.ics', byLink, async (ctx, { params }) => {
    const text = feedText(ctx.t('calls.feedName'), await meetingsBehind(ctx, params.token))
    return file('moten.ics', 'ics', async () => text)
  })

  routes.post('/min-sida/kalender', signedIn, async ctx => {
    await renewCalendar(ctx, await ctx.rows(people).get({ id: ctx.actor.id }))
    return redirect('/min-sida#kalender', 'calls.calendarRenewed')
  })
}
