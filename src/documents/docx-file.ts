import {
  AlignmentType,
  Document as DocxDocument,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { translate } from '#src/i18n/translate.ts'
import { type Document, languageTag, liesDown } from './document.ts'
import { blockParts, documentHead, textRuns } from './docx-blocks.ts'
import { ALARM, docxStyles } from './docx-styles.ts'
import { xmlSafe } from './xml-safe.ts'

// A4 in twentieths of a point, as Word counts.
const SHORT_SIDE = 11_906
const LONG_SIDE = 16_838
const MARGIN = 1_247
const CREATOR = 'Systemfel'

/** See `writeDocx`. Apart from it because loading the library takes time. */
export async function buildDocx(document: Document): Promise<Buffer> {
  const lying = liesDown(document)
  const width = (lying ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN
  const file = new DocxDocument({
    title: xmlSafe(document.title),
    subject: xmlSafe(document.subject ?? ''),
    creator: CREATOR,
    lastModifiedBy: CREATOR,
    description: document.fictitious ? fictitiousText(document) : '',
    styles: docxStyles(languageTag(document.lang), document.large),
    numbering: { config: [numbers] },
    sections: [
      {
        properties: {
          page: { size: pageSize(lying), margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
        },
        headers: { default: pageHeader(document) },
        footers: { default: pageFooter(document) },
        children: [
          ...documentHead(document, fictitiousText(document)),
          ...document.blocks.flatMap((block, index) => blockParts(block, { lang: document.lang, width, index })),
        ],
      },
    ],
  })
  return await Packer.toBuffer(file)
}

const fictitiousText = ({ lang }: Document): string => translate(lang, 'documents.fictitious')

// The library turns width and height round itself when the page lies.
const pageSize = (lying: boolean) => ({
  width: SHORT_SIDE,
  height: LONG_SIDE,
  orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
})

const numbers = {
  reference: 'numbers',
  levels: [
    {
      level: 0,
      format: LevelFormat.DECIMAL,
      text: '%1.',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 425, hanging: 425 } } },
    },
  ],
}

function pageHeader(document: Document): Header {
  const mark = document.fictitious
    ? [new TextRun({ text: `${fictitiousText(document)} · `, bold: true, color: ALARM })]
    : []
  return new Header({
    children: [
      new Paragraph({ style: 'PageLine', children: [...mark, ...textRuns(`${CREATOR} · ${document.title}`)] }),
    ],
  })
}

function pageFooter({ footer, lang }: Document): Footer {
  const page = `${translate(lang, 'documents.page')} `
  const of = ` ${translate(lang, 'documents.pageOf')} `
  const numbering = new TextRun({ children: [page, PageNumber.CURRENT, of, PageNumber.TOTAL_PAGES] })
  return new Footer({
    children: [
      ...footer.map(line => new Paragraph({ style: 'PageLine', children: textRuns(line) })),
      new Paragraph({ style: 'PageLine', alignment: AlignmentType.RIGHT, children: [numbering] }),
    ],
  })
}
