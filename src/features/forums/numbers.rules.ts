/** “SF-2026-0004, sf-2026-0005” as numbers, each once, in the order they were written. */
export const numbersIn = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(part => part !== ''),
  ),
]
