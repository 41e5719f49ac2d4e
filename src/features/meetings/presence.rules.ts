import type { Attendance } from './meeting.entity.ts'

type Times = Pick<Attendance, 'arrived' | 'departed'>

/** The key of the text that says from when and until when somebody was there; null for the whole meeting. */
export function timesKey({ arrived, departed }: Times): 'live.from' | 'live.until' | 'live.between' | null {
  if (arrived === null) return departed === null ? null : 'live.until'
  return departed === null ? 'live.from' : 'live.between'
}

/** Somebody who leaves has come first. `HH:MM` compares as text; no meeting goes on past midnight. */
export const isBackwards = ({ arrived, departed }: Times): boolean =>
  arrived !== null && departed !== null && departed <= arrived

/** Those who are there, or have been: they may be recused, and have come and gone. */
export const wasThere = ({ presence }: Pick<Attendance, 'presence'>): boolean => presence !== 'absent'

/** Who is there, as a form says it. */
export type Noted = Pick<Attendance, 'seatId' | 'name' | 'presence'>
export interface Change<T extends Noted> {
  readonly kept: readonly { readonly row: T; readonly noted: Noted }[]
  readonly added: readonly Noted[]
  readonly gone: readonly T[]
}

/** The same name on the same seat is the same person, and keeps her row: when she came, and what she took no part in. */
export function changeOf<T extends Noted>(before: readonly T[], noted: readonly Noted[]): Change<T> {
  const gone = [...before]
  const kept: { row: T; noted: Noted }[] = []
  const added: Noted[] = []
  for (const one of noted) {
    const at = gone.findIndex(row => row.seatId === one.seatId && row.name === one.name)
    const [row] = at < 0 ? [] : gone.splice(at, 1)
    if (row === undefined) added.push(one)
    else kept.push({ row, noted: one })
  }
  return { kept, added, gone }
}
