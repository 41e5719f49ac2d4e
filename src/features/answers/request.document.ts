import type { Block, Document, Fact } from '#src/documents/document.ts'
import { inSwedishFor } from '#src/documents/list-file.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, answers } from './answer.entity.ts'
import { askerOf, type Parties } from './answer.mails.ts'
import { enteredMark } from './entered-mark.ts'
import { exchangeShown } from './exchange.page.ts'
import { matterShown } from './matter-shown.ts'

/** The question, what was said on the way and the answer, for the agency's own register. Swedish, whoever reads it. */
export async function requestDocument(reader: Ctx, parties: Parties, footer: readonly string[]): Promise<Document> {
  const ctx = inSwedishFor(reader)
  const { request, deficiency, organisation } = parties
  const answer = await ctx.rows(answers).one({ requestId: request.id })
  return {
    title: ctx.t('answerActs.documentTitle'),
    lang: 'sv',
    subject: `${deficiency.number}, ${organisation.name}`,
    fictitious: deficiency.fictitious,
    blocks: [
      { kind: 'facts', rows: headFacts(ctx, parties) },
      ...(await matterBlocks(ctx, parties)),
      heading(ctx.t('answers.question')),
      { kind: 'paragraph', text: request.question },
      ...(await exchangeBlocks(ctx, parties)),
      heading(ctx.t('answers.answer')),
      ...answerBlocks(ctx, answer),
      heading(ctx.t('answers.genuineTitle')),
      ...genuineBlocks(ctx, parties),
    ],
    footer,
  }
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })
const fact = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }])

function headFacts({ t }: Ctx, parties: Parties): Fact[] {
  const { request, deficiency, contact, organisation } = parties
  const { day, date } = dates.sv
  return [
    ...fact(t('answers.reference'), deficiency.number),
    ...fact(t('answers.deficiency'), deficiency.title),
    ...fact(t('answers.asker'), askerOf(parties).name),
    ...fact(t('answers.to'), `${organisation.name}, ${contact.function}`),
    ...fact(t('answers.sentAt'), request.sentAt && date(request.sentAt)),
    ...fact(t('answers.due'), request.dueDay && day(request.dueDay)),
    ...fact(t('answerActs.status'), t(keyOf(`requestState.${request.state}`))),
  ]
}

async function matterBlocks(ctx: Ctx, { request, deficiency }: Parties): Promise<Block[]> {
  const { short, description, facts } = await matterShown(ctx, request, deficiency)
  const rows = (shown: typeof facts): Fact[] => shown.map(({ label, text }) => ({ label, value: String(text ?? '') }))
  return [
    ...(short.length === 0 ? [] : [heading(ctx.t('answerActs.short')), { kind: 'facts' as const, rows: rows(short) }]),
    heading(ctx.t('answers.met')),
    { kind: 'paragraph', text: description },
    { kind: 'facts', rows: rows(facts) },
  ]
}

async function exchangeBlocks(ctx: Ctx, { request }: Parties): Promise<Block[]> {
  const events = await exchangeShown(ctx, request)
  if (events.length === 0) return []
  const items = events.map(({ when, title, text }) => [`${when}: ${title}`, text].filter(Boolean).join('\n'))
  return [heading(ctx.t('answerActs.exchange')), { kind: 'list', items }]
}

function answerBlocks(ctx: Ctx, answer: Answer | null): Block[] {
  if (answer === null) return [{ kind: 'paragraph', text: ctx.t('answerActs.noAnswerYet') }]
  const { kind, text, changeDay, otherBody, receivedAt } = answer
  const { day, time } = dates.sv
  return [
    {
      kind: 'facts',
      rows: [
        ...fact(ctx.t('answers.answer'), ctx.t(keyOf(`answerKind.${kind}`))),
        ...fact(ctx.t('answers.day'), changeDay && day(changeDay)),
        ...fact(ctx.t(kind === 'lift' ? 'answers.toWhom' : 'answers.whose'), otherBody),
        ...fact(ctx.t('answers.receivedAt'), time(receivedAt)),
        ...fact(ctx.t('answerActs.way'), enteredMark('sv', answer)),
      ],
    },
    { kind: 'paragraph', text: text === '' ? ctx.t('answers.noText') : text },
  ]
}

function genuineBlocks({ t }: Ctx, parties: Parties): Block[] {
  const { email, phone } = askerOf(parties)
  const { office } = parties
  return [
    { kind: 'paragraph', text: t('answers.genuine', { office: office.name }) },
    { kind: 'paragraph', text: [office.name, email, phone].filter(Boolean).join('\n') },
  ]
}
