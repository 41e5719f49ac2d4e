/** Reads CSV as RFC 4180 says, with `;`: the records, each a list of fields. Throws where the file breaks a rule. */
export function parseCsv(file: Buffer): string[][] {
  const text = file.toString('utf8')
  if (!text.startsWith('\uFEFF')) throw new Error('no byte order mark')
  const records: string[][] = [[]]
  const field = /("(?:[^"]|"")*"|[^";\r\n]*)(;|\r\n)/y
  for (field.lastIndex = 1; field.lastIndex < text.length; ) {
    const from = field.lastIndex
    const match = field.exec(text)
    if (match === null) throw new Error(`not CSV at: ${JSON.stringify(text.slice(from, from + 40))}`)
    const [, value = '', end] = match
    records.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === '\r\n') records.push([])
  }
  if (records.pop()?.length !== 0) throw new Error('the last line does not end')
  return records
}
