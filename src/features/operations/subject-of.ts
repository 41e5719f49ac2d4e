import { isKey } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import type { QueuedMail } from './mail-queue.queries.ts'

/** What a letter is about: a number, or the kind of thing. */
export function subjectOf({ t }: Ctx, { reference, subjectType }: QueuedMail): string {
  const key = `subject.${subjectType}`
  return reference ?? (isKey(key) ? t(key) : subjectType)
}
