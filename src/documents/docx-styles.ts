import { BorderStyle, type IStylesOptions } from 'docx'

const PETROL = '0B4F5C'
const GREY = '505A5F'
const RULE = 'B1B4B6'
/** The red of "Påhittat exempel". */
export const ALARM = 'A4262C'
const FONT = 'Calibri'

/** 18 points where it is 11 otherwise, as in the PDF. */
const LARGE = 18 / 11
type Scaled = (halfPoints: number) => number

const heading = (size: number, before: number) => ({
  run: { font: FONT, size, bold: true, color: PETROL },
  paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
})

/** Sizes are half points, distances twentieths of a point. */
export function docxStyles(language: string, large = false): IStylesOptions {
  const sized: Scaled = halfPoints => Math.round(halfPoints * (large ? LARGE : 1))
  return { default: defaults(language, sized), paragraphStyles: paragraphStyles(sized) }
}

const defaults = (language: string, sized: Scaled): NonNullable<IStylesOptions['default']> => ({
  document: {
    run: { font: FONT, size: sized(22), language: { value: language, eastAsia: language } },
    paragraph: { spacing: { after: 140, line: 276 } },
  },
  heading1: heading(sized(40), 0),
  heading2: heading(sized(30), 360),
  heading3: heading(sized(25), 280),
  heading4: heading(sized(22), 220),
  listParagraph: { paragraph: { spacing: { after: 60 }, contextualSpacing: true } },
})

const paragraphStyles = (sized: Scaled): NonNullable<IStylesOptions['paragraphStyles']> => [
  { id: 'Subject', name: 'Subject', basedOn: 'Normal', run: { size: sized(26), color: GREY } },
  {
    id: 'Caption',
    name: 'caption',
    basedOn: 'Normal',
    run: { bold: true },
    paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
  },
  {
    id: 'Cell',
    name: 'Cell',
    basedOn: 'Normal',
    run: { size: sized(20) },
    paragraph: { spacing: { after: 0, line: 252 } },
  },
  {
    id: 'AfterTable',
    name: 'After Table',
    basedOn: 'Normal',
    run: { size: 8 },
    paragraph: { spacing: { after: 80 } },
  },
  {
    id: 'Note',
    name: 'Note',
    basedOn: 'Normal',
    paragraph: {
      indent: { left: 284 },
      border: { left: { style: BorderStyle.SINGLE, size: 24, color: RULE, space: 10 } },
    },
  },
  {
    id: 'PageLine',
    name: 'Page Line',
    basedOn: 'Normal',
    run: { size: sized(16), color: GREY },
    paragraph: { spacing: { after: 20, line: 240 } },
  },
]

const rule = { style: BorderStyle.SINGLE, size: 4, color: RULE }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
/** Lines between rows only. */
export const tableBorders = {
  top: none,
  bottom: rule,
  left: none,
  right: none,
  insideHorizontal: rule,
  insideVertical: none,
}
export const HEADER_FILL = 'E7EFF0'
