/** A node of an XML document: an element, or a text. Names keep their prefix. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

const TOKEN = /<\?[^?]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g
// XML 1.0, production Char; a lone surrogate has category Cs.
const FORBIDDEN = /(?![\t\n\r\u0085])[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])(?=[^\u007f-\u009f])\p{Cc}/u
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Parses well-formed XML 1.0 without a document type, and throws at the first thing that is not well-formed. */
export function parseXml(source: string): Element {
  const wrong = FORBIDDEN.exec(source)
  if (wrong !== null) throw new Error(`U+${wrong[0].codePointAt(0)?.toString(16)} is not allowed in XML`)
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length; ) {
    const from = TOKEN.lastIndex
    const token = TOKEN.exec(source)
    if (token === null) throw new Error(`not well-formed at: ${source.slice(from, from + 60)}`)
    take(token, open)
  }
  const [only, ...others] = root.children.filter(child => typeof child !== 'string' || child.trim() !== '')
  if (open.length !== 1 || typeof only !== 'object' || others.length > 0) throw new Error('not exactly one element')
  return only
}

function take([, closing, opening, attributes = '', empty, text]: RegExpExecArray, open: Element[]): void {
  const inside = open.at(-1) as Element
  if (text !== undefined) inside.children.push(decode(text))
  if (closing !== undefined && open.pop()?.name !== closing) throw new Error(`</${closing}> closes nothing`)
  if (opening === undefined) return
  const element: Element = { name: opening, attributes: attributesOf(attributes), children: [] }
  inside.children.push(element)
  if (empty === '') open.push(element)
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (name in attributes) throw new Error(`${name} twice`)
    attributes[name] = decode(value)
  }
  return attributes
}

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));|&/g, (all, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    const character = ENTITIES[name ?? '']
    if (character === undefined) throw new Error(`${all} is no entity`)
    return character
  })

/** Every element of a name below this one, in the order of the document. */
export const elements = (from: Element, name: string): Element[] =>
  from.children.flatMap(child =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elements(child, name)],
  )
