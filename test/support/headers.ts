import { expect } from 'chai'

const ALWAYS: Readonly<Record<string, string | RegExp>> = {
  'content-security-policy':
    /^default-src 'none';script-src 'self';style-src 'self';.*frame-ancestors 'none';base-uri 'none'/,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': /camera=\(\)/,
}
const NEVER = ['x-powered-by', 'server', 'access-control-allow-origin', 'etag']

/** The expected set on every answer of the whole suite, errors and files too (I12), and every cookie as it must be (S2). */
export function assertHeaders(path: string, status: number, headers: Readonly<Record<string, unknown>>): void {
  for (const [name, wanted] of Object.entries(ALWAYS)) {
    const got = String(headers[name])
    if (typeof wanted === 'string') expect(got, `${name} of ${path} (${status})`).to.equal(wanted)
    else expect(got, `${name} of ${path} (${status})`).to.match(wanted)
  }
  for (const name of NEVER) expect(headers[name], `${name} of ${path} (${status})`).to.equal(undefined)
  if (!path.startsWith('/assets/')) expect(headers['cache-control'], path).to.equal('no-store')
  for (const cookie of [headers['set-cookie'] ?? []].flat())
    expect(String(cookie), path).to.match(
      /^__Host-[a-z]+=[^;]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/,
    )
}
