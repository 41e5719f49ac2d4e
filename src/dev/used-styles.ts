/** A rule without rules in it: its selectors and what it says. */
const RULE = /([^{}@;]+)\{([^{}]*)\}/g
const EMPTY_BLOCK = /@(?:media|supports)[^{}]*\{\}/g
const UNASKED =
  /^govuk-(?:(?:button|link)--inverse|panel(?:--interruption|__actions)|input__|pagination__(?:item|list|link-label)|summary-(?:card|list__actions-list)|(?:checkboxes|radios)__divider|breadcrumbs--collapse|notification-banner|heading-xl)/
/** The engine's classes; ours are few, and all used. */
const ENGINE = /\.(govuk-[\w-]+)/g

/**
 * The stylesheet without the engine's rules for classes that no page names: a page weighs what it uses. `sources`: all
 * that may name a class. One that is put together (`govuk-input--width-${…}`) is known by its beginning.
 */
export function usedStyles(css: string, sources: string): string {
  const names = new Set([...sources.matchAll(/govuk-[\w-]*\w(?![\w-])/g)].map(([name]) => name))
  const stems = [...new Set([...sources.matchAll(/(govuk-[\w-]*[-_])(?:\$\{|<%)/g)].map(([, stem]) => stem as string))]
  const isNamed = (name: string): boolean =>
    !UNASKED.test(name) && (names.has(name) || stems.some(stem => name.startsWith(stem)))
  const isUsed = (selector: string): boolean =>
    [...selector.matchAll(ENGINE)].every(([, name]) => isNamed(name as string))
  return css
    .replace(RULE, (_, selectors: string, says: string) => {
      const kept = partsOf(selectors).filter(isUsed)
      return kept.length === 0 ? '' : `${kept.join(',')}{${says}}`
    })
    .replace(EMPTY_BLOCK, '')
}

/** What the engine says for browsers that cannot show our pages anyway; colours that have a name need no second value. */
const FOR_OLD_BROWSERS = [
  /(?:-webkit-font-smoothing|-moz-osx-font-smoothing|(?:-webkit-)?text-decoration-skip(?:-ink)?):[^;}]*;?/g,
  /,\(-ms-high-contrast: active\)/g,
]
const SECOND_VALUE = /var\((--govuk-[\w-]+), ?[^()]*\)/g

export const withoutOldBrowsers = (css: string): string =>
  FOR_OLD_BROWSERS.reduce((text, old) => text.replace(old, ''), css.replace(SECOND_VALUE, 'var($1)'))

/** Rules that follow on each other for the same become one. */
export function joined(css: string): string {
  const next = css.replace(/(?<=^|\})([^{}@]+)\{([^{}]*)\}\1\{/g, '$1{$2;')
  return next === css ? css : joined(next)
}

/** Commas inside `:not(…)` part nothing. */
const partsOf = (selectors: string): string[] => selectors.split(/,(?![^(]*\))/)
