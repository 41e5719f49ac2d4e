import type { Ctx } from '#src/work/context.ts'

/**
 * How far the reminders of each request have come, in words of the reader's language, by the request's id; a request
 * without reminders is left out. The list of unanswered questions shows it in a column of its own, on page and in files.
 */
export const reminderStates = async (_ctx: Ctx, _requestIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map()
