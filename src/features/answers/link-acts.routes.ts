import type { z } from 'zod'
import { type FieldErrors, type FormState, faulty, type Submitted } from '#src/kernel/forms.ts'
import { byLink } from '#src/web/access.ts'
import { barePage, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { answering, gone, requestBehind, stay, whileWaiting } from './answer-link.ts'
import { askBack, QuestionBack } from './ask-back.ts'
import { newDayFaults } from './exchange.rules.ts'
import { askBackPage, passPage, timePage } from './link-acts.page.ts'
import { askMoreTime, MoreTime } from './more-time.ts'
import { passFaults, passRequest, RightReceiver } from './pass-request.ts'
import { requestFile } from './request-file.document.ts'

/** A page with one form, that does one thing once. */
interface Act<S extends z.ZodObject> {
  readonly path: '/svar/vidare' | '/svar/mer-tid' | '/svar/fraga'
  readonly form: S
  readonly show: (ctx: Ctx, request: AnswerRequest, status: number, form?: FormState) => Promise<Reply>
  readonly faults: (ctx: Ctx, request: AnswerRequest, value: z.output<S>) => Promise<FieldErrors>
  readonly run: (ctx: Ctx, request: AnswerRequest, value: z.output<S>) => Promise<unknown>
  /** Said when it is done. */
  readonly done: string
}
const act =
  <S extends z.ZodObject>(one: Act<S>): Feature =>
  routes => {
    routes.get(one.path, byLink, (ctx, { cookies }) =>
      whileWaiting(ctx, cookies.reply, async link => stay(link, await one.show(ctx, link.request, 200))),
    )
    routes.post(one.path, byLink, (ctx, incoming) =>
      answering(ctx, incoming, async link => {
        const form = await read(ctx, one, link.request, incoming.body)
        if (!form.ok) return stay(link, await one.show(ctx, link.request, 422, form))
        const ran = await one.run(ctx, link.request, form.value)
        return redirect('/svar', ran === null ? null : one.done)
      }),
    )
  }

async function read<S extends z.ZodObject>(ctx: Ctx, one: Act<S>, request: AnswerRequest, body: Submitted) {
  const form = ctx.form(one.form, body)
  if (!form.ok) return form
  const faults = await one.faults(ctx, request, form.value)
  return Object.keys(faults).length === 0 ? form : faulty(body, faults)
}

const pass = act({
  path: '/svar/vidare',
  form: RightReceiver,
  show: async (ctx, request, status, form) => barePage('answers/pass', await passPage(ctx, request, form), status),
  faults: passFaults,
  run: passRequest,
  done: 'answerActs.passedDone',
})
const moreTime = act({
  path: '/svar/mer-tid',
  form: MoreTime,
  show: async (ctx, request, status, form) => barePage('answers/more-time', await timePage(ctx, request, form), status),
  faults: async (ctx, { dueDay }, { newDay }) => newDayFaults(newDay, dueDay ?? ctx.today, ctx.today),
  run: askMoreTime,
  done: 'answerActs.timeDone',
})
const question = act({
  path: '/svar/fraga',
  form: QuestionBack,
  show: async (ctx, request, status, form) =>
    barePage('answers/ask-back', await askBackPage(ctx, request, form), status),
  faults: async () => ({}),
  run: askBack,
  done: 'answerActs.askDone',
})

/** What a contact may do beside answering, and the question with its answer as a file for the agency's own register. */
export const linkActRoutes: Feature = routes => {
  pass(routes)
  moreTime(routes)
  question(routes)
  routes.getSnapshot('/svar/fraga-och-svar.pdf', byLink, async (ctx, { cookies }) => {
    const link = await requestBehind(ctx, cookies.reply)
    return link === null || link.passing !== null ? gone(ctx) : requestFile(ctx, link.request, link.request.contactId)
  })
}
