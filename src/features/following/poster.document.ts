import { type Document, type ExportMark, exportFooter, type Table } from '#src/documents/document.ts'
import { type Key, keyOf, translate, type Values } from '#src/i18n/translate.ts'
import type { Day } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import { changeOf, type Deed, type Line } from './poster.rules.ts'

/** Of which office or group, and when. */
export interface PosterAbout {
  readonly place: string
  readonly period: string
  readonly today: Day
}

/** "Ni sa – vi gjorde", to hang on a wall. Swedish, whoever reads it. `mark` is for a file. */
export function posterDocument(lines: readonly Line[], about: PosterAbout, mark: ExportMark | null): Document {
  return {
    title: said('poster.title'),
    lang: 'sv',
    subject: `${about.place}, ${about.period}`,
    fictitious: lines.some(({ fictitious }) => fictitious),
    blocks: [
      { kind: 'paragraph', text: said(lines.length === 0 ? 'poster.noneText' : 'poster.intro') },
      ...(lines.length === 0 ? [] : [tableOf(lines, about)]),
    ],
    footer: mark === null ? [] : exportFooter('sv', mark),
  }
}

const said = (key: Key, values?: Values): string => translate('sv', key, values)
const word = (list: string, code: string): string => translate('sv', keyOf(`${list}.${code}`))

/** A row each, so that it finds room on one sheet. */
const tableOf = (lines: readonly Line[], { today }: PosterAbout): Table => ({
  kind: 'table',
  caption: said('poster.caption'),
  columns: [{ label: said('poster.said') }, { label: said('poster.done') }, { label: said('poster.changed') }],
  rows: lines.map(line => [
    [line.title, [word('level', line.level), ...line.organisations].join(' · ')].join('\n'),
    line.deeds.map(deed => deedText(deed, today)).join('\n'),
    changeText(line),
  ]),
})

function deedText(deed: Deed, today: Day): string {
  const by = deed.by ?? said('poster.somebody')
  const day = deed.day === null ? '' : dates.sv.day(deed.day)
  if (deed.what === 'answer')
    return said(`poster.answer.${deed.kind === 'changed' ? 'changed' : 'planned'}`, { by, day })
  const what = word('actionKind', deed.kind).toLowerCase()
  const strength = deed.strength === null ? '' : ` (${word('strength', deed.strength).toLowerCase()})`
  return said(`poster.${standing(deed, today)}`, { by, what, strength, day })
}

function standing({ what, day }: Deed, today: Day): 'doneDay' | 'underWay' | 'underWayDay' | 'lateDay' {
  if (what === 'done') return 'doneDay'
  if (day === null) return 'underWay'
  return day < today ? 'lateDay' : 'underWayDay'
}

const changeText = (line: Line): string =>
  said(keyOf(`poster.change.${changeOf(line)}`), { day: line.effectDay === null ? '' : dates.sv.day(line.effectDay) })
