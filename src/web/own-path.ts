/**
 * A path of our own to lead back to, or the start page: never `//host`, `/\host` or anything with a scheme (I10). For what
 * comes from an address or a hidden field, which anybody may have written.
 */
export const ownPath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[\w\-./?=&%~]*$/.test(to) ? to : '/'
