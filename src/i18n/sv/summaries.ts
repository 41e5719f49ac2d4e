export const summaries = {} as const
