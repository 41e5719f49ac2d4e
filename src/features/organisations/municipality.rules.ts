import type { Municipality } from './municipality.entity.ts'

/**
 * Municipalities change once in ten years and carry no version: this number, made from what the form showed, tells
 * whether somebody else has changed one meanwhile.
 */
export function contentVersion({ name, code, kind }: Pick<Municipality, 'name' | 'code' | 'kind'>): number {
  let hash = 7
  for (const sign of JSON.stringify([name, code, kind])) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 999_999_937
  return hash
}
