import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { THEMES } from './words.ts'

/** In the order of their labels. */
export const themeOptions = ({ t }: Ctx): Option[] =>
  THEMES.map(theme => ({ value: theme, label: t(keyOf(`theme.${theme}`)) })).sort((one, other) =>
    inSwedish(one.label, other.label),
  )
