import { createRequire } from 'node:module'
import fc from 'fast-check'

const list = createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[]

/** What the list does not have, and has tripped somebody in this field. */
const OWN: readonly string[] = [
  '\u0000',
  'före\u0000efter',
  'a\r\nBcc: nagon@exempel.se',
  'a\rb\nc\u0085d\u2028e\u2029f',
  '\ufffe\uffff\ufeff',
  '\u202eåäö\u202c',
  'A\u030a o\u0308 e\u0301',
  'Å Ä Ö å ä ö é ü',
  '\u200b\u200c\u200d\u2060',
  '=1+1',
  '+46',
  '-1',
  '@SUMMA(A1)',
  '\t=1+1',
  '＝1+1',
  '=HYPERLINK("https://exempel.se";"klicka")',
  '<%= 1 %>',
  '<%- include("x") %>',
  '$\u007b1}',
  '{{1}}',
  '#{1}',
  '%{1}',
  '{reference}',
  '%E0%A4%A',
  '%00',
  '..%2f..%2f',
  "'; DROP TABLE observation; --",
  '$1 $2 ?1 :name @x',
  '\\',
  '"',
  "'",
  '`',
  '😀😀😀',
  '👩🏽‍🦽‍➡️',
  '🇸🇪',
  'ﷺ'.repeat(60),
  'x'.repeat(201),
  'å'.repeat(4001),
  ' '.repeat(50),
  '\n'.repeat(50),
  '[object Object]',
  'undefined',
  'null',
  'NaN',
  '-0',
  '1e309',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00',
  '99999-01-01',
  'SF-2026-0001',
  '__proto__',
  'constructor',
  'toString',
  'javascript:alert(1)',
  '<svg/onload=window.__xss=1>',
  '"><img src=x onerror=window.__xss=1>',
  '</textarea><script>window.__xss=1</script>',
]

/** Over five hundred strings that have broken something somewhere. */
export const NAUGHTY: readonly string[] = [...new Set([...list, ...OWN])]

/** Generated strings, the same for the same seed: any sign, any length up to a few hundred. */
export const generated = (count: number, seed: number): string[] =>
  fc.sample(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('<', '>', '"', "'", '&', '\\', '\n', 'å', ' ', '%', '$', '{', '}'),
        maxLength: 60,
      }),
    ),
    { numRuns: count, seed },
  )
