import { NotFound } from '#src/kernel/errors.ts'
import { withRole } from '#src/web/access.ts'
import { page, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { askQuestion, noteReply, placeAgain, readAnswer, readQuestion } from './ask-question.ts'
import { forumQuestions } from './forum.entity.ts'
import { forumPage } from './forum.page.ts'
import { findForum, findWritableForum } from './forum.queries.ts'
import { changeForumPage, forumPath, newForumPage } from './forum-form.page.ts'
import { forumListPage } from './forum-list.page.ts'
import { occasionsOf } from './raised.queries.ts'
import { changeForum, ForumChange, makeForum, readForum } from './save-forum.ts'
import { changeOccasion, readOccasion, readOccasionChange, writeOccasion } from './write-occasion.ts'
import { changeOccasionPage, newOccasionPage, questionPage, replyPage } from './writing.page.ts'

const readers = withRole('ombud', 'coordinator', 'convener', 'member', 'analyst')
const writers = withRole('coordinator', 'convener')

export const forumRoutes: Feature = routes => {
  routes.get('/forum', readers, async ctx => page('forums/index', await forumListPage(ctx)))
  routes.get('/forum/ny', writers, async ctx => page('forums/form', await newForumPage(ctx)))
  routes.post('/forum/ny', writers, async (ctx, { body }) => {
    const form = await readForum(ctx, body)
    if (!form.ok) return page('forums/form', await newForumPage(ctx, form), 422)
    return redirect(forumPath(await makeForum(ctx, form.value)), 'forums.made')
  })
  routes.get('/forum/:id', readers, async (ctx, { params }) =>
    page('forums/show', await forumPage(ctx, await findForum(ctx, params.id))),
  )
  routes.get('/forum/:id/redigera', writers, async (ctx, { params }) =>
    page('forums/form', changeForumPage(ctx, await findWritableForum(ctx, params.id))),
  )
  routes.post('/forum/:id/redigera', writers, async (ctx, { params, body }) => {
    const forum = await findWritableForum(ctx, params.id)
    const form = ctx.form(ForumChange, body)
    if (!form.ok) return page('forums/form', changeForumPage(ctx, forum, form), 422)
    await changeForum(ctx, forum, form.value)
    return redirect(forumPath(forum), 'organisations.changed')
  })
  occasionRoutes(routes)
  questionRoutes(routes)
}

/** A time that the forum met; one of another forum does not exist here. */
async function findOccasion(ctx: Ctx, { id, occasionId }: { readonly id: string; readonly occasionId: string }) {
  const forum = await findWritableForum(ctx, id)
  const occasion = (await occasionsOf(ctx, forum.id)).find(one => one.id === occasionId)
  if (occasion === undefined) throw new NotFound('errors.notFound')
  return { forum, occasion }
}

const occasionRoutes: Feature = routes => {
  routes.get('/forum/:id/tillfallen/nytt', writers, async (ctx, { params }) =>
    page('forums/occasion-form', newOccasionPage(ctx, await findWritableForum(ctx, params.id))),
  )
  routes.post('/forum/:id/tillfallen/nytt', writers, async (ctx, { params, body }) => {
    const forum = await findWritableForum(ctx, params.id)
    const form = await readOccasion(ctx, body)
    if (!form.ok) return page('forums/occasion-form', newOccasionPage(ctx, forum, form), 422)
    await writeOccasion(ctx, forum, form.value)
    return redirect(forumPath(forum), 'forums.occasionWritten')
  })
  routes.get('/forum/:id/tillfallen/:occasionId', writers, async (ctx, { params }) => {
    const { forum, occasion } = await findOccasion(ctx, params)
    return page('forums/occasion-form', changeOccasionPage(ctx, forum, occasion))
  })
  routes.post('/forum/:id/tillfallen/:occasionId', writers, async (ctx, { params, body }) => {
    const { forum, occasion } = await findOccasion(ctx, params)
    const form = await readOccasionChange(ctx, body)
    if (!form.ok) return page('forums/occasion-form', changeOccasionPage(ctx, forum, occasion, form), 422)
    await changeOccasion(ctx, forum, occasion, form.value)
    return redirect(forumPath(forum), 'organisations.changed')
  })
}

async function findQuestion(ctx: Ctx, { id, questionId }: { readonly id: string; readonly questionId: string }) {
  const forum = await findWritableForum(ctx, id)
  return { forum, question: await ctx.rows(forumQuestions).get({ id: questionId, forumId: forum.id }) }
}

const questionRoutes: Feature = routes => {
  routes.get('/forum/:id/fragor/ny', writers, async (ctx, { params }) =>
    page('forums/question-form', await questionPage(ctx, await findWritableForum(ctx, params.id))),
  )
  routes.post('/forum/:id/fragor/ny', writers, async (ctx, { params, body }) => {
    const forum = await findWritableForum(ctx, params.id)
    const form = await readQuestion(ctx, body, forum)
    if (!form.ok) return page('forums/question-form', await questionPage(ctx, forum, form), 422)
    await askQuestion(ctx, forum, form.value)
    return redirect(forumPath(forum), 'forums.asked')
  })
  routes.get('/forum/:id/fragor/:questionId/svar', writers, async (ctx, { params }) => {
    const { forum, question } = await findQuestion(ctx, params)
    return page('forums/reply-form', replyPage(ctx, forum, question))
  })
  routes.post('/forum/:id/fragor/:questionId/svar', writers, async (ctx, { params, body }) => {
    const { forum, question } = await findQuestion(ctx, params)
    const form = await readAnswer(ctx, body, question)
    if (!form.ok) return page('forums/reply-form', replyPage(ctx, forum, question, form), 422)
    await noteReply(ctx, forum, question, form.value)
    return redirect(forumPath(forum), 'forums.answerNoted')
  })
  routes.post('/forum/:id/fragor/:questionId/dagordning', writers, async (ctx, { params }) => {
    const { forum, question } = await findQuestion(ctx, params)
    await placeAgain(ctx, forum, question)
    return redirect(forumPath(forum), 'forums.placed')
  })
}
