import type { Document } from '#src/documents/document.ts'
import type { Crumb } from '#src/features/organisations/register-form.ts'
import { optionsOf } from '#src/features/organisations/register-form.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, Fact, TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { accountDocument } from './account.document.ts'
import { SIGNINGS } from './account.entity.ts'
import { type AccountAct, accountLifecycle } from './account.lifecycle.ts'
import { partiesOf } from './account.policy.ts'
import { type Filled, type FoundAccount, valuesOf } from './account.queries.ts'
import { accountPath, countdown, stateBadge } from './account-list.page.ts'
import { type Finding, findingsIn } from './checks.rules.ts'
import { fieldsOf, fieldsOfSection } from './fields.ts'
import { accountsCrumb } from './new-account.page.ts'

export interface AccountPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly path: string
  readonly badge: BadgeModel
  readonly facts: readonly Fact[]
  readonly sections: TableListModel
  readonly findings: readonly ShownFinding[]
  readonly document: Document
  readonly form: FormState
  readonly version: number
  /** What the reader may do now. */
  readonly acts: readonly AccountAct[]
  /** Acts that need nothing but a button. */
  readonly steps: readonly StepButton[]
  readonly signings: readonly Option[]
}
interface StepButton {
  readonly action: string
  readonly hint: string
  readonly label: string
  readonly quiet: boolean
}
interface ShownFinding {
  readonly title: string
  readonly why: string
  /** The boxes to look at, with a link to the section where the reader may write. */
  readonly boxes: readonly { readonly text: string; readonly href: string | undefined }[]
}

export async function accountPage(
  ctx: Ctx,
  account: FoundAccount,
  form: FormState = emptyForm(),
): Promise<AccountPage> {
  const filled = await valuesOf(ctx, account)
  const acts = actsOf(ctx, account)
  const writes = acts.includes('write')
  const found = findingsIn(account.form, filled.values)
  return {
    title: ctx.t('accounts.titleOf', { unit: account.unit.name, year: account.year }),
    fictitious: account.unit.fictitious,
    trail: [accountsCrumb(ctx), { text: `${account.unit.name} ${account.year}` }],
    path: accountPath(account),
    badge: stateBadge(ctx, account),
    facts: factsOf(ctx, account),
    sections: sectionsOf(ctx, account, { ...filled, found, writes }),
    findings: found.map(finding => shown(ctx, account, finding, writes)),
    document: accountDocument({ account, ...filled }),
    form,
    version: account.version,
    acts,
    steps: stepsOf(ctx, account, acts),
    signings: optionsOf(ctx, 'accountSigning', SIGNINGS),
  }
}

const actsOf = (ctx: Ctx, account: FoundAccount): AccountAct[] => {
  const parties = partiesOf(ctx.actor, account)
  const all = Object.keys(accountLifecycle.table[account.state]) as AccountAct[]
  return all.filter(act => accountLifecycle.allows(account.state, act, parties))
}

const STEPS = [
  ['send', 'sandning'],
  ['receive', 'mottagning'],
  ['reopen', 'oppning'],
] as const
const stepsOf = (ctx: Ctx, account: FoundAccount, acts: readonly AccountAct[]): StepButton[] =>
  STEPS.filter(([act]) => acts.includes(act)).map(([act, path]) => ({
    action: `${accountPath(account)}/${path}`,
    hint: ctx.t(`accounts.${act}Hint`),
    label: ctx.t(`accounts.${act}`),
    quiet: act === 'reopen',
  }))

function factsOf(ctx: Ctx, account: FoundAccount): Fact[] {
  const { day, time } = dates[ctx.actor.locale]
  const { form, unit, sentAt, receivedAt, returnReason, signing } = account
  const rows: readonly (readonly [string, string | null])[] = [
    ['accounts.places', unit.places],
    ['accounts.form', [form.county, form.year, form.variant && `(${form.variant})`].filter(Boolean).join(' ')],
    ['accounts.deadline', countdown(ctx, account) ?? day(form.deadline)],
    ['accounts.recipient', form.recipient],
    ['accounts.signedHow', signing && ctx.t(keyOf(`accountSigning.${signing}`))],
    ['accounts.sentAt', sentAt && time(sentAt)],
    ['accounts.receivedAt', receivedAt && time(receivedAt)],
    ['accounts.returnReason', returnReason],
  ]
  return rows.flatMap(([label, text]) => (text ? [{ label: ctx.t(keyOf(label)), text }] : []))
}

interface Written extends Filled {
  readonly found: readonly Finding[]
  readonly writes: boolean
}
function sectionsOf(ctx: Ctx, account: FoundAccount, { values, found, writes }: Written): TableListModel {
  return {
    caption: ctx.t('accounts.sections'),
    columns: [
      { label: ctx.t('accounts.section') },
      { label: ctx.t('accounts.filled') },
      { label: ctx.t('accounts.toLookAt') },
    ],
    rows: account.form.sections.map(section => {
      const keys = fieldsOfSection(section).map(({ key }) => key)
      const count = found.filter(finding => finding.keys.some(key => isIn(keys, key))).length
      return [
        { text: section.heading, href: writes ? sectionPath(account, section) : undefined },
        { text: ctx.t('accounts.filledOf', { filled: keys.filter(key => values[key]).length, all: keys.length }) },
        count === 0 ? { text: '–' } : { badge: { text: String(count), tone: 'late' as const } },
      ]
    }),
  }
}

export const sectionPath = (account: { readonly id: string }, { key }: { readonly key: string }): string =>
  `${accountPath(account)}/avsnitt/${key}`
/** A finding names a box, or a row of boxes. */
const isIn = (keys: readonly string[], key: string): boolean =>
  keys.some(one => one === key || one.startsWith(`${key}.`))

function shown(ctx: Ctx, account: FoundAccount, { check, keys, facts }: Finding, writes: boolean): ShownFinding {
  const boxes = fieldsOf(account.form)
  return {
    title: ctx.t(keyOf(`accountCheck.${check}`)),
    why: ctx.t(keyOf(`accountCheck.${check}.why`), facts),
    boxes: keys.flatMap(key => {
      const box = boxes.find(one => isIn([one.key], key))
      if (box === undefined) return []
      const name = box.key === key ? box.label : box.label.slice(0, box.label.lastIndexOf(','))
      return [{ text: name, href: writes ? `${sectionPath(account, { key: box.section })}#f-${box.key}` : undefined }]
    }),
  }
}
