import { keyOf } from '#src/i18n/translate.ts'
import { Conflict, Forbidden } from '#src/kernel/errors.ts'
import { emptyForm } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { SOURCES } from './answer.entity.ts'
import { partiesOf } from './answer.mails.ts'
import { type AnswerFields, kindOptions } from './answer.page.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import type { FoundRequest } from './find-request.ts'
import { otherBodies } from './other-body.ts'

export interface EnterPage extends AnswerFields {
  readonly title: string
  readonly fictitious: boolean
  readonly back: string
  readonly about: string
  readonly question: string
  readonly sources: readonly Option[]
}

/** The form for an answer that came another way. Throws `Forbidden` for others than who asked, `Conflict` when it is too late. */
export async function enterPage(ctx: Ctx, found: FoundRequest, form = emptyForm()): Promise<EnterPage> {
  const { request, deficiency } = found
  if (!requestPolicy.can(ctx.actor, 'keep', found)) throw new Forbidden('errors.denied')
  if (!requestLifecycle.allows(request.state, 'enter')) throw new Conflict('errors.notFromHere')
  const { organisation, contact } = await partiesOf(ctx, request)
  return {
    title: ctx.t('answerActs.enterTitle'),
    fictitious: deficiency.fictitious,
    back: `/obesvarade/${request.id}`,
    about: `${deficiency.number} ${deficiency.title}. ${organisation.name}, ${contact.function}`,
    question: request.question,
    sources: SOURCES.map(value => ({ value, label: ctx.t(keyOf(`answerActs.source.${value}`)) })),
    kinds: kindOptions(ctx),
    bodies: await otherBodies(ctx, request),
    form,
  }
}
