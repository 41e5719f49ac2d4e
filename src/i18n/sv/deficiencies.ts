export const deficiencies = {} as const
