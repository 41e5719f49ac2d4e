import { hash, verify } from '@node-rs/argon2'

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane; about 30 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
export const SHORTEST = 12
const MOST_AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** At most two at a time, so that a flood of sign-ins cannot take the processor from everybody else (A6). */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>(go => waiting.push(go))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), COST))

/** A hash of nothing anybody knows: an unknown address takes as long as a known one (S5). */
let nobodys: Promise<string> | undefined
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(`${performance.now()} nobody`)
  const against = stored ?? (await nobodys)
  const same = await inTurn(() => verify(against, password.normalize('NFC')))
  return same && stored !== null
}

const CONTEXT_WORDS = ['systemfel', 'personligt ombud', 'personligtombud', 'lösenord', 'losenord', 'password', 'kommun']

/** What is wrong with a new password, as a catalogue key; null when it will do (S7). No rules on which signs. */
export function passwordFault(password: string, email: string): string | null {
  if ([...password].length < SHORTEST) return 'people.passwordShort'
  if (new Set(password).size < 5) return 'people.passwordWeak'
  const plain = password.toLowerCase()
  const words = [...CONTEXT_WORDS, email.toLowerCase().split('@')[0] ?? '']
  const left = words.filter(word => word.length > 3).reduce((rest, word) => rest.replaceAll(word, ''), plain)
  return [...left].length < 8 ? 'people.passwordWeak' : null
}
