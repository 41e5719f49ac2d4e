import { inflateRawSync } from 'node:zlib'

/** The parts of a zip file by name. Reads what DOCX and XLSX use: stored and deflated entries, no encryption. */
export function unzip(file: Buffer): Map<string, Buffer> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('not a zip file')
  const parts = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  for (let count = file.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    parts.set(name, entry(file, at))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** One entry's content, from its line in the directory at `at`. */
function entry(file: Buffer, at: number): Buffer {
  const local = file.readUInt32LE(at + 42)
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const packed = file.subarray(start, start + file.readUInt32LE(at + 20))
  const content = file.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
  if (content.length !== file.readUInt32LE(at + 24)) throw new Error('a part of the zip file is broken')
  return content
}
