export const observations = {} as const
