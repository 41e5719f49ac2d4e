import { isKey } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'

/** The name of a mail's template; for one without, its code. */
export function templateName({ t }: Pick<Ctx, 't'>, template: string): string {
  const key = `letter.${template}`
  return isKey(key) ? t(key) : template
}

/** Why a mail did not arrive, in words and with the code. */
export function failureText({ t }: Pick<Ctx, 't'>, failure: string): string {
  const key = `failure.${failure}`
  if (isKey(key)) return t(key)
  if (!/^\d{3}$/.test(failure)) return t('operations.unreached', { code: failure })
  return t(failure < '500' ? 'operations.refusedNow' : 'operations.refused', { code: failure })
}
