import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { ListCell, TableListModel } from '#src/web/blocks.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { MUNICIPALITY_KINDS, type Municipality, municipalities } from './municipality.entity.ts'
import { contentVersion } from './municipality.rules.ts'
import { registerLinks } from './organisation-list.page.ts'
import { type Crumb, type FormPage, formOf, optionsOf, rowLink, versionIn } from './register-form.ts'
import { byName } from './swedish-order.ts'

/** A register as a plain list; `table` is null while it is empty. */
export interface RegisterListPage {
  readonly title: string
  readonly intro: string
  readonly fictitious: boolean
  readonly links: readonly Crumb[]
  readonly add: { readonly href: string; readonly label: string }
  readonly empty: { readonly title: string; readonly text: string }
  readonly table: TableListModel | null
}
export interface MunicipalityFormPage extends FormPage {
  readonly kinds: readonly Option[]
}

const LIST = '/admin/kommuner'
const KINDS = 'organisations.municipalityKind'

export async function municipalityListPage(ctx: Ctx): Promise<RegisterListPage> {
  const all = byName(await ctx.rows(municipalities).all())
  const title = ctx.t('organisations.municipalities')
  return {
    title,
    intro: ctx.t('organisations.municipalitiesIntro'),
    fictitious: all.some(({ fictitious }) => fictitious),
    links: registerLinks(ctx, LIST),
    add: { href: `${LIST}/ny`, label: ctx.t('organisations.newMunicipality') },
    empty: { title: ctx.t('organisations.noMunicipalities'), text: ctx.t('organisations.noMunicipalitiesText') },
    table:
      all.length === 0
        ? null
        : {
            caption: title,
            columns: [
              { label: ctx.t('field.name') },
              { label: ctx.t('field.kind') },
              { label: ctx.t('field.code') },
              { label: ctx.t('organisations.choice'), quiet: true },
            ],
            rows: all.map(one => rowOf(ctx, one)),
          },
  }
}

const rowOf = (ctx: Ctx, { name, slug, kind, code, fictitious }: Municipality): ListCell[] => [
  { text: name, note: fictitious ? ctx.t('web.fictitious') : undefined },
  { text: ctx.t(keyOf(`${KINDS}.${kind}`)) },
  { text: code ?? '–' },
  rowLink(`${LIST}/${slug}/redigera`, ctx.t('organisations.changeShort'), name),
]

export const newMunicipalityPage = (ctx: Ctx, form = emptyForm({ kind: 'municipality' })): MunicipalityFormPage => ({
  ...frame(ctx, ctx.t('organisations.newMunicipality'), form),
  version: null,
  fictitious: false,
})

export const changeMunicipalityPage = (
  ctx: Ctx,
  municipality: Municipality,
  form = formOf(municipality, ['name', 'code', 'kind'], contentVersion(municipality)),
): MunicipalityFormPage => ({
  ...frame(ctx, ctx.t('organisations.changeMunicipality'), form),
  version: versionIn(form),
  fictitious: municipality.fictitious,
})

const frame = (ctx: Ctx, title: string, form: FormState) => ({
  title,
  trail: [{ text: ctx.t('organisations.municipalities'), href: LIST }, { text: title }],
  form,
  cancel: LIST,
  kinds: optionsOf(ctx, KINDS, MUNICIPALITY_KINDS),
})
