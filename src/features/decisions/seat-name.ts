import { keyOf } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AskedSeat } from './find-circulation.ts'

/** What a seat is for: an organisation, or a party. */
export const seatName = (
  ctx: Ctx,
  { party, organisationName }: Pick<AskedSeat, 'party' | 'organisationName'>,
): string => organisationName ?? ctx.t(keyOf(`party.${party}`))
