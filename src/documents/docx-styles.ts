import { BorderStyle, type IStylesOptions } from 'docx'

const PETROL = '0B4F5C'
const GREY = '505A5F'
const RULE = 'B1B4B6'
/** The red of "Påhittat exempel". */
export const ALARM = 'A4262C'
const FONT = 'Calibri'

const heading = (size: number, before: number) => ({
  run: { font: FONT, size, bold: true, color: PETROL },
  paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
})

/** Sizes are half points, distances twentieths of a point. */
export const docxStyles = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: { font: FONT, size: 22, language: { value: language, eastAsia: language } },
      paragraph: { spacing: { after: 140, line: 276 } },
    },
    heading1: heading(40, 0),
    heading2: heading(30, 360),
    heading3: heading(25, 280),
    heading4: heading(22, 220),
    listParagraph: { paragraph: { spacing: { after: 60 }, contextualSpacing: true } },
  },
  paragraphStyles: [
    { id: 'Subject', name: 'Subject', basedOn: 'Normal', run: { size: 26, color: GREY } },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      run: { bold: true },
      paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
    },
    { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 20 }, paragraph: { spacing: { after: 0, line: 252 } } },
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
      run: { size: 16, color: GREY },
      paragraph: { spacing: { after: 20, line: 240 } },
    },
  ],
})

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
