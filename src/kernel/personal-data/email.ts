import type { Span } from './span.ts'

const SIGN = / ?(?:@|\((?:at|a|snabel-?a)\)|\[(?:at|a|snabel-?a)\]) ?/gi
const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u
const DOMAIN = /[\p{L}\p{N}.-]/u
const HOST = /^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.(?:\p{L}{2,}|xn--[a-z0-9-]+)/u

/** The e-mail addresses in a readable text, "namn (at) exempel.se" among them. */
export function emailsIn(text: string): readonly Span[] {
  const found: Span[] = []
  let from = 0
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    const [start, end] = [startBefore(text, index, from), endAfter(text, index + sign.length)]
    if (start === null || end === null) continue
    found.push({ start, end })
    from = end
  }
  return found
}

function startBefore(text: string, sign: number, from: number): number | null {
  let start = sign
  while (start > from && LOCAL.test(text[start - 1] ?? '')) start -= 1
  return start < sign ? start : null
}

function endAfter(text: string, after: number): number | null {
  let end = after
  while (end < text.length && DOMAIN.test(text[end] ?? '')) end += 1
  const host = HOST.exec(text.slice(after, end))
  return host ? after + host[0].length : null
}
