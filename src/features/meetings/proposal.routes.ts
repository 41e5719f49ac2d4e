import { signedIn } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import { choiceIn } from './item.page.ts'
import { findMatter, matterById } from './matter.ts'
import { findLedMeeting, holdMeeting } from './meeting.queries.ts'
import { proposalPage } from './proposal.page.ts'
import { ResetForm, resetProposal, setProposal } from './set-proposal.ts'

/** What is proposed on each item, as the convener changes it before the meeting. */
export const proposalRoutes: Feature = routes => {
  routes.get('/moten/:id/punkter/:nr/forslag', signedIn, async (ctx, { params, query }) => {
    const matter = await findMatter(ctx, await findLedMeeting(ctx, params.id), params.nr)
    return page('meetings/proposal', await proposalPage(ctx, matter, { choice: choiceIn(query['beslut']) }))
  })

  routes.post('/moten/:id/punkter/:nr/forslag', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const matter = await matterById(ctx, meeting, body['item'])
    const choice = choiceIn(body['type'])
    if (choice === null) return page('meetings/proposal', await proposalPage(ctx, matter), 422)
    const form = await setProposal(ctx, matter, choice, body)
    if (form !== null) return page('meetings/proposal', await proposalPage(ctx, matter, { choice, form }), 422)
    return redirect(`/moten/${meeting.id}/dagordning#punkt-${matter.item.id}`, 'agenda.proposalSaved')
  })

  routes.post('/moten/:id/punkter/:nr/forslag/aterstallning', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const matter = await matterById(ctx, meeting, body['item'])
    const form = ctx.form(ResetForm, body)
    if (!form.ok) return page('meetings/proposal', await proposalPage(ctx, matter), 422)
    await resetProposal(ctx, matter, form.value)
    return redirect(`/moten/${meeting.id}/dagordning#punkt-${matter.item.id}`, 'agenda.proposalReset')
  })
}
