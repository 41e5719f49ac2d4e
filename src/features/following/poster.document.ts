import { type Block, type Document, type ExportMark, exportFooter } from '#src/documents/document.ts'
import { type Key, keyOf, translate, type Values } from '#src/i18n/translate.ts'
import { dates } from '#src/web/dates.ts'
import { changeOf, type Deed, type Line } from './poster.rules.ts'

/** Of which office or group, and when. */
export interface PosterAbout {
  readonly place: string
  readonly period: string
}

/** "Ni sa – vi gjorde", to hang on a wall. Swedish, whoever reads it. `mark` is for a file. */
export function posterDocument(
  lines: readonly Line[],
  { place, period }: PosterAbout,
  mark: ExportMark | null,
): Document {
  return {
    title: said('poster.title'),
    lang: 'sv',
    subject: `${place}, ${period}`,
    fictitious: lines.some(({ fictitious }) => fictitious),
    blocks: [
      { kind: 'paragraph', text: said(lines.length === 0 ? 'poster.noneText' : 'poster.intro') },
      ...lines.flatMap(blocksOf),
    ],
    footer: mark === null ? [] : exportFooter('sv', mark),
  }
}

const said = (key: Key, values?: Values): string => translate('sv', key, values)
const word = (list: string, code: string): string => translate('sv', keyOf(`${list}.${code}`))

function blocksOf(line: Line): Block[] {
  const about = [word('level', line.level).toLowerCase(), ...line.organisations].join(', ')
  return [
    { kind: 'heading', level: 2, text: line.title },
    {
      kind: 'facts',
      rows: [
        { label: said('poster.said'), value: said('poster.saidText', { about }) },
        { label: said('poster.done'), value: line.deeds.map(deedText).join('\n') },
        { label: said('poster.changed'), value: changeText(line) },
      ],
    },
  ]
}

function deedText(deed: Deed): string {
  const by = deed.by ?? said('poster.somebody')
  const day = deed.day === null ? null : dates.sv.day(deed.day)
  if (deed.what === 'answer')
    return said(`poster.answer.${deed.kind === 'changed' ? 'changed' : 'planned'}`, { by, day: day ?? '' })
  const what = word('actionKind', deed.kind).toLowerCase()
  const strength = deed.strength === null ? '' : ` (${word('strength', deed.strength).toLowerCase()})`
  if (day === null) return said('poster.underWay', { by, what, strength })
  return said(`poster.${deed.what}Day`, { by, what, strength, day })
}

const changeText = (line: Line): string =>
  said(keyOf(`poster.change.${changeOf(line)}`), { day: line.effectDay === null ? '' : dates.sv.day(line.effectDay) })
