import { In } from 'typeorm'
import { type Document, exportFooter, fileName } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import { contentInTurn } from '#src/documents/in-turn.ts'
import { writePdf } from '#src/documents/pdf.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { organisationBySlug } from '#src/features/organisations/organisation.queries.ts'
import { inGroup } from '#src/kernel/actor.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { signedIn } from '#src/web/access.ts'
import { file, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Incoming } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { ConfirmForm, confirmPack } from './confirm-pack.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findMeeting, holdMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { packDocument } from './pack.document.ts'
import { type Choice, packClosedPage, packPage } from './pack.page.ts'
import { extractFor, mayLeave, type Pack, preparePack } from './pack.ts'

type Query = Incoming['query']

/** The pack as page and files, and the act by which the one for associations is let out. */
export const packRoutes: Feature = routes => {
  routes.getSnapshot('/moten/:id/material', signedIn, async (ctx, { params, query }) => {
    const { meeting, choice, pack, leads } = await asked(ctx, params.id, query)
    if (!leads && !mayLeave(pack)) return page('meetings/material-closed', packClosedPage(ctx, meeting), 409)
    return page('meetings/material', await packPage(ctx, meeting, pack, choice))
  })

  for (const kind of ['pdf', 'docx'] as const)
    routes.getSnapshot(`/moten/:id/material.${kind}`, signedIn, async (ctx, { params, query }) => {
      const { meeting, choice, pack, leads } = await asked(ctx, params.id, query)
      if (leads && pack.blocked) return page('meetings/material', await packPage(ctx, meeting, pack, choice), 409)
      if (!leads && !mayLeave(pack)) return page('meetings/material-closed', packClosedPage(ctx, meeting), 409)
      return fileOf(ctx, meeting, packDocument(pack.content, choice.large), kind)
    })

  routes.post('/moten/:id/material/bekraftelse', signedIn, async (ctx, { params, body }) => {
    const meeting = await holdMeeting(ctx, params.id)
    const form = ctx.form(ConfirmForm, body)
    if (!form.ok) throw new Conflict('errors.form')
    await confirmPack(ctx, meeting, form.value)
    return redirect(`/moten/${meeting.id}/material?for=foreningar`, 'pack.confirmed')
  })
}

interface Asked {
  readonly meeting: MeetingInGroup
  readonly choice: Choice
  readonly pack: Pack
  readonly leads: boolean
}

/** The pack is for the group's own people. Throws `NotFound` for others, and for an organisation that there is none of. */
async function asked(ctx: Ctx, id: string, query: Query): Promise<Asked> {
  const meeting = await findMeeting(ctx, id)
  if (!meetingPolicy.can(ctx.actor, 'follow', meeting)) throw new NotFound('errors.notFound')
  const slug = query['organisation'] ?? null
  const choice: Choice = {
    audience: (await isForAssociations(ctx, meeting, query)) ? 'associations' : 'authorities',
    slug,
    large: query['storstil'] === '1',
    extract: slug === null ? null : await extractFor(ctx, await organisationBySlug(ctx, slug)),
  }
  const pack = await preparePack(ctx, meeting, choice)
  return { meeting, choice, pack, leads: meetingPolicy.can(ctx.actor, 'lead', meeting) }
}

/** By choice; and for whoever speaks only for associations in the group, always. */
async function isForAssociations(ctx: Ctx, { groupId }: MeetingInGroup, query: Query): Promise<boolean> {
  if (query['for'] === 'foreningar') return true
  const { actor } = ctx
  if (inGroup(actor, groupId, 'convener')) return false
  const spoken = actor.grants.filter(grant => grant.groupId === groupId).map(grant => grant.organisationId)
  const ids = spoken.flatMap(id => id ?? [])
  if (ids.length === 0 || ids.length < spoken.length) return false
  return (await ctx.rows(organisations).all({ id: In(ids) })).every(({ kind }) => kind === 'association')
}

function fileOf(ctx: Ctx, { id, group }: MeetingInGroup, document: Document, kind: 'pdf' | 'docx'): Reply {
  const about = ['pack', id, document.title, String(document.large)]
  const mark = exportMark(ctx, about, `${group.name}, ${document.title}`)
  const marked = { ...document, footer: [...document.footer, ...exportFooter('sv', mark)] }
  const name = fileName(document.title, mark.id, kind)
  if (kind === 'docx') return file(name, 'docx', () => writeDocx(marked))
  return file(
    name,
    'pdf',
    contentInTurn(ctx.actor.id, () => writePdf(marked)),
  )
}
