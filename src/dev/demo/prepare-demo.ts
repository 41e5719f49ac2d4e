import type { Services } from '#src/services.ts'

export async function prepareDemo(_services: Services): Promise<void> {}
