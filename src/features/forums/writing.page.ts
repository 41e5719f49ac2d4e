import { themeOptions } from '#src/features/deficiencies/theme-options.ts'
import { groupsByIds } from '#src/features/groups/group.queries.ts'
import { type FormPage, formOf } from '#src/features/organisations/register-form.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ForumQuestion } from './forum.entity.ts'
import type { ForumInCircle } from './forum.queries.ts'
import { frame } from './forum-form.page.ts'
import type { OccasionWithRaised } from './raised.queries.ts'

export interface OccasionFormPage extends FormPage {
  readonly intro: string
}
export interface QuestionFormPage extends FormPage {
  readonly groups: readonly Option[]
  readonly themes: readonly Option[]
}
export interface ReplyFormPage extends FormPage {
  readonly question: string
}

export const newOccasionPage = (
  ctx: Ctx,
  forum: ForumInCircle,
  form: FormState = emptyForm({ day: ctx.today }),
): OccasionFormPage => ({
  ...frame(ctx, forum, ctx.t('forums.addOccasion'), form),
  intro: ctx.t('forums.occasionIntro'),
})

export const changeOccasionPage = (
  ctx: Ctx,
  forum: ForumInCircle,
  occasion: OccasionWithRaised,
  form: FormState = storedOccasion(occasion),
): OccasionFormPage => ({
  ...frame(ctx, forum, ctx.t('forums.changeOccasion'), form),
  intro: ctx.t('forums.occasionIntro'),
})

function storedOccasion(occasion: OccasionWithRaised): FormState {
  const { values } = formOf(occasion, ['day', 'said'], occasion.version)
  return emptyForm({ ...values, numbers: occasion.raised.map(({ number }) => number).join(', ') })
}

export async function questionPage(ctx: Ctx, forum: ForumInCircle, form?: FormState): Promise<QuestionFormPage> {
  const groups = await groupsByIds(ctx, forum.groupIds)
  const [only] = groups
  const start = only !== undefined && groups.length === 1 ? { groupId: only.id } : {}
  return {
    ...frame(ctx, forum, ctx.t('forums.addQuestion'), form ?? emptyForm({ day: ctx.today, ...start })),
    groups: groups.map(({ id, name }) => ({ value: id, label: name })),
    themes: themeOptions(ctx),
  }
}

export const replyPage = (
  ctx: Ctx,
  forum: ForumInCircle,
  question: ForumQuestion,
  form: FormState = storedReply(ctx, question),
): ReplyFormPage => ({ ...frame(ctx, forum, ctx.t('forums.noteAnswer'), form), question: question.text })

const storedReply = (ctx: Ctx, question: ForumQuestion): FormState =>
  question.answeredDay === null
    ? emptyForm({ answeredDay: ctx.today, version: String(question.version) })
    : formOf(question, ['answer', 'answeredDay'], question.version)
