import { answers } from '#src/features/answers/answer.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { decisions, EFFECT_ANSWERS, effectChecks } from '#src/features/meetings/decision.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { EffectWord } from './effect.entity.ts'
import { isOmbud, isOpenWord, takesWords } from './effect.queries.ts'

/** What stands on every page of a question about effect. */
interface WordFrame {
  readonly title: string
  readonly fictitious: boolean
  readonly office: string
  readonly reach: readonly string[]
  readonly reference: string
}

async function frameOf(ctx: Ctx, word: EffectWord) {
  const check = await ctx.rows(effectChecks).get({ id: word.checkId })
  const deficiency = await ctx.rows(deficiencies).get({ id: check.deficiencyId })
  const { name, email, phone } = await ctx.rows(offices).get({ id: word.officeId })
  return { check, deficiency, office: { name, reach: [email, phone].filter(way => way !== null) } }
}

/** The first page of a link. It tells nothing of what it is about, since machines open links too. */
export type OpenWordPage = WordFrame
export async function openWordPage(ctx: Ctx, word: EffectWord): Promise<OpenWordPage> {
  const { deficiency, office } = await frameOf(ctx, word)
  return {
    title: ctx.t('effects.openTitle'),
    fictitious: deficiency.fictitious,
    office: office.name,
    reach: office.reach,
    reference: deficiency.number,
  }
}

export interface WordPage extends WordFrame {
  readonly word: string
  readonly action: string
  /** Where it is open to somebody signed in. */
  readonly signedIn: boolean
  readonly name: string
  readonly facts: readonly Fact[]
  /** For a coordinator: she answers for the office, and cannot confirm. */
  readonly forOffice: string | null
  readonly options: readonly Option[]
  readonly form: FormState
  /** What she said, once she has; or that nobody is asked any more. */
  readonly receipt: { readonly title: string; readonly answer: string | null; readonly line: string | null } | null
}

export async function wordPage(
  ctx: Ctx,
  word: EffectWord,
  place: Pick<WordPage, 'action' | 'signedIn'>,
  form: FormState = emptyForm(),
): Promise<WordPage> {
  const { check, deficiency, office } = await frameOf(ctx, word)
  const open = isOpenWord(word) && (await takesWords(ctx, check))
  return {
    ...place,
    title: ctx.t(open ? 'effects.askTitle' : word.answer === null ? 'effects.closedTitle' : 'effects.thanks'),
    fictitious: deficiency.fictitious,
    office: office.name,
    reach: office.reach,
    reference: deficiency.number,
    word: word.id,
    name: deficiency.title,
    facts: await factsOf(ctx, check, deficiency.number),
    forOffice: open && !(await isOmbud(ctx, word)) ? ctx.t('effects.forOffice', { office: office.name }) : null,
    options: EFFECT_ANSWERS.map(value => ({
      value,
      label: ctx.t(keyOf(`effect.${value}`)),
      hint: ctx.t(keyOf(`effects.hint.${value}`)),
    })),
    form,
    receipt: open ? null : receiptOf(ctx, word),
  }
}

function receiptOf(ctx: Ctx, { answer, line }: EffectWord): WordPage['receipt'] {
  return {
    title: ctx.t(answer === null ? 'effects.closedLead' : keyOf(`effects.after.${answer}`)),
    answer: answer === null ? null : ctx.t(keyOf(`effect.${answer}`)),
    line,
  }
}

async function factsOf(
  ctx: Ctx,
  { decisionId, deficiencyId, months }: { decisionId: string; deficiencyId: string; months: number },
  number: string,
): Promise<Fact[]> {
  const show = dates[ctx.actor.locale]
  const { at } = await ctx.rows(decisions).get({ id: decisionId })
  const given = await ctx.rows(answers).all({ deficiencyId }, { receivedAt: 'DESC' })
  const answer = given.find(({ receivedAt }) => receivedAt <= at)
  return [
    { label: ctx.t('effects.about'), text: number },
    ...(answer === undefined
      ? []
      : [
          {
            label: ctx.t('effects.agencySaid'),
            text: ctx.t(keyOf(`answerKind.${answer.kind}`)),
            note: show.date(answer.receivedAt),
          },
        ]),
    { label: ctx.t('effects.acceptedOn'), text: show.date(at), note: ctx.t('effects.monthsAgo', { months }) },
  ]
}

/** For every link that leads nowhere. What was typed is given back. */
export interface GoneWordPage {
  readonly title: string
  readonly typed: string | null
}
export const goneWordPage = (ctx: Ctx, body: Submitted = {}): GoneWordPage => ({
  title: ctx.t('errors.missingTitle'),
  typed: typeof body['line'] === 'string' && body['line'] !== '' ? body['line'] : null,
})
