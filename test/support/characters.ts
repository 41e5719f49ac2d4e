/** Every code unit from U+0000 to U+FFFF as a text of its own, halves of surrogate pairs included. */
export const everyCharacter = (): string[] => Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
