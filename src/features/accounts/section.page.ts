import type { Crumb } from '#src/features/organisations/register-form.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AccountSource } from './account.entity.ts'
import { sectionPath } from './account.page.ts'
import { type FoundAccount, valuesOf } from './account.queries.ts'
import { accountPath } from './account-list.page.ts'
import { sourcesOf } from './draft.queries.ts'
import { type Field, fieldsOfSection } from './fields.ts'
import type { FormPart, FormSection } from './form.ts'
import { accountsCrumb } from './new-account.page.ts'
import { figureTable } from './paste.rules.ts'
import { draftsFor } from './take-drafts.ts'
import { shownValue } from './values.rules.ts'

export interface SectionPage {
  readonly title: string
  readonly fictitious: boolean
  readonly trail: readonly Crumb[]
  readonly path: string
  readonly cancel: string
  readonly form: FormState
  readonly version: string
  readonly parts: readonly FormPart[]
  /** Those who may be named are named here. */
  readonly naming: boolean
  /** What the system proposes for boxes that are empty: how many. */
  readonly drafts: number
  /** Where figures are pasted from a spreadsheet; null where the section counts no people. */
  readonly paste: string | null
  readonly sources: readonly { readonly box: string; readonly from: readonly SourceShown[] }[]
  /** Labels by box, said before an error. */
  readonly labels: Readonly<Record<string, string>>
}
interface SourceShown {
  readonly text: string
  readonly href: string | undefined
}
/** One part of a section, with the form that it stands in. */
export interface PartModel {
  readonly part: FormPart
  readonly form: FormState
  readonly naming: boolean
}
export interface NumbersModel {
  readonly part: Extract<FormPart, { kind: 'numbers' }>
  readonly form: FormState
}

/** Throws `NotFound` where the form has no such section. */
export function sectionOf({ form }: FoundAccount, key: string): FormSection {
  const section = form.sections.find(one => one.key === key)
  if (section === undefined) throw new NotFound('errors.notFound')
  return section
}

export async function sectionPage(
  ctx: Ctx,
  account: FoundAccount,
  section: FormSection,
  form?: FormState,
): Promise<SectionPage> {
  const fields = fieldsOfSection(section)
  const shown = form ?? (await filledForm(ctx, account, section))
  return {
    title: section.heading,
    fictitious: account.unit.fictitious,
    trail: [
      accountsCrumb(ctx),
      { text: `${account.unit.name} ${account.year}`, href: accountPath(account) },
      { text: section.heading },
    ],
    path: sectionPath(account, section),
    cancel: accountPath(account),
    form: shown,
    version: String(shown.values['version'] ?? account.version),
    parts: section.parts,
    naming: section.key === 'contact' || section.key === 'sign',
    drafts: (await draftsFor(ctx, account, section)).length,
    paste: figureTable(section) && `${sectionPath(account, section)}/klistra`,
    sources: await sourcesShown(ctx, account, fields),
    labels: Object.fromEntries(fields.map(({ key, label }) => [key, label])),
  }
}

async function sourcesShown(
  ctx: Ctx,
  account: FoundAccount,
  fields: readonly Field[],
): Promise<SectionPage['sources']> {
  const sources = await sourcesOf(ctx, account)
  return fields.flatMap(({ key, label }) => {
    const from = sources.get(key) ?? []
    const shown = new Map(from.map(source => [source.reference, sourceShown(source)]))
    return from.length === 0 ? [] : [{ box: label, from: [...shown.values()] }]
  })
}
/** Systemfel have a page each; what else it came from is named. */
const sourceShown = ({ reference }: AccountSource): SourceShown => ({
  text: reference,
  href: /^SF-/.test(reference) ? `/systemfel/${reference}` : undefined,
})

async function filledForm(ctx: Ctx, account: FoundAccount, section: FormSection): Promise<FormState> {
  const { values } = await valuesOf(ctx, account)
  const boxes = fieldsOfSection(section).map(box => [box.key, shownValue(box, values[box.key] ?? '')] as const)
  return emptyForm({ ...Object.fromEntries(boxes), version: String(account.version) })
}
