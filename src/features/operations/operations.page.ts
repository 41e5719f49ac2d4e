import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { isId } from '#src/kernel/ids.ts'
import { failureText, templateName } from '#src/mail/mail-texts.ts'
import type { Fact, FigureModel, ListCell, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { jobOptions, jobTable } from './jobs.page.ts'
import { isPlace, PLACES, type Place } from './mail-places.rules.ts'
import {
  type MailFilter,
  type QueuedMail,
  type QueueFigures,
  queuedMails,
  queueFigures,
  templatesIn,
} from './mail-queue.queries.ts'
import { operationsPolicy } from './operations.policy.ts'
import { subjectOf } from './subject-of.ts'

export interface OperationsPage {
  readonly title: string
  readonly figures: readonly FigureModel[]
  readonly facts: readonly Fact[]
  readonly form: FormState
  readonly places: readonly Option[]
  readonly templates: readonly Option[]
  /** Null when no letter is there. */
  readonly letters: TableListModel | null
  readonly empty: { readonly title: string; readonly text: string }
  readonly next: string | null
  /** How many letters can be sent again, or are held since a restore: their forms are shown where they are listed. */
  readonly failed: number
  readonly restored: number
  readonly jobs: TableListModel
  readonly jobForm: FormState
  readonly jobOptions: readonly Option[]
}
type Query = Readonly<Record<string, string | undefined>>
const PAGE = 50

/** The queue of letters, those in one place of it, and the jobs. */
export async function operationsPage(
  ctx: Ctx,
  query: Query,
  jobForm: FormState = emptyForm(),
): Promise<OperationsPage> {
  operationsPolicy.reveal(ctx.actor, null)
  const figures = await queueFigures(ctx)
  const filter = filterOf(query, figures)
  const mails = await queuedMails(ctx, filter, PAGE + 1)
  const place = (code: Place): string => ctx.t(keyOf(`mailPlace.${code}`))
  const templates = await templatesIn(ctx, filter.place)
  return {
    title: ctx.t('operations.title'),
    figures: figuresOf(ctx, figures),
    facts: factsOf(ctx, figures),
    form: emptyForm({ lage: filter.place, mall: filter.template ?? '' }),
    places: PLACES.map(value => ({ value, label: place(value) })),
    templates: templates.map(value => ({ value, label: templateName(ctx, value) })),
    letters: mails.length === 0 ? null : lettersTable(ctx, filter.place, mails.slice(0, PAGE)),
    empty: {
      title: ctx.t('operations.noLetters', { place: place(filter.place).toLowerCase() }),
      text: ctx.t('operations.noLettersText'),
    },
    next: mails.length > PAGE ? addressOf(filter, mails[PAGE - 1] as QueuedMail) : null,
    failed: filter.place === 'misslyckade' ? figures.counts.misslyckade : 0,
    restored: figures.counts.aterlasta,
    jobs: await jobTable(ctx),
    jobForm,
    jobOptions: await jobOptions(ctx),
  }
}

/** Unless told, what somebody has to do something about. */
function filterOf({ lage, mall, fore }: Query, { counts }: QueueFigures): MailFilter {
  const place = counts.misslyckade === 0 && counts.aterlasta > 0 ? 'aterlasta' : 'misslyckade'
  return { place: isPlace(lage) ? lage : place, template: mall || null, after: isId(fore) ? fore : null }
}

function addressOf({ place, template }: MailFilter, { id }: QueuedMail): string {
  const mall: Record<string, string> = template === null ? {} : { mall: template }
  return `/admin/drift?${new URLSearchParams({ lage: place, ...mall, fore: id })}`
}

const figuresOf = (ctx: Ctx, { counts }: QueueFigures): FigureModel[] =>
  PLACES.map(place => ({
    value: String(counts[place]),
    label: ctx.t(keyOf(`mailPlace.${place}`)),
    href: `/admin/drift?lage=${place}`,
    ...(counts[place] > 0 && (place === 'misslyckade' || place === 'aterlasta') ? { tone: 'late' as const } : {}),
  }))

function factsOf(ctx: Ctx, { oldest, next }: QueueFigures): Fact[] {
  const { time } = dates[ctx.actor.locale]
  const none = ctx.t('operations.nothingWaits')
  return [
    { label: ctx.t('operations.oldest'), text: oldest === null ? none : time(oldest) },
    { label: ctx.t('operations.nextAttempt'), text: next === null ? none : time(next) },
  ]
}

function lettersTable(ctx: Ctx, place: Place, mails: readonly QueuedMail[]): TableListModel {
  const label = (key: 'letter' | 'to' | 'about' | 'written' | 'why') => ({ label: ctx.t(`operations.${key}`) })
  return {
    caption: ctx.t(keyOf(`mailPlace.${place}`)),
    captionShown: true,
    columns: [label('letter'), label('to'), label('about'), label('written'), label('why')],
    rows: mails.map(mail => lettersCells(ctx, mail)),
  }
}

function lettersCells(ctx: Ctx, mail: QueuedMail): ListCell[] {
  const { time } = dates[ctx.actor.locale]
  const why = mail.failure === null ? '' : failureText(ctx, mail.failure)
  return [
    { text: templateName(ctx, mail.template), href: `/admin/drift/brev/${mail.id}` },
    { text: mail.address },
    { text: subjectOf(ctx, mail) },
    { text: time(mail.createdAt) },
    { text: why, ...(mail.attempts === 0 ? {} : { note: ctx.t('operations.attempts', { count: mail.attempts }) }) },
  ]
}
